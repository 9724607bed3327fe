import { describe, expect, it } from 'vitest';
import { makeTone, measurePower } from '../testing/tones.ts';
import { createResampler } from './resampler.ts';

async function resample(samples: Int16Array, from: number, to: number, chunkSamples: number): Promise<number[]> {
  const resampler = await createResampler(from, to);
  const made: number[] = [];
  for (let at = 0; at < samples.length; at += chunkSamples) {
    made.push(...resampler.process(samples.subarray(at, at + chunkSamples)));
  }
  made.push(...resampler.flush());
  resampler.close();
  return made;
}

describe('resampler', () => {
  it.each([22_050, 24_000, 16_000, 44_100])('from %i Hz to 48 kHz keeps a tone, its level and its length', async (rate) => {
    const made = Int16Array.from(await resample(makeTone(1_000, 500, rate, 0.5), rate, 48_000, 700));
    expect(Math.abs(made.length - 24_000)).toBeLessThan(200);
    expect(measurePower(made.subarray(2_400, 21_600), 48_000, 1_000)).toBeCloseTo(0.25, 1);
    expect(measurePower(made.subarray(2_400, 21_600), 48_000, rate - 1_000)).toBeLessThan(1e-5);
  });

  it('makes the same sound of chunks of any size', async () => {
    const tone = makeTone(700, 300, 22_050);
    const whole = await resample(tone, 22_050, 48_000, tone.length);
    expect(await resample(tone, 22_050, 48_000, 1)).toEqual(whole);
    expect(await resample(tone, 22_050, 48_000, 333)).toEqual(whole);
  });

  it('takes chunks longer than its own memory', async () => {
    const made = await resample(makeTone(700, 2_000, 24_000), 24_000, 48_000, 48_000);
    expect(Math.abs(made.length - 96_000)).toBeLessThan(200);
  });

  it('passes 48 kHz through', async () => {
    const tone = makeTone(700, 20, 48_000);
    expect(await resample(tone, 48_000, 48_000, 960)).toEqual([...tone]);
  });

  it('refuses rates that do not exist, and work after it was closed', async () => {
    await expect(createResampler(0, 48_000)).rejects.toThrow(RangeError);
    const resampler = await createResampler(24_000, 48_000);
    resampler.close();
    resampler.close();
    expect(() => resampler.process(new Int16Array(10))).toThrow();
  });
});
