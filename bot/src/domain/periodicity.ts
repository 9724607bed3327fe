/** 16 kHz is averaged down to 4 kHz: voice has its pitch far below 2 kHz. */
const GROUP_SAMPLES = 4;
/** 40 ms at 4 kHz. */
const HISTORY_SAMPLES = 160;
const WINDOW_SAMPLES = 92;
/** 400 Hz. */
const SHORTEST_LAG = 10;
/** 60 Hz. */
const LONGEST_LAG = 66;

const WINDOW_PARTS = 4;
/** Share of the window's energy in one quarter of it, from which it is a click: a decaying burst resembles its own start. */
const BURST_FROM = 0.7;

/** How much a player's latest 40 ms repeat themselves with the period of a voice. One instance for each player. */
export interface Periodicity {
  /** Takes a frame at 16 kHz; answers -1 to 1, where noise stays below 0.55 and vowels come above; 0 for a click. */
  measure(samples: Int16Array): number;
  reset(): void;
}

export function createPeriodicity(): Periodicity {
  const history = new Float64Array(HISTORY_SAMPLES);

  function take(samples: Int16Array): void {
    const groups = Math.floor(samples.length / GROUP_SAMPLES);
    history.copyWithin(0, groups);
    for (let group = 0; group < groups; group += 1) {
      let sum = 0;
      for (let index = 0; index < GROUP_SAMPLES; index += 1) sum += samples[group * GROUP_SAMPLES + index] ?? 0;
      history[HISTORY_SAMPLES - groups + group] = sum / GROUP_SAMPLES;
    }
  }

  return {
    measure(samples) {
      take(samples);
      if (isBurst(history)) return 0;
      let best = -1;
      for (let lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag += 1) best = Math.max(best, correlate(history, lag));
      return best;
    },
    reset: () => void history.fill(0),
  };
}

function isBurst(history: Float64Array): boolean {
  const partSamples = WINDOW_SAMPLES / WINDOW_PARTS;
  const energies = Array.from({ length: WINDOW_PARTS }, (_, part) => {
    const start = HISTORY_SAMPLES - WINDOW_SAMPLES + part * partSamples;
    return history.subarray(start, start + partSamples).reduce((sum, sample) => sum + sample * sample, 0);
  });
  return Math.max(...energies) > BURST_FROM * energies.reduce((sum, energy) => sum + energy, 0);
}

/** Normalised correlation of the last samples with those `lag` earlier; 0 where there is no sound. */
function correlate(history: Float64Array, lag: number): number {
  let product = 0;
  let energy = 0;
  let laggedEnergy = 0;
  for (let index = HISTORY_SAMPLES - WINDOW_SAMPLES; index < HISTORY_SAMPLES; index += 1) {
    const now = history[index] ?? 0;
    const before = history[index - lag] ?? 0;
    product += now * before;
    energy += now * now;
    laggedEnergy += before * before;
  }
  return energy === 0 || laggedEnergy === 0 ? 0 : product / Math.sqrt(energy * laggedEnergy);
}
