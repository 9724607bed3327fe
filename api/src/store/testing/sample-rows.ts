import { sampleCharacter as character } from '../../domain/rules/testing/sample-character.ts';
import { formatId, type Message, type MessageId, type Roll, type RollId } from '@skald/protocol';
import type {
  Batch,
  CharacterRow,
  EncounterRow,
  EntityRow,
  FactRow,
  MessageRow,
  PictureRow,
  QuestRow,
  RollRow,
  SeatRow,
  SeedRow,
  SessionRow,
  StepRow,
  TableRow,
  TurnRow,
  Write,
} from '../store.ts';

/** Ids for tests: the same number, from 0 to 1295, gives the same id. */
export function sampleId<Kind extends Parameters<typeof formatId>[0]>(kind: Kind, number: number) {
  const bytes = new Uint8Array(10);
  bytes[8] = Math.floor(number / 36);
  bytes[9] = number % 36;
  return formatId<Kind>(kind, bytes);
}

export const TABLE = sampleId('table', 1);
export const OTHER_TABLE = sampleId('table', 2);
export const ADA = sampleId('seat', 1);
export const BORIS = sampleId('seat', 2);
export const SESSION = sampleId('session', 1);
export const TURN = sampleId('turn', 1);

export const sampleTable: TableRow = {
  id: TABLE,
  title: 'Вечер у огня',
  language: 'ru',
  style: 'classic',
  isLocked: false,
  inviteGeneration: 1,
  hostGeneration: 1,
  seatsMax: 5,
  scene: { title: 'Таверна', place: 'Перекрёсток', mood: 'тепло', present: [{ name: 'Барто', isNpc: true }] },
  boundaries: { lines: ['пауки'], veils: [] },
  createdAtMs: 1_000,
  lastPlayedAtMs: null,
};

export const sampleSeat: SeatRow = {
  id: ADA,
  tableId: TABLE,
  name: 'Ада',
  role: 'player',
  isHost: true,
  colour: 3,
  tokenGeneration: 1,
  consent: true,
  removedAtMs: null,
  createdAtMs: 1_100,
  lastSeenAtMs: 1_200,
};

export const sampleCharacter: CharacterRow = {
  id: sampleId('character', 1),
  tableId: TABLE,
  seatId: ADA,
  name: 'Ирина',
  sheet: character,
  aside: { source: 'elsewhere' },
  revision: 3,
  createdAtMs: 1_150,
};

export const sampleSession: SessionRow = {
  id: SESSION,
  tableId: TABLE,
  number: 1,
  state: 'running',
  startedAtMs: 2_000,
  lastActivityAtMs: 2_500,
  endedAtMs: null,
  spotlight: { [ADA]: { speakingMs: 1_200, actions: 1, offers: 0 } },
};

export const sampleTurn: TurnRow = {
  id: TURN,
  tableId: TABLE,
  sessionId: SESSION,
  state: 'open',
  startedAtMs: 3_000,
  endedAtMs: null,
  usage: { model: 'offline', inputTokens: 0 },
};

export const sampleEntity: EntityRow = {
  id: sampleId('entity', 1),
  tableId: TABLE,
  kind: 'npc',
  name: 'Барто',
  aliases: ['Бартоломей', 'кузнец'],
  description: 'Кузнец на перекрёстке.',
  voice: { voiceId: 'embedded/m1', pitchSemitones: -2, rate: 0.95 },
  wish: { gender: 'male', age: 'old' },
  audience: 'party',
  createdAtMs: 4_000,
};

export const sampleFact: FactRow = {
  id: sampleId('fact', 1),
  tableId: TABLE,
  entityId: sampleEntity.id,
  subject: 'Барто',
  predicate: 'lives_in',
  object: 'кузня',
  audience: 'party',
  sourceId: null,
  confidence: 0.8,
  validFromMs: 4_000,
  validToMs: null,
};

/** A chat line of Ada's; its text is `line <number>` when none is given. */
export function sampleMessage(number: number, changes: Partial<MessageRow> = {}, text = `line ${number}`): MessageRow {
  const id: MessageId = sampleId('message', number);
  const message: Message = { kind: 'chat', messageId: id, atMs: 5_000 + number, seatId: ADA, text, target: 'table', tone: 'in' };
  return {
    id,
    tableId: TABLE,
    sessionId: null,
    audience: 'party',
    isAddressed: false,
    answeredBy: null,
    dedupeKey: null,
    message,
    ...changes,
  };
}

