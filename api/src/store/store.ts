import type {
  Character,
  CharacterId,
  EncounterId,
  EntityId,
  FactId,
  Language,
  Message,
  MessageId,
  PictureId,
  QuestId,
  Roll,
  RollId,
  Scene,
  SeatId,
  SeedId,
  SegmentId,
  SessionId,
  StepId,
  TableId,
  TurnId,
  Voice,
} from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import type { Encounter } from '../domain/rules/game-state.ts';
import type { ToldDeed } from '../domain/rules/step.ts';
import type { SafetyState } from '../domain/safety/safety.ts';
import type { SpotlightCounts } from '../domain/spotlight/spotlight.ts';

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
  readonly boundaries: Boundaries;
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
  /** Null until somebody made one. */
  readonly sheet: Character | null;
  /** What an import brought and nothing here uses. */
  readonly aside: Record<string, unknown>;
  /** Grows with each change of the sheet. */
  readonly revision: number;
  readonly createdAtMs: number;
}

export interface SessionRow {
  readonly id: SessionId;
  readonly tableId: TableId;
  readonly number: number;
  readonly state: 'running' | 'paused' | 'ended';
  readonly startedAtMs: number;
  readonly lastActivityAtMs: number;
  readonly endedAtMs: number | null;
  /** What each seat had of the evening (G10). */
  readonly spotlight: SpotlightCounts;
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
  /** Where the draws came from, and the roll's number there; null for rolls from before there were seeds. Unique together. */
  readonly seedId: SeedId | null;
  readonly counter: number | null;
  /** Every die that was drawn, in order, dropped and rerolled ones too: sides, value. */
  readonly draws: readonly (readonly [sides: number, value: number])[];
  readonly atMs: number;
}

/** A fight: its whole state as the engine has it. */
export interface EncounterRow {
  readonly id: EncounterId;
  readonly tableId: TableId;
  readonly sessionId: SessionId | null;
  readonly state: Encounter;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
}

/** One accepted step of the game; `before` and `after` are what it changed, so that it can be taken back. */
export interface StepRow {
  readonly id: StepId;
  readonly tableId: TableId;
  readonly sessionId: SessionId | null;
  /** Null is the DM. */
  readonly seatId: SeatId | null;
  readonly kind: string;
  readonly audience: Audience;
  /** Key against doubles: a client's step id with its seat, a model's call with its turn. Unique at a table. */
  readonly dedupeKey: string | null;
  readonly before: GameChange;
  readonly after: StepOutcome;
  readonly atMs: number;
  readonly undoneAtMs: number | null;
}

/** Rows that a step changed: sheets, and the fight; null is no fight. What it did not touch is not named. */
export interface GameChange {
  readonly characters: readonly { readonly id: CharacterId; readonly sheet: Character }[];
  readonly encounter?: { readonly id: EncounterId; readonly state: Encounter; readonly isOver: boolean } | null;
}

/** What a step changed and what was told of it: asked for again, it answers the same. */
export interface StepOutcome extends GameChange {
  readonly deeds: readonly ToldDeed[];
  readonly rolls: readonly Roll[];
  /** Messages that told of it, in their order. */
  readonly messageIds: readonly MessageId[];
}

/** Where the dice of one session come from, for one audience. Unique by session and audience. */
export interface SeedRow {
  readonly id: SeedId;
  readonly tableId: TableId;
  readonly sessionId: SessionId;
  readonly audience: Audience;
  /** 32 bytes in hexadecimal. */
  readonly seed: string;
  /** SHA-256 of the seed's bytes, in hexadecimal. */
  readonly commitment: string;
  /** Number of the next roll, from 0. */
  readonly counter: number;
  readonly contributions: readonly Contribution[];
  readonly createdAtMs: number;
  readonly revealedAtMs: number | null;
}

/** Chance that a player's browser added: it counts for rolls from `fromCounter` on. */
export interface Contribution {
  readonly seatId: SeatId;
  readonly value: string;
  readonly fromCounter: number;
}

