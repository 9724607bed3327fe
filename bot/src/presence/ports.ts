import type { dmEventsToBot, Language, PayloadOf, SeatId, TableId, TurnId, Utterance, UtteranceId } from '@skald/protocol';
import type { Ear, EarEvents, Mouth, MouthEvents } from '../audio/ports.ts';
import type { MouthChannel } from '../audio/mouth-messages.ts';

export type SegmentToSpeak = PayloadOf<typeof dmEventsToBot.speak>;
export type SegmentProgress = Pick<SegmentToSpeak, 'turnId' | 'segmentId'> & {
  readonly state: 'started' | 'spoken' | 'cut' | 'failed';
  readonly heardCharacters: number;
};

/** Where the DM's voice goes to in a room, and as what. */
export interface WayOut {
  readonly remote: { readonly address: string; readonly port: number };
  readonly channels: readonly MouthChannel[];
}

/** One player's microphone as the room offers it. */
export interface Microphone {
  readonly consumerId: string;
  readonly seatId: SeatId;
  readonly payloadType: number;
}

export interface RoomEvents {
  /** The DM is in the room and may speak; told again with a new way when everything had to be made anew. */
  readonly onReady: (way: WayOut) => void;
  /** Signalling was lost: media may go on or may be gone. Followed by `onCertain` or `onLost`. */
  readonly onUncertain: () => void;
  /** Signalling is back and media was never interrupted. */
  readonly onCertain: () => void;
  /** The way out and all microphones are gone. The room joins again by itself. */
  readonly onLost: () => void;
  /** Out for good: another DM has this table. */
  readonly onClosed: () => void;
  /** Answers with what takes the packets; they begin to come only then. */
  readonly onMicrophone: (microphone: Microphone) => Promise<(packet: Uint8Array, nowMs: number) => void>;
  readonly onMicrophoneGone: (consumerId: string) => void;
}

export interface MediaPlace {
  readonly url: string;
  readonly path: string;
  readonly token: string;
  readonly lease: number;
}

/** The DM's place in a room of the sfu. The opener closes it. */
export interface Room {
  /** A newer pass for the same room, from the api. */
  useToken(token: string): void;
  /** The mouth is gone: makes another way out and tells it with `onReady`. */
  renewWayOut(): void;
  close(): Promise<void>;
}

export type OpenRoom = (place: { tableId: TableId; language: Language; media: MediaPlace }, events: RoomEvents) => Room;

/** An utterance with times of the bot's monotonic clock. */
export type HeardUtterance = Omit<Utterance, 'startedAtMs' | 'endedAtMs'> & {
  readonly startedMs: number;
  readonly endedMs: number;
};

/** What a presence tells the api. */
export interface Reports {
  presenceChanged(tableId: TableId, joined: boolean): void;
  seatVoiced(tableId: TableId, seatId: SeatId, voiced: boolean): void;
  segmentProgressed(tableId: TableId, progress: SegmentProgress): void;
  bargedIn(tableId: TableId, by: { turnId: TurnId; seatId: SeatId; voicedMs: number }): void;
  /** Kept and repeated until the api has it. */
  submitUtterance(tableId: TableId, utterance: HeardUtterance): void;
}

export type OpenEar = (microphone: Microphone, events: EarEvents) => Promise<Ear>;
export type OpenMouth = (way: WayOut, events: MouthEvents) => Promise<Mouth>;
export type NewUtteranceId = () => UtteranceId;
/** Monotonic ms. */
export type NowMs = () => number;

/** The part of a pino logger that is used here. Facts only, never speech. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
