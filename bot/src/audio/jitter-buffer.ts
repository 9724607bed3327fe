import { RTP_FRAME_SAMPLES } from './rtp.ts';

/** A missing packet is given up when the newest one is this many ahead of it. 2-3; more repairs more reordering and delays more. */
export const REORDER_DEPTH = 2;
/** Or when a later packet has waited this long, in ms, so that the last packets before a silence come out too. 40-120. */
export const MAX_WAIT_MS = 60;
/** A sequence number this far from the newest is another stream, or garbage. */
const MAX_JUMP = 200;

/** One Opus packet. `durationSamples` is of the 48 kHz clock. */
export interface BufferedPacket {
  readonly sequence: number;
  readonly timestamp: number;
  readonly durationSamples: number;
  readonly payload: Uint8Array;
}

export type Released =
  | { readonly kind: 'packet'; readonly payload: Uint8Array }
  /** Never came. `following` is the packet right after it, when that one is here: it may hold this one's FEC. */
  | { readonly kind: 'lost'; readonly following: Uint8Array | null; readonly durationSamples: number }
  /** The sender was silent on purpose (DTX): timestamps went on, sequence numbers did not. */
  | { readonly kind: 'silence'; readonly durationSamples: number };

/** `jumped`: kept aside until the next packet shows whether a new stream began. */
export type PushResult = 'accepted' | 'late' | 'duplicate' | 'jumped';

/** Puts packets of one stream back in order. Each is released at most once, none before one that precedes it. */
export interface JitterBuffer {
  push(packet: BufferedPacket, nowMs: number): PushResult;
  /** What is due by now, in order. */
  pull(nowMs: number): Released[];
  /** All that is here, in order, waiting for nothing. */
  drain(): Released[];
}

interface Waiting {
  readonly packet: BufferedPacket;
  readonly arrivedMs: number;
}

export function createJitterBuffer({ depth = REORDER_DEPTH, maxWaitMs = MAX_WAIT_MS } = {}): JitterBuffer {
  const waiting = new Map<number, Waiting>();
  /** Extended sequence numbers; meaningless until the first packet. */
  let expected: number | null = null;
  let highest = 0;
  let cursor = createCursor();
  let suspect: Waiting | null = null;
  /** Released by a restart, handed out with the next pull. */
  let leftovers: Released[] = [];

  function push(packet: BufferedPacket, nowMs: number): PushResult {
    if (expected === null) return begin(packet, nowMs);
    const extended = highest + distance(highest, packet.sequence);
    if (Math.abs(extended - highest) > MAX_JUMP) return pushFar(packet, nowMs);
    suspect = null;
    if (extended < expected) return 'late';
    if (waiting.has(extended)) return 'duplicate';
    waiting.set(extended, { packet, arrivedMs: nowMs });
    highest = Math.max(highest, extended);
    return 'accepted';
  }

  function begin(packet: BufferedPacket, nowMs: number): PushResult {
    expected = packet.sequence;
    highest = packet.sequence;
    cursor = createCursor();
    waiting.set(expected, { packet, arrivedMs: nowMs });
    return 'accepted';
  }

  function pushFar(packet: BufferedPacket, nowMs: number): PushResult {
    const first = suspect;
    if (first === null || distance(first.packet.sequence, packet.sequence) !== 1) {
      suspect = { packet, arrivedMs: nowMs };
      return 'jumped';
    }
    leftovers = drain();
    suspect = null;
    begin(first.packet, first.arrivedMs);
    return push(packet, nowMs);
  }

  function pull(nowMs: number): Released[] {
    return release((next) => highest - next >= depth || nowMs - earliestArrival(waiting) >= maxWaitMs);
  }

  function drain(): Released[] {
    return release(() => true);
  }

  function release(isGivenUp: (next: number) => boolean): Released[] {
    const released = leftovers;
    leftovers = [];
    while (expected !== null && waiting.size > 0) {
      const here = waiting.get(expected);
      if (here !== undefined) {
        waiting.delete(expected);
        released.push(...cursor.reach(here.packet));
      } else if (isGivenUp(expected)) {
        released.push(cursor.miss(waiting.get(expected + 1)?.packet.payload ?? null));
      } else break;
      expected += 1;
    }
    return released;
  }

  return { push, pull, drain };
}

/** Follows the timestamps of what is released, to tell silence from loss. */
function createCursor() {
  let due: number | null = null;
  let durationSamples = RTP_FRAME_SAMPLES;

  return {
    reach(packet: BufferedPacket): Released[] {
      const silent = due === null ? 0 : (packet.timestamp - due) | 0;
      durationSamples = packet.durationSamples;
      due = advance(packet.timestamp, durationSamples);
      const released: Released = { kind: 'packet', payload: packet.payload };
      return silent >= RTP_FRAME_SAMPLES / 2 ? [{ kind: 'silence', durationSamples: silent }, released] : [released];
    },
    miss(following: Uint8Array | null): Released {
      if (due !== null) due = advance(due, durationSamples);
      return { kind: 'lost', following, durationSamples };
    },
  };
}

/** From one 16-bit sequence number (or the low bits of a longer one) to another, the shorter way round. */
function distance(from: number, to: number): number {
  return ((to - from + 0x8000) & 0xffff) - 0x8000;
}

function advance(timestamp: number, samples: number): number {
  return (timestamp + samples) >>> 0;
}

function earliestArrival(waiting: ReadonlyMap<number, Waiting>): number {
  let earliest = Infinity;
  for (const { arrivedMs } of waiting.values()) earliest = Math.min(earliest, arrivedMs);
  return earliest;
}
