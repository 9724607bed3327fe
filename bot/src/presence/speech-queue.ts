import type { TurnId } from '@skald/protocol';
import type { Mouth, MouthEvents } from '../audio/ports.ts';
import type { TextToSpeech } from '../speech/ports.ts';
import { heardCharacters } from './heard-characters.ts';
import type { Log, SegmentProgress, SegmentToSpeak } from './ports.ts';
import { sayLine, type OpenResampler, type Saying } from './say-line.ts';

/** Segments whose audio is being made at once: the one that is heard and two ahead. */
const SEGMENTS_AHEAD = 3;
/** How long segments wait for a way into the room before only their text remains, in ms. */
const WITHOUT_MOUTH_MS = 20_000;

export interface SpeechQueueOptions {
  readonly textToSpeech: TextToSpeech;
  readonly openResampler: OpenResampler;
  readonly onProgress: (progress: SegmentProgress) => void;
  /** A segment's first packet left. */
  readonly onSpoke: (turnId: TurnId) => void;
  /** Nothing is being said or queued any more. */
  readonly onSilent: () => void;
  /** The mouth died by itself; another one is to be attached. */
  readonly onMouthLost: () => void;
  readonly log: Log;
}

interface Entry {
  readonly segment: SegmentToSpeak;
  hasStarted: boolean;
  /** Its way through the present mouth; null while it waits. */
  saying: Saying | null;
  /** It was spoken while nobody could tell whether the room was still there. */
  isUnsure: boolean;
}

/**
 * What the DM is to say at one table, in order. Each segment ends in exactly one of spoken, cut and failed.
 * When the way into the room is lost, what was not surely heard is said again from its start.
 */
export class SpeechQueue {
  readonly #options: SpeechQueueOptions;
  #entries: Entry[] = [];
  #mouth: Mouth | null = null;
  #isCertain = true;
  #isMute = false;
  #muteTimer: NodeJS.Timeout | undefined;
  /** Grows with each mouth: what an older one tells is not heard. */
  #life = 0;

  constructor(options: SpeechQueueOptions) {
    this.#options = options;
    this.#waitForMouth();
  }

