import type { Campaign, Quest, Safety, TableEvent } from '@skald/protocol';

export type CampaignEvent = Extract<
  TableEvent,
  { type: 'safety:changed' | 'boundaries:changed' | 'quest:changed' | 'quest:hidden' | 'handout:shown' }
>;

export function applyCampaignEvent(campaign: Campaign, event: CampaignEvent): Campaign {
  switch (event.type) {
    case 'safety:changed':
      return { ...campaign, safety: event.safety };
    case 'boundaries:changed':
      return { ...campaign, boundaries: event.boundaries };
    case 'quest:changed':
      return { ...campaign, quests: placeQuest(campaign.quests, event.quest) };
    case 'quest:hidden':
      return { ...campaign, quests: campaign.quests.filter(({ questId }) => questId !== event.questId) };
    case 'handout:shown':
      return { ...campaign, handout: event.handout };
  }
}

/** Open ones first, in the order in which they came. */
export function sortQuests(quests: readonly Quest[]): Quest[] {
  return [...quests].sort((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open'));
}

/** Whether a card that is told now is news: the first picture of a table shows none but a pause. */
export function isNewCard(before: Safety | null, now: Safety): boolean {
  return before !== null && now.card !== null && now.card.atMs !== before.card?.atMs;
}

/** Steps of a quest as they are typed, one a line; `[x]` at the beginning says that one is done. */
export function writeObjectives(objectives: Quest['objectives']): string {
  return objectives.map(({ text, isDone }) => (isDone ? `[x] ${text}` : text)).join('\n');
}

export function readObjectives(text: string): Quest['objectives'] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const done = /^\[[xх]\]\s*/iu.exec(line);
      return { text: (done ? line.slice(done[0].length) : line).slice(0, 200), isDone: done !== null };
    })
    .filter(({ text: step }) => step !== '')
    .slice(0, 12);
}

function placeQuest(quests: readonly Quest[], quest: Quest): Quest[] {
  const isKnown = quests.some(({ questId }) => questId === quest.questId);
  return isKnown ? quests.map((old) => (old.questId === quest.questId ? quest : old)) : [...quests, quest];
}
