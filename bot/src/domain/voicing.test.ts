import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../testing/random.ts';
import { makeTone } from '../testing/tones.ts';
import { FLOOR_AT_START_DBFS, isLoud, measureLevelDbfs, moveFloor } from './level.ts';
import { createPeriodicity } from './periodicity.ts';
import { createVoicing } from './voicing.ts';

const frames = (samples: Int16Array) =>
  Array.from({ length: Math.floor(samples.length / 320) }, (_, index) => samples.subarray(index * 320, (index + 1) * 320));

function makeNoise(durationMs: number, level: number, seed = 1): Int16Array {
  const random = createSeededRandom(seed);
  return new Int16Array(durationMs * 16).map(() => (random() * 2 - 1) * level * 32_767);
}

/** A pulse train with the harmonics of a voice. */
function makeVowel(pitchHz: number, durationMs: number): Int16Array {
  const parts = [1, 2, 3, 4, 5].map((harmonic) => makeTone(pitchHz * harmonic, durationMs, 16_000, 0.15 / harmonic));
  return new Int16Array(durationMs * 16).map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
}

/** A dice throw: decaying noise that begins anew every 150 ms. */
function makeClicks(durationMs: number): Int16Array {
  const noise = makeNoise(durationMs, 0.8, 3);
  return noise.map((sample, index) => sample * Math.exp(-(index % 2_400) / 80));
}

describe('level', () => {
  it('is 0 dBFS for full scale and -100 for nothing', () => {
    expect(measureLevelDbfs(new Int16Array(320).fill(-32_768))).toBeCloseTo(0);
    expect(measureLevelDbfs(new Int16Array(320))).toBe(-100);
    expect(measureLevelDbfs(makeTone(400, 20, 16_000, 0.1))).toBeCloseTo(-23, 0);
  });

  it('the floor falls fast, rises slowly, stands still for speech and stops at -75', () => {
    expect(moveFloor(-50, -60, false)).toBeCloseTo(-52);
    expect(moveFloor(-50, -40, false)).toBeCloseTo(-49.7);
    expect(moveFloor(-50, -10, true)).toBe(-50);
    expect(moveFloor(-75, -100, false)).toBe(-75);
  });

  it('loud is 3 dB above the floor and above -60 dBFS', () => {
    expect(isLoud(-46.9, FLOOR_AT_START_DBFS)).toBe(true);
    expect(isLoud(-47.1, FLOOR_AT_START_DBFS)).toBe(false);
    expect(isLoud(-61, -75)).toBe(false);
  });
});

describe('periodicity', () => {
  const steady = (samples: Int16Array) => {
    const periodicity = createPeriodicity();
    return frames(samples)
      .map((frame) => periodicity.measure(frame))
      .slice(2);
  };

  it.each([80, 110, 180, 250, 350])('a vowel of %i Hz is periodic', (pitchHz) => {
    for (const value of steady(makeVowel(pitchHz, 400))) expect(value).toBeGreaterThan(0.8);
  });

  it('noise is not', () => {
    const values = steady(makeNoise(4_000, 0.3));
    expect(values.filter((value) => value > 0.55).length / values.length).toBeLessThan(0.02);
  });

  it('silence is 0', () => expect(steady(new Int16Array(3_200))).toEqual(new Array(8).fill(0)));
});

describe('voicing', () => {
  it('a vowel is voice when the detector says so, and only then', () => {
    const voicing = createVoicing();
    const vowel = frames(makeVowel(150, 400));
    expect(
      vowel
        .slice(1)
        .map((frame) => voicing.judge(frame, true))
        .every(Boolean),
    ).toBe(true);
    expect(vowel.map((frame) => voicing.judge(frame, false)).some(Boolean)).toBe(false);
  });

  it('clicks are not, though the detector calls them voice without end', () => {
    const voicing = createVoicing();
    const judged = frames(makeClicks(10_000)).map((frame) => voicing.judge(frame, true));
    expect(judged.filter(Boolean).length / judged.length).toBeLessThan(0.2);
  });

  it('a consonant within 160 ms of a vowel is voice', () => {
    const voicing = createVoicing();
    frames(makeVowel(150, 200)).forEach((frame) => voicing.judge(frame, true));
    const hiss = frames(makeNoise(400, 0.3, 2)).map((frame) => voicing.judge(frame, true));
    expect(hiss.slice(0, 6).every(Boolean)).toBe(true);
    expect(hiss.slice(12).every(Boolean)).toBe(false);
  });

  it('frames that were not sent do not lower the floor', () => {
    const voicing = createVoicing();
    const hum = frames(makeVowel(100, 2_000).map((sample) => sample / 100));
    hum.forEach((frame) => voicing.judge(frame, false));
    for (let count = 0; count < 500; count += 1) voicing.skip();
    expect(hum.map((frame) => voicing.judge(frame, true)).some(Boolean)).toBe(false);
  });
});
