/** Pause before a process that ended is started again, in ms; it doubles with each end that comes soon. */
export const FIRST_PAUSE_MS = 250;
export const LONGEST_PAUSE_MS = 5_000;
/** A process that lived this long had started well: the next pause is the first one again. */
export const LIVED_WELL_MS = 30_000;

/** Pause after a process that lived for `livedMs`; `previousMs` is the pause before that life, 0 when there was none. */
export function nextPauseMs(previousMs: number, livedMs: number): number {
  if (previousMs === 0 || livedMs >= LIVED_WELL_MS) return FIRST_PAUSE_MS;
  return Math.min(previousMs * 2, LONGEST_PAUSE_MS);
}
