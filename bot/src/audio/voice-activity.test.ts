import { describe, expect, it } from 'vitest';
import { FakeVoiceActivity } from '../testing/fake-voice-activity.ts';
import { makeTone } from '../testing/tones.ts';
import { describeVoiceActivity } from '../testing/voice-activity-contract.ts';
import { openVoiceActivity } from './voice-activity.ts';

describeVoiceActivity('fake', async () => new FakeVoiceActivity([true, false]));
describeVoiceActivity('fvad', openVoiceActivity);

describe('fvad', () => {
  it('hears voice in a vowel and none in silence, each instance for itself', async () => {
    const parts = [1, 2, 3, 4, 5, 6].map((harmonic) => makeTone(140 * harmonic, 20, 16_000, 0.2 / harmonic));
    const vowel = new Int16Array(320).map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
    const speaker = await openVoiceActivity();
    const listener = await openVoiceActivity();
    const spoken = Array.from({ length: 20 }, () => [speaker.isVoice(vowel), listener.isVoice(new Int16Array(320))]);
    expect(spoken.at(-1)).toEqual([true, false]);
    speaker.close();
    listener.close();
  });
});
