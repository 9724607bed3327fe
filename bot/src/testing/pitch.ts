const SHORTEST_HZ = 60;
const HIGHEST_HZ = 400;
const WINDOW_MS = 40;
/** Windows that repeat themselves less are not voiced. */
const MIN_CORRELATION = 0.6;
const MIN_MEAN_SQUARE = 1e-4;
/** A shorter period nearly as good as the best one is the true one: the best may be two or three periods long. */
const NEARLY = 0.9;

/** Median pitch of the voiced parts of a sound in Hz, 60 to 400; null when nothing is voiced. */
export function measureMedianPitchHz(samples: Int16Array, sampleRate: number): number | null {
  const window = Math.round((WINDOW_MS * sampleRate) / 1_000);
  const pitches: number[] = [];
  for (let at = 0; at + 2 * window <= samples.length; at += window / 2) {
    const pitchHz = measurePitchHz(samples.subarray(at, at + 2 * window), sampleRate);
    if (pitchHz !== null) pitches.push(pitchHz);
  }
  pitches.sort((one, other) => one - other);
  return pitches[Math.floor(pitches.length / 2)] ?? null;
}

/** Pitch of one window by autocorrelation of its first half with what follows. */
function measurePitchHz(samples: Int16Array, sampleRate: number): number | null {
  const half = Math.floor(samples.length / 2);
  const shortest = Math.floor(sampleRate / HIGHEST_HZ);
  const longest = Math.min(half, Math.ceil(sampleRate / SHORTEST_HZ));
  const correlations = new Float64Array(longest + 1).fill(-1);
  for (let lag = shortest; lag <= longest; lag += 1) correlations[lag] = correlate(samples, half, lag);
  const best = Math.max(...correlations);
  if (best < MIN_CORRELATION) return null;
  for (let lag = shortest; lag <= longest; lag += 1) {
    const here = correlations[lag] ?? -1;
    const isPeak = here >= (correlations[lag - 1] ?? -1) && here >= (correlations[lag + 1] ?? -1);
    if (isPeak && here >= best * NEARLY) return sampleRate / lag;
  }
  return null;
}

function correlate(samples: Int16Array, length: number, lag: number): number {
  let product = 0;
  let energy = 0;
  let laggedEnergy = 0;
  for (let index = 0; index < length; index += 1) {
    const now = (samples[index] ?? 0) / 32_768;
    const later = (samples[index + lag] ?? 0) / 32_768;
    product += now * later;
    energy += now * now;
    laggedEnergy += later * later;
  }
  if (energy < MIN_MEAN_SQUARE * length) return -1;
  return product / Math.sqrt(energy * laggedEnergy + Number.EPSILON);
}
