import type { Channel } from './ports.ts';
import { RTP_FRAME_SAMPLES } from './rtp.ts';

const SAMPLES_A_MS = 48;
/** Sound that a segment may hold ahead of its turn, in samples: 4 s. More room hastens nothing, less makes slow lines stutter. */
export const MAX_AHEAD_SAMPLES = 4_000 * SAMPLES_A_MS;

export type PlayoutEvent =
  | { readonly kind: 'started'; readonly line: number }
  | { readonly kind: 'spoken'; readonly line: number }
  | { readonly kind: 'cut'; readonly line: number; readonly playedMs: number };

export interface OutgoingFrame {
  readonly channel: Channel;
  /** 960 samples. */
  readonly samples: Int16Array;
}

/** The lines of one table's DM on their way out, one after the other in the order they were opened. A line is a segment's audio. */
export interface Playout {
  open(line: number, channel: Channel): void;
  /** Lines that were cut or spoken are no longer known; what is written to them is dropped. */
  write(line: number, samples: Int16Array): void;
  end(line: number): void;
  hasRoom(line: number): boolean;
  /** The next frame fades what is playing; everything is forgotten. */
  stop(): PlayoutEvent[];
  /** The frame of the next 20 ms, null for silence: nothing to say, or the line at the front waits for its audio. */
  next(): { readonly frame: OutgoingFrame | null; readonly events: PlayoutEvent[] };
}

interface Line {
  readonly line: number;
  readonly channel: Channel;
  readonly chunks: Int16Array[];
  buffered: number;
  played: number;
  isStarted: boolean;
  isEnded: boolean;
}

export function createPlayout(): Playout {
  let lines: Line[] = [];
  let fading: OutgoingFrame | null = null;

  const find = (line: number) => lines.find((each) => each.line === line);

  function stop(): PlayoutEvent[] {
    const [front] = lines;
    if (front?.isStarted === true && front.buffered > 0) {
      fading = { channel: front.channel, samples: fadeOut(take(front)) };
    }
    const events = lines.map(({ line, played }): PlayoutEvent => ({ kind: 'cut', line, playedMs: played / SAMPLES_A_MS }));
    lines = [];
    return events;
  }

  function next(): ReturnType<Playout['next']> {
    if (fading !== null) {
      const frame = fading;
      fading = null;
      return { frame, events: [] };
    }
    const events: PlayoutEvent[] = [];
    for (let front = lines[0]; front !== undefined; front = lines[0]) {
      if (front.buffered === 0 && front.isEnded) events.push(...leave(front));
      else if (front.buffered < RTP_FRAME_SAMPLES && !front.isEnded) return { frame: null, events };
      else return { frame: play(front, events), events };
    }
    return { frame: null, events };
  }

  function play(front: Line, events: PlayoutEvent[]): OutgoingFrame {
    if (!front.isStarted) events.push({ kind: 'started', line: front.line });
    front.isStarted = true;
    front.played += Math.min(front.buffered, RTP_FRAME_SAMPLES);
    const samples = take(front);
    if (front.buffered === 0 && front.isEnded) events.push(...leave(front));
    return { channel: front.channel, samples };
  }

  function leave({ line, isStarted }: Line): PlayoutEvent[] {
    lines.shift();
    const spoken: PlayoutEvent = { kind: 'spoken', line };
    return isStarted ? [spoken] : [{ kind: 'started', line }, spoken];
  }

  return {
    open(line, channel) {
      lines.push({ line, channel, chunks: [], buffered: 0, played: 0, isStarted: false, isEnded: false });
    },
    write(line, samples) {
      const found = find(line);
      if (found === undefined || found.isEnded || samples.length === 0) return;
      found.chunks.push(samples);
      found.buffered += samples.length;
    },
    end(line) {
      const found = find(line);
      if (found !== undefined) found.isEnded = true;
    },
    hasRoom: (line) => (find(line)?.buffered ?? 0) < MAX_AHEAD_SAMPLES,
    stop,
    next,
  };
}

/** The next frame of a line; what it lacks is silence. */
function take(line: Line): Int16Array {
  const frame = new Int16Array(RTP_FRAME_SAMPLES);
  let filled = 0;
  while (filled < frame.length) {
    const [chunk] = line.chunks;
    if (chunk === undefined) break;
    const part = chunk.subarray(0, frame.length - filled);
    frame.set(part, filled);
    filled += part.length;
    if (part.length === chunk.length) line.chunks.shift();
    else line.chunks[0] = chunk.subarray(part.length);
  }
  line.buffered -= filled;
  return frame;
}

function fadeOut(samples: Int16Array): Int16Array {
  return samples.map((sample, index) => sample * (1 - (index + 1) / samples.length));
}
