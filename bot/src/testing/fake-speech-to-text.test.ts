import { expect, it } from 'vitest';
import type { SpeechError } from '../speech/ports.ts';
import { decodeDtmf } from './dtmf.ts';
import { createFakeSpeechToText, type FakeHearing } from './fake-speech-to-text.ts';
import { CONTRACT_WORDS, describeSpeechToText, utteranceOf, type ContractFault } from './speech-to-text-contract.ts';

const CODES: Record<ContractFault, SpeechError['code']> = {
  down: 'unreachable',
  refuses: 'rejected',
  breaks: 'failed',
  hangs: 'timeout',
};
const HANG_MS = 50;

describeSpeechToText('fake', async (fault) => {
  const words = Object.entries({ ...CONTRACT_WORDS, '': '' }).map(([symbols, text]): FakeHearing => {
    const fits: FakeHearing['fits'] = ({ samples, sampleRate }) => decodeDtmf(samples, sampleRate) === symbols;
    return { fits, gives: { text, language: null, confidence: null } };
  });
  const after = new Promise<void>((resolve) => setTimeout(resolve, HANG_MS));
  const failing = fault === undefined ? [] : [{ fits: () => true, gives: CODES[fault], ...(fault === 'hangs' ? { after } : {}) }];
  return { speechToText: createFakeSpeechToText([...failing, ...words]), close: async () => undefined };
});

it('the fake throws on an utterance that it was not told of', async () => {
  const audio = utteranceOf('12AB');
  const call = createFakeSpeechToText([]).transcribe({ audio, language: 'en', hints: [] }, new AbortController().signal);
  await expect(call).rejects.toThrow('not told');
});
