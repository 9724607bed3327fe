import {
  characterIdSchema,
  entityIdSchema,
  factIdSchema,
  messageIdSchema,
  rollIdSchema,
  seatIdSchema,
  sessionIdSchema,
  tableIdSchema,
  turnIdSchema,
  type CharacterId,
  type EntityId,
  type FactId,
  type Message,
  type MessageId,
  type RollId,
  type SeatId,
  type SegmentId,
  type SessionId,
  type TableId,
  type TurnId,
} from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { bool, checked, integer, json, nullable, oneOf, real, text, timeMs, type Column } from './columns.ts';
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

/** The audience column of events and of every table that has one. */
export const audience: Column<Audience> = checked<Audience>(
  'an audience',
  (value) => value === 'party' || value === 'dm' || seatIdSchema.safeParse(value).success,
);

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
    sheet: json(),
  },
  sessions: {
    id: sessionId,
    tableId,
    number: integer,
    state: oneOf('running', 'paused', 'ended'),
    startedAtMs: timeMs,
    lastActivityAtMs: timeMs,
    endedAtMs: nullable(timeMs),
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
};

/** Columns of a message that are taken out of its content, for reads by them. */
export function deriveFromMessage(message: Message): { turnId: TurnId | null; segmentId: SegmentId | null } {
  return message.kind === 'dm' ? { turnId: message.turnId, segmentId: message.segmentId } : { turnId: null, segmentId: null };
}
