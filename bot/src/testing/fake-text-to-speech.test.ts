import { expect, it } from 'vitest';
import { createFakeTextToSpeech } from './fake-text-to-speech.ts';
import { collect, CONTRACT_LINES, describeTextToSpeech } from './text-to-speech-contract.ts';

describeTextToSpeech('fake', async () =>
  createFakeTextToSpeech({ [CONTRACT_LINES.en]: { durationMs: 600 }, [CONTRACT_LINES.ru]: { durationMs: 800 } }),
);

it('the fake throws on a line that it was not told of', async () => {
  await expect(collect(createFakeTextToSpeech({}), 'en')).rejects.toThrow('not told');
});
