import {
  characterIdSchema,
  encounterIdSchema,
  entityIdSchema,
  factIdSchema,
  messageIdSchema,
  pictureIdSchema,
  questIdSchema,
  rollIdSchema,
  seatIdSchema,
  seedIdSchema,
  sessionIdSchema,
  stepIdSchema,
  tableIdSchema,
  turnIdSchema,
  type CharacterId,
  type EncounterId,
  type EntityId,
  type FactId,
  type Message,
  type MessageId,
  type PictureId,
  type QuestId,
  type RollId,
  type SeatId,
  type SeedId,
  type SegmentId,
  type SessionId,
  type StepId,
  type TableId,
  type TurnId,
} from '@skald/protocol';
import { isAudience, type Audience } from '../domain/audience.ts';
import { bool, bytes, checked, integer, json, nullable, oneOf, real, text, timeMs, type Column } from './columns.ts';
import type { Rows } from './store.ts';

type Columns<Row> = { readonly [Field in keyof Row]: Column<Row[Field]> };

function id<Id extends string>(kind: string, schema: { safeParse(value: unknown): { success: boolean } }): Column<Id> {
  return checked<Id>(`an id of a ${kind}`, (value) => schema.safeParse(value).success);
}

const tableId = id<TableId>('table', tableIdSchema);
const seatId = id<SeatId>('seat', seatIdSchema);
const sessionId = id<SessionId>('session', sessionIdSchema);
const turnId = id<TurnId>('turn', turnIdSchema);
const messageId = id<MessageId>('message', messageIdSchema);
const entityId = id<EntityId>('entity', entityIdSchema);
const seedId = id<SeedId>('seed', seedIdSchema);

/** The audience column of events and of every table that has one. */
export const audience: Column<Audience> = checked<Audience>('an audience', (value) => isAudience(value));

/** Every column of every table that a batch can write, in the order of the fields of its row. */
export const TABLES: { readonly [Name in keyof Rows]: Columns<Rows[Name]> } = {
  rooms: {
    id: tableId,
    title: text,
    language: oneOf('ru', 'en'),
    style: oneOf('classic', 'grim', 'light'),
    isLocked: bool,
    inviteGeneration: integer,
    hostGeneration: integer,
    seatsMax: integer,
    scene: nullable(json()),
    boundaries: json(),
    createdAtMs: timeMs,
    lastPlayedAtMs: nullable(timeMs),
  },
  players: {
    id: seatId,
    tableId,
    name: text,
    role: oneOf('player', 'listener'),
    isHost: bool,
    colour: integer,
    tokenGeneration: integer,
    consent: bool,
    removedAtMs: nullable(timeMs),
    createdAtMs: timeMs,
    lastSeenAtMs: timeMs,
  },
  characters: {
    id: id<CharacterId>('character', characterIdSchema),
    tableId,
    seatId: nullable(seatId),
    name: text,
    sheet: nullable(json()),
    aside: json(),
    revision: integer,
    createdAtMs: timeMs,
  },
  sessions: {
    id: sessionId,
    tableId,
    number: integer,
    state: oneOf('running', 'paused', 'ended'),
    startedAtMs: timeMs,
    lastActivityAtMs: timeMs,
    endedAtMs: nullable(timeMs),
    spotlight: json(),
  },
  messages: {
    id: messageId,
    tableId,
    sessionId: nullable(sessionId),
    audience,
    isAddressed: bool,
    answeredBy: nullable(turnId),
    dedupeKey: nullable(text),
    message: json(),
  },
  entities: {
    id: entityId,
    tableId,
    kind: oneOf('npc', 'place', 'quest', 'item'),
    name: text,
    aliases: json(),
    description: text,
    voice: nullable(json()),
    wish: nullable(json()),
    audience,
    createdAtMs: timeMs,
  },
  entity_facts: {
    id: id<FactId>('fact', factIdSchema),
    tableId,
    entityId: nullable(entityId),
    subject: text,
    predicate: text,
    object: text,
    audience,
    sourceId: nullable(messageId),
    confidence: real,
    validFromMs: timeMs,
    validToMs: nullable(timeMs),
  },
  dice_rolls: {
    id: id<RollId>('roll', rollIdSchema),
    tableId,
    sessionId: nullable(sessionId),
    turnId: nullable(turnId),
    audience,
    intentKey: nullable(text),
    roll: json(),
    seedId: nullable(seedId),
    counter: nullable(integer),
    draws: json(),
    atMs: timeMs,
  },
  turns: {
    id: turnId,
    tableId,
    sessionId,
    state: oneOf('open', 'done', 'cut', 'failed'),
    startedAtMs: timeMs,
    endedAtMs: nullable(timeMs),
    usage: json(),
  },
  initiative_tracker: {
    id: id<EncounterId>('encounter', encounterIdSchema),
    tableId,
    sessionId: nullable(sessionId),
    state: json(),
    createdAtMs: timeMs,
    endedAtMs: nullable(timeMs),
  },
  game_steps: {
    id: id<StepId>('step', stepIdSchema),
    tableId,
    sessionId: nullable(sessionId),
    seatId: nullable(seatId),
    kind: text,
    audience,
    dedupeKey: nullable(text),
    before: json(),
    after: json(),
    atMs: timeMs,
    undoneAtMs: nullable(timeMs),
  },
  dice_seeds: {
    id: seedId,
    tableId,
    sessionId,
    audience,
    seed: text,
    commitment: text,
    counter: integer,
    contributions: json(),
    createdAtMs: timeMs,
    revealedAtMs: nullable(timeMs),
  },
  quests: {
    id: id<QuestId>('quest', questIdSchema),
    tableId,
    title: text,
    text: text,
    state: oneOf('open', 'done', 'failed'),
    objectives: json(),
    audience,
    createdAtMs: timeMs,
    updatedAtMs: timeMs,
  },
  pictures: {
    id: id<PictureId>('picture', pictureIdSchema),
    tableId,
    seatId: nullable(seatId),
    kind: oneOf('portrait', 'handout'),
    title: text,
    type: text,
    width: integer,
    height: integer,
    bytes,
    audience,
    createdAtMs: timeMs,
  },
};

/** Columns of a message that are taken out of its content, for reads by them. */
export function deriveFromMessage(message: Message): { turnId: TurnId | null; segmentId: SegmentId | null } {
  return message.kind === 'dm' ? { turnId: message.turnId, segmentId: message.segmentId } : { turnId: null, segmentId: null };
}
