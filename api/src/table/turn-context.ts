import type { Message, SeatId, TableId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { isWithin, membersOf } from '../domain/audience.ts';
import type { EntityView, FactView, QuestView, Said, SceneLine, TurnContext } from '../mind/prompt/turn-context.ts';
import type { EntityRow, MessageRow, QuestRow, Store } from '../store/store.ts';
import { speakerNameOf, type Person } from './people.ts';

/** Messages of the stream that one turn looks back on; the prompt shortens them in steps, so that it stays cached. */
const LINES_LOOKED_BACK = 400;

/** Words that an addressed message brings; null for those that have none. */
export function saidBy(row: MessageRow, people: ReadonlyMap<string, Person>): Said | null {
  const { message } = row;
  if (!isSaid(message) || message.text === null) return null;
  const person = people.get(message.seatId);
  return { messageId: row.id, seatId: message.seatId, speaker: person ? speakerNameOf(person) : '?', text: message.text };
}

export function entityView(row: EntityRow): EntityView {
  return { entityId: row.id, kind: row.kind, name: row.name, aliases: row.aliases, description: row.description };
}

/**
 * Gathers what one prompt may know, for one audience (M7). Everything is filtered by that audience here and nowhere
 * later; what the DM said counts only as far as it was heard (D9).
 */
export function gatherContext(
  store: Store,
  tableId: TableId,
  input: Pick<TurnContext, 'audience' | 'cause' | 'care' | 'game'> & { people: ReadonlyMap<string, Person>; nowMs: number },
): TurnContext {
  const table = store.findTable(tableId);
  if (!table) throw new Error(`table ${tableId} is gone`);
  const knows = (audience: Audience): boolean => isWithin(input.audience, audience);
  const answered = new Set(input.cause.said.map((said) => said.messageId));
  const rows = store
    .readMessages(tableId, { seatId: readerOf(input.audience), before: null, limit: LINES_LOOKED_BACK })
    .filter((row) => knows(row.audience) && !answered.has(row.id));
  const facts = store.readFacts(tableId, input.nowMs).filter((fact) => knows(fact.audience));
  return {
    audience: input.audience,
    language: table.language,
    style: table.style,
    tableTitle: table.title,
    characters: [...input.people.values()]
      .filter((person) => person.row.role === 'player')
      .map((person) => ({ seatId: person.row.id, player: person.row.name, name: person.characterName })),
    scene: table.scene,
    lines: sceneLines(rows, speakersOf(store, tableId, input.people)),
    entities: store
      .readEntities(tableId)
      .filter((row) => knows(row.audience))
      .map(entityView),
    facts: facts.map(({ subject, predicate, object }): FactView => ({ subject, predicate, object })),
    quests: store
      .readQuests(tableId)
      .filter((row) => row.state === 'open' && knows(row.audience))
      .map(questView),
    care: input.care,
    game: input.game,
    cause: input.cause,
  };
}

function questView({ title, text, objectives }: QuestRow): QuestView {
  return { title, text, objectives: objectives.filter(({ isDone }) => !isDone).map((objective) => objective.text) };
}

/** Names of everybody who ever sat here: what a removed player said keeps the name. */
function speakersOf(store: Store, tableId: TableId, people: ReadonlyMap<string, Person>): Map<SeatId, string> {
  const nameOf = (person: Person | undefined): string | undefined => person && speakerNameOf(person);
  return new Map(store.readSeats(tableId).map(({ id, name }) => [id, nameOf(people.get(id)) ?? name]));
}

/** Rows come newest first; lines go oldest first. A roll belongs to the line before it. */
function sceneLines(rows: readonly MessageRow[], speakers: ReadonlyMap<SeatId, string>): SceneLine[] {
  const lines: SceneLine[] = [];
  for (const { message } of [...rows].reverse()) {
    if (message.kind === 'roll') {
      const last = lines.pop();
      lines.push(
        last ? { ...last, rolls: [...last.rolls, message.roll] } : { seatId: null, speaker: '', text: '', rolls: [message.roll] },
      );
      continue;
    }
    const line = lineOf(message, speakers);
    if (line) lines.push(line);
  }
  return lines;
}

function lineOf(message: Message, speakers: ReadonlyMap<SeatId, string>): SceneLine | null {
  if (message.kind === 'dm') {
    const text = heardText(message);
    return text === null
      ? null
      : { seatId: null, speaker: message.speaker.kind === 'npc' ? message.speaker.name : '', text, rolls: [] };
  }
  if (!isSaid(message) || message.text === null) return null;
  return { seatId: message.seatId, speaker: speakers.get(message.seatId) ?? '?', text: message.text, rolls: [] };
}

/** Words of a player that the DM may answer. What is out of character is none of its business. (G7.12) */
function isSaid(message: Message): message is Extract<Message, { kind: 'chat' | 'speech' | 'whisper' }> {
  if (message.kind === 'chat') return message.tone !== 'ooc';
  return message.kind === 'speech' || (message.kind === 'whisper' && message.to === 'dm');
}

/** Whose rows hold all that everybody of an audience may know, and more: the filter by audience takes the rest away. */
function readerOf(audience: Audience): SeatId | 'dm' | null {
  return audience === 'party' ? null : (membersOf(audience).find((member) => member !== 'dm') ?? 'dm');
}

/** What of a DM line was heard; text alone counts as heard when there is no voice. */
export function heardText(message: Extract<Message, { kind: 'dm' }>): string | null {
  switch (message.state) {
    case 'heard':
    case 'silent':
      return message.text;
    case 'cut':
      return message.heardText === '' ? null : message.heardText;
    case 'pending':
    case 'speaking':
      return null;
  }
}
