import type { VoiceOffer } from '@skald/protocol';
import { SpeechError, type Pcm, type TextToSpeech } from '../speech/ports.ts';

const SAMPLE_RATE = 16_000;
const PIECE_SAMPLES = 1_600;

/** What a fake does with one line: so much sound, then nothing more or a failure. */
export interface FakeLine {
  readonly durationMs: number;
  readonly failsWith?: SpeechError['code'];
  /** Sound is given only when this resolves. */
  readonly after?: Promise<void>;
}

export interface FakeTextToSpeech extends TextToSpeech {
  /** Lines asked for so far, in order. */
  readonly asked: readonly string[];
}

/** Speaks only the lines it was told of; throws on any other. */
export function createFakeTextToSpeech(lines: Readonly<Record<string, FakeLine>>): FakeTextToSpeech {
  const asked: string[] = [];
  return {
    name: 'fake',
    voices: [offer('fake:narrator', 160, true), offer('fake:man', 100, false), offer('fake:woman', 220, false)],
    asked,
    async *synthesize({ text }, signal) {
      const line = lines[text];
      if (!line) throw new Error('the fake voice was not told of this line');
      asked.push(text);
      if (line.after) await Promise.race([line.after, fired(signal)]);
      yield* speak(line, signal);
      if (line.failsWith) throw new SpeechError(line.failsWith, 'the fake voice was told to fail');
    },
    async close() {},
  };
}

async function* speak({ durationMs }: FakeLine, signal: AbortSignal): AsyncGenerator<Pcm> {
  let left = Math.round((durationMs * SAMPLE_RATE) / 1_000);
  while (left > 0) {
    if (signal.aborted) throw new SpeechError('aborted', 'the line is not wanted any more');
    const samples = Int16Array.from({ length: Math.min(left, PIECE_SAMPLES) }, (_, index) => (index % 80 < 40 ? 5_000 : -5_000));
    left -= samples.length;
    yield { samples, sampleRate: SAMPLE_RATE };
    await Promise.resolve();
  }
  if (signal.aborted) throw new SpeechError('aborted', 'the line is not wanted any more');
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function offer(voiceId: string, pitchHz: number, isNarrator: boolean): VoiceOffer {
  return { voiceId, provider: 'fake', gender: 'neutral', languages: ['ru', 'en'], pitchHz, isNarrator };
}
