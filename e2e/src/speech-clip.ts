import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedTextToSpeech, writeWav } from '@skald/bot/testing';

/** A sound file for Chromium's fake microphone. */
export interface SpeechClip {
  readonly path: string;
  /** The speech alone, without the silence after it. */
  readonly speechMs: number;
  close(): void;
}

/** Samples of less than this, of 32,767, before the first and after the last word are no speech. */
const QUIET = 300;

/** Speaks a sentence into a file, and silence after it, so that a player who repeats the file says it again and again. The caller closes it. */
export async function makeSpeechClip({ text, silenceMs }: { text: string; silenceMs: number }): Promise<SpeechClip> {
  const { samples, sampleRate } = await speak(text);
  const folder = mkdtempSync(join(tmpdir(), 'skald-clip-'));
  const path = join(folder, 'speech.wav');
  const clip = new Int16Array(samples.length + Math.round((silenceMs / 1_000) * sampleRate));
  clip.set(samples);
  writeFileSync(path, writeWav(clip, sampleRate));
  return {
    path,
    speechMs: (samples.length / sampleRate) * 1_000,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function speak(text: string): Promise<{ samples: Int16Array; sampleRate: number }> {
  const voice = createEmbeddedTextToSpeech();
  try {
    const { voiceId = '' } = voice.voices.find((offer) => offer.isNarrator) ?? {};
    const request = { text, language: 'en', voice: { voiceId, pitchSemitones: 0, rate: 1 } } as const;
    const spoken: number[] = [];
    let rate = 0;
    for await (const { samples, sampleRate } of voice.synthesize(request, new AbortController().signal)) {
      rate = sampleRate;
      for (const sample of samples) spoken.push(sample);
    }
    const isLoud = (sample: number): boolean => Math.abs(sample) >= QUIET;
    const words = spoken.slice(spoken.findIndex(isLoud), spoken.findLastIndex(isLoud) + 1);
    return { samples: Int16Array.from(words), sampleRate: rate };
  } finally {
    await voice.close();
  }
}
