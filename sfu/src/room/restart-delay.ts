/** Deaths of a worker further back than this are forgiven. */
export const DEATHS_REMEMBERED_MS = 10 * 60_000;
/** Wait before the next start after one, two, three and more deaths within the time above. */
const DELAYS_MS = [0, 10_000, 60_000, 300_000] as const;
/** Longest wait while no worker at all lives: the tables have no sound until then. (V6) */
const LONGEST_WAIT_ALONE_MS = 2_000;

/** Deaths that still count at `nowMs`. */
export function deathsThatCount(deathsMs: readonly number[], nowMs: number): number[] {
  return deathsMs.filter((diedMs) => nowMs - diedMs < DEATHS_REMEMBERED_MS);
}

/**
 * How long a worker that died has to wait for its successor, in ms: at once the first time, then longer and longer.
 * `deathsMs` holds the times of its deaths, the last one included; `hasOthers` tells whether another worker can take the rooms.
 */
export function restartDelayMs(deathsMs: readonly number[], nowMs: number, hasOthers: boolean): number {
  const deaths = deathsThatCount(deathsMs, nowMs).length;
  const delayMs = DELAYS_MS[Math.min(Math.max(deaths, 1), DELAYS_MS.length) - 1] ?? 0;
  return hasOthers ? delayMs : Math.min(delayMs, LONGEST_WAIT_ALONE_MS);
}