  speak(segment: SegmentToSpeak): void {
    if (this.#entries.some((entry) => entry.segment.segmentId === segment.segmentId)) return;
    const entry: Entry = { segment, hasStarted: false, saying: null, isUnsure: false };
    this.#entries.push(entry);
    if (this.#isMute) this.#finish(entry, 'failed', 0);
    else this.#pump();
  }

  /** Falls silent now. `cut` follows for everything that was not spoken. */
  stop(): void {
    for (const entry of [...this.#entries]) {
      if (entry.isUnsure) this.#finish(entry, 'spoken', entry.segment.text.length);
      else if (entry.saying) entry.saying.stop();
      else this.#finish(entry, 'cut', 0);
    }
    this.#mouth?.stop();
  }

  /** Speaks through a new mouth from now on; the one before must have been detached. Throws what `open` throws. */
  async attach(open: (events: MouthEvents) => Promise<Mouth>): Promise<void> {
    const life = (this.#life += 1);
    const mouth = await open(this.#eventsOf(life));
    if (life !== this.#life) return mouth.close();
    clearTimeout(this.#muteTimer);
    this.#isMute = false;
    this.#mouth = mouth;
    this.#pump();
  }

  /** The way into the room is gone: what was not surely heard waits for the next one. */
  detach(): void {
    const mouth = this.#mouth;
    this.#life += 1;
    this.#mouth = null;
    for (const entry of [...this.#entries]) {
      const wasStopped = entry.saying?.isStopped === true;
      entry.saying?.stop();
      entry.saying = null;
      entry.isUnsure = false;
      if (wasStopped) this.#finish(entry, 'cut', 0);
    }
    this.#waitForMouth();
    void mouth?.close();
  }

  /** While nobody knows whether the room is still there, what leaves counts as spoken only later. */
  setCertain(isCertain: boolean): void {
    this.#isCertain = isCertain;
    if (!isCertain) return;
    for (const entry of this.#entries.filter((one) => one.isUnsure)) this.#finish(entry, 'spoken', entry.segment.text.length);
  }

  /** Ends everything as cut. Nothing is told afterwards. */
  async close(): Promise<void> {
    this.stop();
    const mouth = this.#mouth;
    this.#life += 1;
    this.#mouth = null;
    clearTimeout(this.#muteTimer);
    for (const entry of [...this.#entries]) this.#finish(entry, 'cut', 0);
    await mouth?.close();
  }

  #waitForMouth(): void {
    clearTimeout(this.#muteTimer);
    this.#muteTimer = setTimeout(() => {
      this.#isMute = true;
      for (const entry of [...this.#entries]) this.#finish(entry, 'failed', 0);
    }, WITHOUT_MOUTH_MS);
  }

  #pump(): void {
    const unsaid = this.#entries.filter((entry) => !entry.isUnsure).slice(0, SEGMENTS_AHEAD);
    for (const entry of unsaid) {
      if (!this.#mouth || entry.saying) continue;
      try {
        entry.saying = this.#say(entry, this.#mouth);
      } catch (error) {
        this.#options.log.warn({ err: error }, 'the mouth takes no more segments');
        return this.#loseMouth();
      }
    }
  }

  #say(entry: Entry, mouth: Mouth): Saying {
    const { segmentId, channel } = entry.segment;
    const saying = sayLine(this.#options, entry.segment, mouth.open(segmentId, channel));
    void saying.made.then((outcome) => {
      if (entry.saying !== saying || saying.isStopped || outcome === 'whole') return;
      this.#options.log.warn({ segmentId, madeMs: saying.madeMs }, 'a segment could not be synthesised');
      if (saying.madeMs === 0) this.#finish(entry, 'failed', 0);
    });
    return saying;
  }

  #eventsOf(life: number): MouthEvents {
    const find = (segmentId: string): Entry | undefined =>
      life === this.#life ? this.#entries.find((entry) => entry.segment.segmentId === segmentId && entry.saying) : undefined;
    return {
      onStarted: (segmentId) => this.#started(find(segmentId)),
      onSpoken: (segmentId) => this.#spoken(find(segmentId)),
      onCut: (segmentId, playedMs) => this.#cut(find(segmentId), playedMs),
    };
  }

  #started(entry: Entry | undefined): void {
    if (!entry || entry.hasStarted) return;
    entry.hasStarted = true;
    this.#progress(entry, 'started', 0);
    this.#options.onSpoke(entry.segment.turnId);
  }

  #spoken(entry: Entry | undefined): void {
    if (!entry?.saying) return;
    const { saying, segment } = entry;
    this.#started(entry);
    if (saying.state === 'failed') return this.#finish(entry, 'failed', heardOf(segment.text, saying, saying.madeMs));
    if (this.#isCertain) return this.#finish(entry, 'spoken', segment.text.length);
    entry.isUnsure = true;
    this.#pump();
  }

  #cut(entry: Entry | undefined, playedMs: number): void {
    if (!entry?.saying) return;
    if (!entry.saying.isStopped) return this.#loseMouth();
    this.#finish(entry, 'cut', heardOf(entry.segment.text, entry.saying, playedMs));
  }

  #loseMouth(): void {
    this.detach();
    this.#options.onMouthLost();
  }

  #finish(entry: Entry, state: 'spoken' | 'cut' | 'failed', heard: number): void {
    entry.saying?.stop();
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#progress(entry, state, heard);
    if (this.#entries.length === 0) this.#options.onSilent();
    else this.#pump();
  }

  #progress({ segment }: Entry, state: SegmentProgress['state'], heard: number): void {
    this.#options.onProgress({ turnId: segment.turnId, segmentId: segment.segmentId, state, heardCharacters: heard });
  }
}

function heardOf(text: string, { madeMs, state }: Saying, playedMs: number): number {
  return heardCharacters(text, playedMs, { totalMs: madeMs, isWhole: state === 'whole' });
}
