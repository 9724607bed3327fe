import { afterEach, describe, expect, it } from 'vitest';
import type { Pcm, SpeechToText } from '../speech/ports.ts';
import { makeDtmf } from './dtmf.ts';

/** What is said by each sequence of symbols under the contract. */
export const CONTRACT_WORDS = { '12AB': 'I open the door.', '47CD': 'Я бью гоблина.' } as const;
export type ContractFault = 'down' | 'refuses' | 'breaks' | 'hangs';

export interface OpenedSpeechToText {
  readonly speechToText: SpeechToText;
  close(): Promise<void>;
}

/** An utterance that says the words of these symbols. */
export function utteranceOf(symbols: string): Pcm {
  const sound = makeDtmf(symbols, 16_000, { onMs: 80, offMs: 60 });
  const samples = new Int16Array(sound.length + 6_400);
  samples.set(sound, 3_200);
  return { samples, sampleRate: 16_000 };
}

/** What every SpeechToText does. `open` gives one that knows CONTRACT_WORDS, or one that meets the fault. */
export function describeSpeechToText(name: string, open: (fault?: ContractFault) => Promise<OpenedSpeechToText>): void {
  describe(`SpeechToText contract: ${name}`, () => {
    let opened: OpenedSpeechToText | undefined;
    afterEach(() => opened?.close());
    const hear = async (symbols: string, fault?: ContractFault, signal = new AbortController().signal) => {
      opened = await open(fault);
      return opened.speechToText.transcribe({ audio: utteranceOf(symbols), language: 'ru', hints: ['Барто'] }, signal);
    };

    it.each(Object.entries(CONTRACT_WORDS))('hears %s', async (symbols, words) => {
      expect(await hear(symbols)).toMatchObject({ text: words });
    });

    it('gives empty text for a sound without words', async () => {
      expect(await hear('')).toMatchObject({ text: '' });
    });

    it.each([
      ['down', 'unreachable'],
      ['refuses', 'rejected'],
      ['breaks', 'failed'],
      ['hangs', 'timeout'],
    ] as const)('a provider that %s is %s, and nothing said is in the error', async (fault, code) => {
      const failure = await hear('12AB', fault).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: 'SpeechError', code });
      const shown = JSON.stringify([String(failure), failure, (failure as Error).cause ?? null]);
      expect(shown).not.toMatch(/door|sk-/);
    });

    it('throws aborted when the signal fires before and during the call', async () => {
      await expect(hear('12AB', undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
      await opened?.close();
      const abort = new AbortController();
      const hanging = hear('12AB', 'hangs', abort.signal);
      setImmediate(() => abort.abort());
      await expect(hanging).rejects.toMatchObject({ code: 'aborted' });
    });
  });
}
