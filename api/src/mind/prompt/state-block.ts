import { STATE_SUBJECT } from '../../domain/adventure/state.ts';
import type { EntityView, QuestView, TurnContext } from './turn-context.ts';
import { escapeText } from './escape-text.ts';
import { PROMPT_WORDS, type PromptWords } from './words.ts';

/**
 * What changes from turn to turn: the scene, who sits at the table, who and what is known, and what this turn is for. It stands
 * last and does not enter the history. Where the embedded adventure stands is the offline narrator's alone.
 */
export function renderState(context: TurnContext): string {
  const words = PROMPT_WORDS[context.language];
  const lines = [
    ...renderScene(context, words),
    ...renderSeats(context, words),
    ...renderList(words.known, context.entities.map(renderEntity)),
    ...renderList(
      words.facts,
      context.facts
        .filter((fact) => fact.subject !== STATE_SUBJECT)
        .map((fact) => [fact.subject, fact.predicate, fact.object].map(escapeText).join(' | ')),
    ),
    ...renderList(words.quests, context.quests.map(renderQuest)),
    ...renderGame(context, words),
    ...(context.care.nextBeat === null ? [] : [`${words.nextBeat}: ${escapeText(context.care.nextBeat)}`]),
  ];
  const card = context.care.note === null ? [] : [words.cards[context.care.note]];
  return [`<state>\n${lines.join('\n')}\n</state>`, ...card, renderPurpose(context, words)].join('\n');
}

function renderScene({ scene }: TurnContext, words: PromptWords): string[] {
  if (scene === null) return [words.unknownScene];
  const present = scene.present.map(({ name }) => name).join(', ');
  const rows: [string, string][] = [
    [words.scene, scene.title],
    [words.place, scene.place],
    [words.mood, scene.mood],
    [words.present, present],
  ];
  return rows.flatMap(([label, value]) => (value === '' ? [] : [`${label}: ${escapeText(value)}`]));
}

function renderSeats({ characters }: TurnContext, words: PromptWords): string[] {
  return renderList(
    words.atTheTable,
    characters.map(({ name, player }) =>
      name === null
        ? `${escapeText(player)} (${words.noCharacter})`
        : `${escapeText(name)} (${words.playedBy} ${escapeText(player)})`,
    ),
  );
}

/** Hit points of characters as numbers, of monsters in words. */
function renderGame({ game: { creatures, fight } }: TurnContext, words: PromptWords): string[] {
  const figures = creatures.map(
    ({ name, hitPoints, health }) =>
      `${escapeText(name)}: ${hitPoints === null ? health : `${hitPoints.current}/${hitPoints.max}`}`,
  );
  const turn = fight?.turnOf ? `; ${words.turnOf} ${escapeText(fight.turnOf)}` : '';
  const order = fight?.order.map(escapeText).join(', ') ?? '';
  return [
    ...renderList(words.figures, figures),
    ...(fight === null ? [] : [`${words.fight}: ${words.round} ${fight.round}${turn}; ${order}`]),
  ];
}

function renderEntity({ name, kind, aliases, description }: EntityView): string {
  const also = aliases.length === 0 ? '' : ` (${aliases.map(escapeText).join(', ')})`;
  return `${escapeText(name)}${also}, ${kind}: ${escapeText(description)}`;
}

function renderQuest({ title, text, objectives }: QuestView): string {
  const parts = [title, text, ...objectives].map(escapeText).filter((part) => part !== '');
  return parts.join('; ');
}

/** A heading with a dash for each item; nothing when there is none. */
export function renderList(label: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${label}:`, ...items.map((item) => `- ${item}`)];
}

function renderPurpose({ cause, audience }: TurnContext, words: PromptWords): string {
  if (cause.kind === 'addressed') return audience === 'party' ? words.answer : words.aside;
  const opening = cause.isFirst ? words.firstSession : words.nextSession;
  return cause.said.length === 0 ? opening : `${opening} ${words.answer}`;
}
