import type { SegmentId, TalkTarget } from '@skald/protocol';

/** Voice activity of one player. Frames are 320 samples (20 ms at 16 kHz), one instance for each player. The opener closes it. */
export interface VoiceActivity {
  isVoice(frame: Int16Array): boolean;
  reset(): void;
  close(): void;
}

/** A stretch of one player's speech, cut by the segmenter. Times are ms of the bot's monotonic clock. */
export interface HeardSegment {
  /** First voiced frame; the samples begin before it. */
  readonly startedMs: number;
  /** Last voiced frame, not the moment of the decision. */
  readonly endedMs: number;
  /** 16 kHz mono with pre-roll. */
  readonly samples: Int16Array;
  readonly target: TalkTarget;
}

export interface EarEvents {
  /** Voicing began or ended, before a segment is decided. `voicedMs` is how long it lasts so far. */
  readonly onVoiced: (voiced: boolean, atMs: number) => void;
  /** Every voice frame while voicing lasts: for barge-in. `voicedMs` counts voiced ms since it began. */
  readonly onVoicedFor: (voicedMs: number, atMs: number) => void;
  readonly onSegment: (segment: HeardSegment) => void;
}

/** The whole way of one player's audio from RTP packets to segments. The opener closes it. */
export interface Ear {
  /** One RTP packet (header included) that belongs to this player's consumer. Garbage is counted and dropped. */
  receive(packet: Uint8Array, nowMs: number): void;
  /** The segmenter's clock: call it every 20 ms or so, also when no packets come. */
  tick(nowMs: number): void;
  /**
   * Push-to-talk: in mode `push_to_talk` only what is said while holding counts. A release or a changed target ends the segment
   * once the packets that were on their way have come, RELEASE_DRAIN_MS later, by `receive` or `tick`.
   */
  setTalk(mode: 'open' | 'push_to_talk', holding: TalkTarget | null, nowMs: number): void;
  /** Packets lost, recovered by FEC, concealed, late, malformed. */
  readonly counts: Readonly<Record<'lost' | 'recovered' | 'concealed' | 'late' | 'malformed', number>>;
  close(): void;
}

export interface MouthEvents {
  readonly onStarted: (segmentId: SegmentId) => void;
  /** The last voiced packet has left. */
  readonly onSpoken: (segmentId: SegmentId) => void;
  /** Stopped after `playedMs` of its audio had left; 0 when it never began. */
  readonly onCut: (segmentId: SegmentId, playedMs: number) => void;
}

export type Channel = 'narrator' | 'characters' | 'ambience';

/** One segment's audio on its way to the room. Segments play one after the other in the order they were opened, over all channels. */
export interface MouthSegment {
  /** 48 kHz mono. Resolves when there is room: at most a few seconds are buffered ahead. */
  write(samples: Int16Array): Promise<void>;
  end(): void;
}

/** Paces Opus packets of a table's DM into its RTP transport, from a worker thread. The opener closes it. */
export interface Mouth {
  open(segmentId: SegmentId, channel: Channel): MouthSegment;
  /** Falls silent with the next packet (a fade of at most 20 ms) and forgets everything queued; `onCut` follows for each segment not spoken. */
  stop(): void;
  close(): Promise<void>;
}
