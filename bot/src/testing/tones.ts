/** A sine of `level` (0 to 1 of full scale), as long as `durationMs`. */
export function makeTone(frequencyHz: number, durationMs: number, sampleRate: number, level = 0.3): Int16Array {
  const samples = new Int16Array(Math.round((durationMs * sampleRate) / 1_000));
  const step = (2 * Math.PI * frequencyHz) / sampleRate;
  return samples.map((_, index) => Math.sin(index * step) * level * 32_767);
}

/**
 * Power of one frequency by Goertzel's method, relative to a full-scale sine of that frequency: 0 to about 1.
 * Frequencies closer than `sampleRate / samples.length` are not told apart.
 */
export function measurePower(samples: Int16Array, sampleRate: number, frequencyHz: number): number {
  if (samples.length === 0) return 0;
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / sampleRate);
  let one = 0;
  let two = 0;
  for (const sample of samples) {
    const now = sample / 32_768 + coefficient * one - two;
    two = one;
    one = now;
  }
  const power = one * one + two * two - coefficient * one * two;
  return power / (samples.length / 2) ** 2;
}

/** The one of `frequenciesHz` that holds most power; null when none holds a fifth of what sounds. */
export function detectTone(samples: Int16Array, sampleRate: number, frequenciesHz: readonly number[]): number | null {
  let energy = 0;
  for (const sample of samples) energy += (sample / 32_768) ** 2;
  const total = samples.length === 0 ? 0 : (2 * energy) / samples.length;
  if (total < 1e-6) return null;
  const powers = frequenciesHz.map((frequencyHz) => measurePower(samples, sampleRate, frequencyHz));
  const best = Math.max(...powers);
  return best < total / 5 ? null : (frequenciesHz[powers.indexOf(best)] ?? null);
}