export function sampleRoll(number: number, changes: Partial<RollRow> = {}): RollRow {
  const rollId: RollId = sampleId('roll', number);
  const roll: Roll = {
    rollId,
    seatId: ADA,
    label: 'Ловкость',
    notation: '1d20+3',
    dice: [{ sides: 20, value: 11, kept: true }],
    modifier: 3,
    total: 14,
    difficulty: 12,
    outcome: 'success',
    natural: null,
    tree: null,
    visibility: 'public',
    fair: null,
    stakes: null,
  };
  const row = {
    id: rollId,
    tableId: TABLE,
    sessionId: null,
    turnId: null,
    audience: 'party',
    intentKey: null,
    roll,
    seedId: null,
    counter: null,
    draws: [[20, 11]],
    atMs: 6_000,
  } as const;
  return { ...row, ...changes };
}

export const sampleEncounter: EncounterRow = {
  id: sampleId('encounter', 1),
  tableId: TABLE,
  sessionId: SESSION,
  state: { encounterId: sampleId('encounter', 1), state: 'gathering', round: 0, turnOf: null, furthest: null, combatants: [] },
  createdAtMs: 6_100,
  endedAtMs: null,
};

export const sampleStep: StepRow = {
  id: sampleId('step', 1),
  tableId: TABLE,
  sessionId: SESSION,
  seatId: ADA,
  kind: 'encounter:begin',
  audience: 'party',
  dedupeKey: 'step-1',
  before: { characters: [], encounter: null },
  after: {
    characters: [],
    encounter: { id: sampleEncounter.id, state: sampleEncounter.state, isOver: false },
    deeds: [{ deed: { code: 'encounter_began', params: {} }, audience: 'party' }],
    rolls: [],
    messageIds: [],
  },
  atMs: 6_100,
  undoneAtMs: null,
};

export const sampleSeed: SeedRow = {
  id: sampleId('seed', 1),
  tableId: TABLE,
  sessionId: SESSION,
  audience: 'party',
  seed: '00'.repeat(32),
  commitment: 'ab'.repeat(32),
  counter: 1,
  contributions: [{ seatId: ADA, value: 'c0ffee', fromCounter: 0 }],
  createdAtMs: 2_000,
  revealedAtMs: null,
};

export const sampleQuest: QuestRow = {
  id: sampleId('quest', 1),
  tableId: TABLE,
  title: 'Колокол',
  text: 'Найти язык колокола',
  state: 'open',
  objectives: [{ text: 'Спуститься', isDone: false }],
  audience: 'party',
  createdAtMs: 6_200,
  updatedAtMs: 6_300,
};

export const samplePicture: PictureRow = {
  id: sampleId('picture', 1),
  tableId: TABLE,
  seatId: ADA,
  kind: 'portrait',
  title: 'Ирина',
  type: 'image/webp',
  width: 2,
  height: 1,
  bytes: Uint8Array.of(1, 2, 3),
  audience: 'party',
  createdAtMs: 6_400,
};

/** A batch of the sample table with nothing in it but what is given. */
export function sampleBatch(parts: Partial<Batch>): Batch {
  return { tableId: TABLE, atMs: 10_000, events: [], writes: [], ...parts };
}

/** One row of every table, all of the sample table. */
export function sampleEverything(): Write[] {
  return [
    { op: 'insert', into: 'rooms', row: sampleTable },
    { op: 'insert', into: 'players', row: sampleSeat },
    { op: 'insert', into: 'characters', row: sampleCharacter },
    { op: 'insert', into: 'sessions', row: sampleSession },
    { op: 'insert', into: 'turns', row: sampleTurn },
    { op: 'insert', into: 'messages', row: sampleMessage(1, { sessionId: SESSION }) },
    { op: 'insert', into: 'entities', row: sampleEntity },
    { op: 'insert', into: 'entity_facts', row: { ...sampleFact, sourceId: sampleId('message', 1) } },
    {
      op: 'insert',
      into: 'dice_rolls',
      row: sampleRoll(1, { sessionId: SESSION, turnId: TURN, seedId: sampleSeed.id, counter: 0 }),
    },
    { op: 'insert', into: 'initiative_tracker', row: sampleEncounter },
    { op: 'insert', into: 'game_steps', row: sampleStep },
    { op: 'insert', into: 'dice_seeds', row: sampleSeed },
    { op: 'insert', into: 'quests', row: sampleQuest },
    { op: 'insert', into: 'pictures', row: samplePicture },
  ];
}
