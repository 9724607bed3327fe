import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enginePitch, toLine } from './line.ts';
import { EMBEDDED_VOICES, NARRATOR_VOICE } from './voices.ts';

const base = { text: 'Hello', language: 'en', voice: { voiceId: NARRATOR_VOICE.voiceId, pitchSemitones: 0, rate: 1 } } as const;

it('every voice but the narrator is at least 40 Hz away from it, and there are at least eight', () => {
  const others = EMBEDDED_VOICES.filter((voice) => voice !== NARRATOR_VOICE);
  expect(others.length).toBeGreaterThanOrEqual(8);
  for (const voice of others) expect(Math.abs(voice.pitchHz - NARRATOR_VOICE.pitchHz)).toBeGreaterThanOrEqual(40);
});

it('a higher shift never gives a lower pitch, and the engine gets 0 to 99', () => {
  const semitones = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(semitones, semitones, (one, other) => {
      const [low, high] = [enginePitch(Math.min(one, other)), enginePitch(Math.max(one, other))];
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(99);
    }),
  );
  expect(enginePitch(0)).toBe(50);
});

it('markup and phoneme brackets in a line stay harmless words', () => {
  expect(toLine({ ...base, text: '<break time="9s"/> a & b [[h@l]] *now*' }).text).not.toMatch(/[<>&*]|\[\[/);
});

it('a voice that is not ours is spoken by the narrator', () => {
  expect(toLine({ ...base, voice: { ...base.voice, voiceId: 'cloud:somebody' } }).voice).toBe('en-us+f1');
});

it('the rate is words a minute', () => {
  expect(toLine({ ...base, voice: { ...base.voice, rate: 1.4 } }).wordsPerMinute).toBe(224);
});
