import type { SegmentId } from '@skald/protocol';
import type { Channel, Mouth, MouthEvents } from '../audio/ports.ts';

interface OpenLine {
  readonly segmentId: SegmentId;
  readonly channel: Channel;
  samples: number;
  hasEnded: boolean;
}

/** A mouth whose time a test drives: nothing leaves it until it is told so. Throws on what cannot happen to a real one. */
export class FakeMouth implements Mouth {
  readonly #events: MouthEvents;
  /** Lines that were neither spoken nor cut, in order. */
  lines: OpenLine[] = [];
  isClosed = false;

  constructor(events: MouthEvents) {
    this.#events = events;
  }

  open(segmentId: SegmentId, channel: Channel) {
    if (this.isClosed) throw new Error('the mouth is closed');
    const line: OpenLine = { segmentId, channel, samples: 0, hasEnded: false };
    this.lines.push(line);
    return {
      write: async (samples: Int16Array) => void (line.samples += samples.length),
      end: () => void (line.hasEnded = true),
    };
  }

  stop(): void {
    this.cutAll();
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  /** The first packet of the first line leaves. */
  start(): SegmentId {
    const line = this.#first();
    this.#events.onStarted(line.segmentId);
    return line.segmentId;
  }

  /** The last packet of the first line leaves. */
  finish(): SegmentId {
    const line = this.#first();
    if (!line.hasEnded) throw new Error('this line has not ended');
    this.lines.shift();
    this.#events.onSpoken(line.segmentId);
    return line.segmentId;
  }

  /** Every line is cut, the first one after `playedMs`: what `stop` does, and what the end of the thread does. */
  cutAll(playedMs = 0): void {
    for (const [index, line] of this.lines.splice(0).entries()) this.#events.onCut(line.segmentId, index === 0 ? playedMs : 0);
  }

  #first(): OpenLine {
    const line = this.lines[0];
    if (!line) throw new Error('nothing is being said');
    return line;
  }
}
