import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, nextPauseMs } from './backoff.ts';

describe('the pause before a process starts again', () => {
  it('is 0.25 s at first', () => {
    expect(nextPauseMs(0, 10)).toBe(250);
  });

  it('doubles with each short life, up to 5 s', () => {
    const pauses = [250];
    for (let index = 0; index < 7; index += 1) pauses.push(nextPauseMs(pauses.at(-1) ?? 0, 100));
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('is the first one again after a life of 30 s', () => {
    expect(nextPauseMs(LONGEST_PAUSE_MS, 29_999)).toBe(LONGEST_PAUSE_MS);
    expect(nextPauseMs(LONGEST_PAUSE_MS, 30_000)).toBe(250);
  });
});
