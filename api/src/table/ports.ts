import type {
  BotAbilities,
  CharacterId,
  CombatantId,
  EncounterId,
  EntityId,
  FactId,
  Language,
  ListenedSeat,
  MessageId,
  PictureId,
  QuestId,
  RollId,
  SeatId,
  SeedId,
  SegmentId,
  SessionId,
  StepId,
  TableId,
  TurnId,
  Voice,
} from '@skald/protocol';
import type { Logger } from 'pino';
import type { Hashes } from '../domain/fairness/chance.ts';
import type { Mind } from '../mind/turn/mind.ts';
import type { Store } from '../store/store.ts';
import type { LinkTokens } from './link-tokens.ts';
import type { PositionSeal } from './outbox.ts';

/** Makes ids from a cryptographic source. */
export interface Ids {
  table(): TableId;
  seat(): SeatId;
  character(): CharacterId;
  session(): SessionId;
  turn(): TurnId;
  segment(): SegmentId;
  message(): MessageId;
  roll(): RollId;
  entity(): EntityId;
  fact(): FactId;
  quest(): QuestId;
  seed(): SeedId;
  encounter(): EncounterId;
  combatant(): CombatantId;
  step(): StepId;
  picture(): PictureId;
}

export interface SpokenSegment {
  readonly turnId: TurnId;
  readonly segmentId: SegmentId;
  readonly text: string;
  readonly language: Language;
  readonly voice: Voice;
  readonly channel: 'narrator' | 'characters';
}

/** The bot as tables see it: ears and a voice that may be missing. Calls to a missing bot do nothing. */
export interface Voicebox {
  /** Null while no bot is connected. */
  readonly abilities: BotAbilities | null;
  speak(tableId: TableId, segment: SpokenSegment): void;
  stop(tableId: TableId): void;
  changeSeat(tableId: TableId, seat: ListenedSeat): void;
  removeSeat(tableId: TableId, seatId: SeatId): void;
  /** Asks the bot to sit down at a table, or to leave it. */
  openTable(tableId: TableId): void;
  closeTable(tableId: TableId): void;
}

/** Closes a peer of the media room, when the sfu is reachable. */
export interface MediaDesk {
  removePeer(tableId: TableId, seatId: SeatId): void;
  closeRoom(tableId: TableId): void;
}

/** Where dice come from: seeds that nobody can guess, and what makes draws of them. */
export interface Chance extends Hashes {
  /** 32 bytes from a cryptographic source. */
  newSeed(): Uint8Array;
}

/** Everything a live table is given. */
export interface TablePorts {
  readonly store: Store;
  readonly mind: Mind;
  readonly voicebox: Voicebox;
  readonly media: MediaDesk;
  readonly ids: Ids;
  readonly links: LinkTokens;
  readonly seal: PositionSeal;
  /** Epoch ms. */
  readonly nowMs: () => number;
  readonly chance: Chance;
  readonly log: Logger;
  /** Changes with each run of the process. */
  readonly epoch: string;
}
