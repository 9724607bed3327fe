import type { Onsets } from './burst-page.ts';

/** A sound that comes later than this was another one, in ms. Bursts are farther apart. */
export const LONGEST_DELAY_MS = 650;

/** What the pages noted, by seat. */
export type Notes = ReadonlyMap<string, Onsets>;

/**
 * How long each burst took from the mouth of one page to the ear of another, in ms, for all pairs. Bursts that began before `fromMs`
 * are for warming up: after a change of path the jitter buffers settle.
 */
export function mouthToEarDelays(notes: Notes, fromMs: number): number[] {
  return [...notes].flatMap(([listener, ears]) =>
    [...notes]
      .filter(([speaker]) => speaker !== listener)
      .flatMap(([speaker, { mouth = [] }]) =>
        mouth
          .filter((saidMs) => saidMs >= fromMs)
          .flatMap((saidMs) => {
            const heardMs = ears[speaker]?.find((atMs) => atMs >= saidMs && atMs - saidMs < LONGEST_DELAY_MS);
            return heardMs === undefined ? [] : [heardMs - saidMs];
          }),
      ),
  );
}

/** How many bursts should have been heard: those from `fromMs` on, once by each other page. */
export function countExpected(notes: Notes, fromMs: number): number {
  const said = [...notes.values()].map(({ mouth = [] }) => mouth.filter((atMs) => atMs >= fromMs).length);
  return said.reduce((sum, count) => sum + count, 0) * (notes.size - 1);
}
