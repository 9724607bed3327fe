import type {
  BotAbilities,
  CharacterId,
  EntityId,
  FactId,
  Language,
  ListenedSeat,
  MessageId,
  RollId,
  SeatId,
  SegmentId,
  SessionId,
  TableId,
  TurnId,
  Voice,
} from '@skald/protocol';
import type { Logger } from 'pino';
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
  /** Uniform integer from 0 to `sides` - 1, from a cryptographic source. */
  readonly drawBelow: (sides: number) => number;
  readonly log: Logger;
  /** Changes with each run of the process. */
  readonly epoch: string;
}
