import type {
  CharacterId,
  EntityId,
  FactId,
  Language,
  Message,
  MessageId,
  Roll,
  RollId,
  Scene,
  SeatId,
  SegmentId,
  SessionId,
  TableId,
  TurnId,
  Voice,
} from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';

/** All times are epoch ms. Rows are plain data; JSON columns come parsed. */
export interface TableRow {
  readonly id: TableId;
  readonly title: string;
  readonly language: Language;
  readonly style: 'classic' | 'grim' | 'light';
  readonly isLocked: boolean;
  /** Generations of the invite and host links: a new one revokes those before. */
  readonly inviteGeneration: number;
  readonly hostGeneration: number;
  readonly seatsMax: number;
  readonly scene: Scene | null;
  readonly createdAtMs: number;
  readonly lastPlayedAtMs: number | null;
}

export interface SeatRow {
  readonly id: SeatId;
  readonly tableId: TableId;
  readonly name: string;
  readonly role: 'player' | 'listener';
  readonly isHost: boolean;
  readonly colour: number;
  readonly tokenGeneration: number;
  readonly consent: boolean;
  readonly removedAtMs: number | null;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
}

export interface CharacterRow {
  readonly id: CharacterId;
  readonly tableId: TableId;
  readonly seatId: SeatId | null;
  readonly name: string;
  readonly sheet: Record<string, unknown>;
}

export interface SessionRow {
  readonly id: SessionId;
  readonly tableId: TableId;
  readonly number: number;
  readonly state: 'running' | 'paused' | 'ended';
  readonly startedAtMs: number;
  readonly lastActivityAtMs: number;
  readonly endedAtMs: number | null;
}

export interface MessageRow {
  readonly id: MessageId;
  readonly tableId: TableId;
  readonly sessionId: SessionId | null;
  readonly audience: Audience;
  /** Waits for the DM's answer; null once a turn took it up. */
  readonly isAddressed: boolean;
  readonly answeredBy: TurnId | null;
  /** Key against doubles: a client's message id with its seat, an utterance id. Unique at a table. */
  readonly dedupeKey: string | null;
  readonly message: Message;
}

export interface EntityRow {
  readonly id: EntityId;
  readonly tableId: TableId;
  readonly kind: 'npc' | 'place' | 'quest' | 'item';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly description: string;
  readonly voice: Voice | null;
  /** What casting should look for. */
  readonly wish: { gender: 'female' | 'male' | 'neutral'; age: 'young' | 'adult' | 'old' } | null;
  readonly audience: Audience;
  readonly createdAtMs: number;
}

export interface FactRow {
  readonly id: FactId;
  readonly tableId: TableId;
  readonly entityId: EntityId | null;
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
  readonly audience: Audience;
  /** Message whose words it rests on. */
  readonly sourceId: MessageId | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly validFromMs: number;
  readonly validToMs: number | null;
}

export interface RollRow {
  readonly id: RollId;
  readonly tableId: TableId;
  readonly sessionId: SessionId | null;
  readonly turnId: TurnId | null;
  readonly audience: Audience;
  /** The same key gives the same roll again (actor, intent, scene). Unique at a table where not null. */
  readonly intentKey: string | null;
  readonly roll: Roll;
  readonly atMs: number;
}

export interface TurnRow {
  readonly id: TurnId;
  readonly tableId: TableId;
  readonly sessionId: SessionId;
  readonly state: 'open' | 'done' | 'cut' | 'failed';
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** Facts about the call: model name, tokens, ms. No text. */
  readonly usage: Record<string, unknown>;
}

/** Rows by table name: the whole of what a batch can write. */
export interface Rows {
  rooms: TableRow;
  players: SeatRow;
  characters: CharacterRow;
  sessions: SessionRow;
  messages: MessageRow;
  entities: EntityRow;
  entity_facts: FactRow;
  dice_rolls: RollRow;
  turns: TurnRow;
}

export type Write = {
  [Name in keyof Rows]:
    | { readonly op: 'insert'; readonly into: Name; readonly row: Rows[Name] }
    | {
        readonly op: 'update';
        readonly into: Name;
        readonly id: Rows[Name]['id'];
        readonly set: Partial<Omit<Rows[Name], 'id' | 'tableId'>>;
      };
}[keyof Rows];

/** One entry of the append-only log. `type` is a past-tense wire name such as `message:posted`; `payload` is JSON. */
export interface NewEvent {
  readonly type: string;
  readonly audience: Audience;
  readonly payload: unknown;
}

export interface Batch {
  readonly tableId: TableId;
  readonly atMs: number;
  readonly events: readonly NewEvent[];
  readonly writes: readonly Write[];
}

export interface StoredEvent extends NewEvent {
  /** Position in the log: grows over all tables, never reused. */
  readonly position: number;
  readonly atMs: number;
}

/**
 * The truth on disk. One writer: `commit` is one synchronous transaction, events and rows together; when it returns the
 * batch is durable, when it throws nothing of it is. Reads see every commit before them. The opener closes it.
 */
export interface Store {
  /** Throws StoreError `duplicate` when a unique key exists already, `no_space` when the disk is full, `invalid` otherwise. */
  commit(batch: Batch): readonly StoredEvent[];
  findTable(id: TableId): TableRow | null;
  countTables(): number;
  readSeats(tableId: TableId): readonly SeatRow[];
  readCharacters(tableId: TableId): readonly CharacterRow[];
  readLatestSession(tableId: TableId): SessionRow | null;
  /** Sessions that are running or paused, of all tables. */
  readOpenSessions(): readonly SessionRow[];
  findMessage(tableId: TableId, id: MessageId): MessageRow | null;
  findMessageByKey(tableId: TableId, dedupeKey: string): MessageRow | null;
  /** Newest first by position in the log, older than `before` when given; only what the audience (`party` and that seat) may know. */
  readMessages(
    tableId: TableId,
    query: { seatId: SeatId | null; before: MessageId | null; limit: number },
  ): readonly MessageRow[];
  /** Addressed to the DM and not taken up by a turn, oldest first. */
  readUnanswered(tableId: TableId): readonly MessageRow[];
  readEntities(tableId: TableId): readonly EntityRow[];
  /** Facts valid at a time. */
  readFacts(tableId: TableId, atMs: number): readonly FactRow[];
  findRollByIntent(tableId: TableId, intentKey: string): RollRow | null;
  readOpenTurns(tableId: TableId): readonly TurnRow[];
  readRollsOfTurn(tableId: TableId, turnId: TurnId): readonly RollRow[];
  /** The DM's lines of a turn, and the line of a segment. */
  readMessagesOfTurn(tableId: TableId, turnId: TurnId): readonly MessageRow[];
  findMessageBySegment(tableId: TableId, segmentId: SegmentId): MessageRow | null;
  /** Messages that a turn took up. */
  readAnsweredBy(tableId: TableId, turnId: TurnId): readonly MessageRow[];
  /** Events after a position that the seat may know, oldest first, at most `limit`. */
  readEventsAfter(tableId: TableId, position: number, query: { seatId: SeatId | null; limit: number }): readonly StoredEvent[];
  readLastPosition(tableId: TableId): number;
  /** Removes every row of a table. */
  eraseTable(tableId: TableId): void;
  close(): void;
}

export class StoreError extends Error {
  readonly code: 'duplicate' | 'no_space' | 'invalid';
  constructor(code: 'duplicate' | 'no_space' | 'invalid', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