export interface QuestRow {
  readonly id: QuestId;
  readonly tableId: TableId;
  readonly title: string;
  readonly text: string;
  readonly state: 'open' | 'done' | 'failed';
  readonly objectives: readonly { readonly text: string; readonly isDone: boolean }[];
  readonly audience: Audience;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface PictureRow {
  readonly id: PictureId;
  readonly tableId: TableId;
  /** Who brought it; null is the DM. */
  readonly seatId: SeatId | null;
  readonly kind: 'portrait' | 'handout';
  readonly title: string;
  /** Media type. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  readonly audience: Audience;
  readonly createdAtMs: number;
}

/** Lines are never told, veils happen out of sight (G9). */
export interface Boundaries {
  readonly lines: readonly string[];
  readonly veils: readonly string[];
  /** Moments that a stop card ended; missing before the first. */
  readonly stopped?: readonly string[];
  /** What cards did; missing before the first. It holds no name of anybody. */
  readonly safety?: SafetyState;
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
  initiative_tracker: EncounterRow;
  game_steps: StepRow;
  dice_seeds: SeedRow;
  quests: QuestRow;
  pictures: PictureRow;
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
  /** All evenings of a table, the first one first. */
  readSessions(tableId: TableId): readonly SessionRow[];
  /** Sessions that are running or paused, of all tables. */
  readOpenSessions(): readonly SessionRow[];
  findMessage(tableId: TableId, id: MessageId): MessageRow | null;
  findMessageByKey(tableId: TableId, dedupeKey: string): MessageRow | null;
  /** Newest first by position in the log, older than `before` when given; only what the audience (`party` and that seat) may know. */
  readMessages(
    tableId: TableId,
    query: { seatId: SeatId | 'dm' | null; before: MessageId | null; limit: number },
  ): readonly MessageRow[];
  /** Addressed to the DM and not taken up by a turn, oldest first. */
  readUnanswered(tableId: TableId): readonly MessageRow[];
  readEntities(tableId: TableId): readonly EntityRow[];
  /** Facts valid at a time. */
  readFacts(tableId: TableId, atMs: number): readonly FactRow[];
  findRollByIntent(tableId: TableId, intentKey: string): RollRow | null;
  /** Rolls whose key begins so, in no particular order. */
  readRollsByIntent(tableId: TableId, prefix: string): readonly RollRow[];
  readOpenTurns(tableId: TableId): readonly TurnRow[];
  readRollsOfTurn(tableId: TableId, turnId: TurnId): readonly RollRow[];
  /** The DM's lines of a turn, and the line of a segment. */
  readMessagesOfTurn(tableId: TableId, turnId: TurnId): readonly MessageRow[];
  findMessageBySegment(tableId: TableId, segmentId: SegmentId): MessageRow | null;
  /** Messages that a turn took up. */
  readAnsweredBy(tableId: TableId, turnId: TurnId): readonly MessageRow[];
  /** The fight that is not over. */
  findEncounter(tableId: TableId): EncounterRow | null;
  findStepByKey(tableId: TableId, dedupeKey: string): StepRow | null;
  /** Steps that were not taken back, newest first. */
  readSteps(tableId: TableId, limit: number): readonly StepRow[];
  findSeed(sessionId: SessionId, audience: Audience): SeedRow | null;
  readSeeds(tableId: TableId, sessionId: SessionId): readonly SeedRow[];
  /** Seeds of one audience that were not revealed, of all evenings. */
  readSealedSeeds(tableId: TableId, audience: Audience): readonly SeedRow[];
  /** Rolls of a seed, in the order of their counter. */
  readRollsOfSeed(tableId: TableId, seedId: SeedId): readonly RollRow[];
  readQuests(tableId: TableId): readonly QuestRow[];
  findPicture(tableId: TableId, id: PictureId): PictureRow | null;
  /** The message of the last handout that a seat may know. */
  findLastHandout(tableId: TableId, seatId: SeatId): MessageRow | null;
  /** Bytes that the pictures of a table take. */
  countPictureBytes(tableId: TableId): number;
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
