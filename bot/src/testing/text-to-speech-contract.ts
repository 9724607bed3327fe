import type { Language, Voice } from '@skald/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { SpeechError, type Pcm, type TextToSpeech } from '../speech/ports.ts';

/** Lines that every implementation under the contract must be able to speak. */
export const CONTRACT_LINES: Record<Language, string> = {
  en: 'You stand at the gate of the old mill. What do you do?',
  ru: 'Вы стоите у ворот старой мельницы. Что вы делаете?',
};

/** What every TextToSpeech does, the fake and the real ones. `open` gives one that knows CONTRACT_LINES. */
export function describeTextToSpeech(name: string, open: () => Promise<TextToSpeech>): void {
  describe(`TextToSpeech contract: ${name}`, () => {
    let speech: TextToSpeech | undefined;
    afterEach(async () => {
      await speech?.close();
      await speech?.close();
    });

    it.each(['en', 'ru'] as const)('speaks %s as sound of a stated rate, in more than one piece', async (language) => {
      speech = await open();
      const pieces = await collect(speech, language);
      expect(pieces.length).toBeGreaterThan(1);
      expect(new Set(pieces.map((piece) => piece.sampleRate)).size).toBe(1);
      expect(loudest(pieces)).toBeGreaterThan(1_000);
    });

    it('offers voices of both languages, exactly one of them the narrator', async () => {
      speech = await open();
      expect(speech.voices.filter((offer) => offer.isNarrator)).toHaveLength(1);
      expect(new Set(speech.voices.map((offer) => offer.voiceId)).size).toBe(speech.voices.length);
      expect(new Set(speech.voices.flatMap((offer) => offer.languages))).toEqual(new Set(['ru', 'en']));
    });

    it('speaks several lines asked for at once, each whole', async () => {
      speech = await open();
      const lengths = await Promise.all([collect(speech, 'en'), collect(speech, 'ru'), collect(speech, 'en')]);
      const [first, , third] = lengths.map((pieces) => pieces.reduce((sum, piece) => sum + piece.samples.length, 0));
      expect(Math.abs((first ?? 0) - (third ?? 0))).toBeLessThan((first ?? 0) * 0.05);
    });

    it('throws aborted when the signal has fired before, and in the middle', async () => {
      speech = await open();
      await expect(collect(speech, 'en', AbortSignal.abort())).rejects.toMatchObject({ name: 'SpeechError', code: 'aborted' });
      const abort = new AbortController();
      const stopped = (async (opened: TextToSpeech) => {
        for await (const _ of opened.synthesize(request(opened, 'en'), abort.signal)) abort.abort();
      })(speech);
      await expect(stopped).rejects.toBeInstanceOf(SpeechError);
      expect((await collect(speech, 'ru')).length).toBeGreaterThan(0);
    });

    it('speaks the next line after one that was left in the middle', async () => {
      speech = await open();
      for await (const _ of speech.synthesize(request(speech, 'en'), new AbortController().signal)) break;
      expect((await collect(speech, 'en')).length).toBeGreaterThan(0);
    });
  });
}

/** All audio of one contract line. */
export async function collect(
  speech: TextToSpeech,
  language: Language,
  signal: AbortSignal = new AbortController().signal,
  voice?: Voice,
): Promise<Pcm[]> {
  const pieces: Pcm[] = [];
  for await (const piece of speech.synthesize(request(speech, language, voice), signal)) pieces.push(piece);
  return pieces;
}

function request(speech: TextToSpeech, language: Language, voice?: Voice): { text: string; language: Language; voice: Voice } {
  const narrator = speech.voices.find((offer) => offer.isNarrator);
  return {
    text: CONTRACT_LINES[language],
    language,
    voice: voice ?? { voiceId: narrator?.voiceId ?? '', pitchSemitones: 0, rate: 1 },
  };
}

function loudest(pieces: readonly Pcm[]): number {
  return Math.max(...pieces.map((piece) => piece.samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)));
}
