import type { MouthSegment } from '../audio/ports.ts';
import { SpeechError, type TextToSpeech } from '../speech/ports.ts';
import type { SegmentToSpeak } from './ports.ts';

/** Rate of everything that is sent, in Hz. */
const SENT_SAMPLE_RATE = 48_000;

/** Changes the rate of one stream of sound. The opener closes it. */
export interface StreamResampler {
  process(samples: Int16Array): Int16Array;
  flush(): Int16Array;
  close(): void;
}
export type OpenResampler = (inputRate: number, outputRate: number) => Promise<StreamResampler>;

/** One segment being synthesised into a mouth. */
export interface Saying {
  /** Sound that was made so far, in ms. */
  readonly madeMs: number;
  /** whole: all sound was made; failed: what was made is all that comes. */
  readonly state: 'making' | 'whole' | 'failed';
  readonly isStopped: boolean;
  /** Resolves when no more sound comes. */
  readonly made: Promise<'whole' | 'failed'>;
  /** Makes no more. What the mouth has is the mouth's. */
  stop(): void;
}

export interface SayOptions {
  readonly textToSpeech: TextToSpeech;
  readonly openResampler: OpenResampler;
}

/** Synthesises a segment as fast as it goes; the mouth takes it at its own pace. A synthesis that gave no sound at all is tried once more. */
export function sayLine(options: SayOptions, segment: SegmentToSpeak, line: MouthSegment): Saying {
  const abort = new AbortController();
  let madeMs = 0;
  let state: Saying['state'] = 'making';
  let writing: Promise<void> = Promise.resolve();
  const take = (samples: Int16Array): void => {
    if (samples.length === 0 || abort.signal.aborted) return;
    madeMs += (samples.length * 1_000) / SENT_SAMPLE_RATE;
    writing = writing.then(() => line.write(samples)).catch(() => undefined);
  };
  const make = async (): Promise<'whole' | 'failed'> => {
    try {
      await synthesize(options, segment, take, abort.signal).catch((error: unknown) => {
        if (madeMs > 0 || !mayTryAgain(error)) throw error;
        return synthesize(options, segment, take, abort.signal);
      });
      state = madeMs > 0 ? 'whole' : 'failed';
    } catch {
      state = 'failed';
    }
    void writing.then(() => line.end()).catch(() => undefined);
    return state;
  };
  return {
    get madeMs() {
      return madeMs;
    },
    get state() {
      return state;
    },
    get isStopped() {
      return abort.signal.aborted;
    },
    made: make(),
    stop: () => abort.abort(),
  };
}

async function synthesize(
  { textToSpeech, openResampler }: SayOptions,
  { text, language, voice }: SegmentToSpeak,
  take: (samples: Int16Array) => void,
  signal: AbortSignal,
): Promise<void> {
  let resampler: StreamResampler | null = null;
  try {
    for await (const { samples, sampleRate } of textToSpeech.synthesize({ text, language, voice }, signal)) {
      resampler ??= await openResampler(sampleRate, SENT_SAMPLE_RATE);
      take(resampler.process(samples));
    }
    if (resampler) take(resampler.flush());
  } finally {
    resampler?.close();
  }
}

function mayTryAgain(error: unknown): boolean {
  return error instanceof SpeechError && error.code !== 'aborted' && error.code !== 'rejected';
}
