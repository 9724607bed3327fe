import type { Adventure, NpcPlot, Option, SceneNode, Topic, Trigger } from './adventure.ts';
import type { QuestionId } from './lexicon.ts';
import { type AdventureState, holds } from './state.ts';
import type { Mention, Reading } from './understand.ts';

/** What a line asks for in a scene. */
export type Meaning =
  | { readonly kind: 'option'; readonly option: Option }
  | { readonly kind: 'topic'; readonly npc: NpcPlot; readonly topic: Topic }
  | { readonly kind: 'chat'; readonly npc: NpcPlot }
  | { readonly kind: 'absent'; readonly npc: NpcPlot }
  /** Who somebody of the story is; looked up, not known by heart. */
  | { readonly kind: 'described'; readonly npc: NpcPlot }
  | { readonly kind: 'question'; readonly question: QuestionId }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'nothing' };

/** NPCs who are there. */
export function presentNpcs(adventure: Adventure, scene: SceneNode, state: AdventureState): NpcPlot[] {
  return scene.present
    .filter(({ when }) => holds(when, state))
    .flatMap(({ npc }) => adventure.plot.npcs.filter(({ id }) => id === npc));
}

/** Decides what a reading means here and now. Silent by default: what fits nothing is `nothing`. */
export function findMeaning(adventure: Adventure, scene: SceneNode, state: AdventureState, reading: Reading): Meaning {
  const present = presentNpcs(adventure, scene, state);
  const named = adventure.plot.npcs.filter(({ id }) => reading.targets.some((target) => target.id === id));
  const partner = named.find((npc) => present.includes(npc)) ?? null;
  const isTalking = has(reading.intents, ['ask', 'talk']);
  const isAskingSomebody = isTalking || (partner !== null && reading.isQuestion);

  if (reading.question !== null && !isTalking && partner === null) return { kind: 'question', question: reading.question };
  if (reading.isAskingWho && !isTalking) {
    const subject = named.find((npc) => present.includes(npc));
    if (subject !== undefined) return { kind: 'described', npc: subject };
  }
  if (isAskingSomebody) {
    const topic = findTopic(present, partner, state, reading);
    if (topic !== null) return topic;
  }
  const option = findOption(scene, state, reading);
  if (option !== null) return { kind: 'option', option };
  if (reading.isQuestion) {
    const topic = findTopic(present, partner, state, reading);
    if (topic !== null) return topic;
  }
  if (reading.question !== null) return { kind: 'question', question: reading.question };
  return findTalk(present, partner, named, reading);
}

function findTalk(present: readonly NpcPlot[], partner: NpcPlot | null, named: readonly NpcPlot[], reading: Reading): Meaning {
  const isTalking = has(reading.intents, ['ask', 'talk', 'call', 'greet']);
  const isAddress = reading.targets[0] !== undefined && reading.targets[0].position <= 1 && reading.targets[0].id === partner?.id;
  if (partner !== null && (isTalking || isAddress || reading.isQuestion)) return { kind: 'chat', npc: partner };
  const absent = named.find((npc) => !present.includes(npc));
  if (absent !== undefined && (isTalking || reading.isQuestion)) return { kind: 'absent', npc: absent };
  const only = present[0];
  if (only !== undefined && has(reading.intents, ['talk', 'ask']) && reading.unknownWords === 0)
    return { kind: 'chat', npc: only };
  if (reading.refused.length > 0 && reading.intents.length === 0 && (reading.targets.length > 0 || reading.unknownWords === 0)) {
    return { kind: 'refusal' };
  }
  return { kind: 'nothing' };
}

/** The topic of the one who is asked, else of anybody present. */
function findTopic(
  present: readonly NpcPlot[],
  partner: NpcPlot | null,
  state: AdventureState,
  reading: Reading,
): Extract<Meaning, { kind: 'topic' }> | null {
  for (const npc of partner === null ? present : [partner]) {
    const about = reading.targets.filter(({ id }) => id !== npc.id);
    const topic = npc.topics.find(({ targets, when }) => holds(when, state) && has(about, targets));
    if (topic !== undefined) return { kind: 'topic', npc, topic };
  }
  return null;
}

/** The option whose verb stands nearest to its target; a bare verb counts only when nothing unknown is said. */
function findOption(scene: SceneNode, state: AdventureState, reading: Reading): Option | null {
  let best: { option: Option; score: number } | null = null;
  for (const option of scene.options.filter(({ guard }) => holds(guard, state))) {
    for (const trigger of option.triggers) {
      const score = scoreOf(trigger, reading);
      if (score !== null && (best === null || score > best.score)) best = { option, score };
    }
  }
  return best?.option ?? null;
}

const BARE_SCORE = -20;
const BACKWARDS_COST = 0.5;

function scoreOf({ intents, targets }: Trigger, reading: Reading): number | null {
  const verbs = reading.intents.filter(({ id }) => intents.includes(id));
  if (targets.length === 0) {
    const isRefusal = intents.includes('refuse') && reading.refused.length > 0 && reading.intents.length === 0;
    const first = verbs[0]?.position ?? (isRefusal ? 0 : null);
    return first === null || reading.unknownWords > 0 ? null : BARE_SCORE - first / 100;
  }
  const things = reading.targets.filter(({ id }) => targets.includes(id));
  let best: number | null = null;
  for (const verb of verbs) {
    for (const thing of things) {
      const distance = thing.position - verb.position;
      const score = (distance >= 0 ? -distance : distance - BACKWARDS_COST) - verb.position / 100;
      if (best === null || score > best) best = score;
    }
  }
  return best;
}

function has(mentions: readonly Mention[], ids: readonly string[]): boolean {
  return mentions.some(({ id }) => ids.includes(id));
}
