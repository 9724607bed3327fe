import { describe, expect, it } from 'vitest';
import { DEATHS_REMEMBERED_MS, restartDelayMs } from './restart-delay.ts';

describe('restartDelayMs', () => {
  it.each([
    [1, 0],
    [2, 10_000],
    [3, 60_000],
    [4, 300_000],
    [9, 300_000],
  ])('[V6] after %i deaths a successor waits %i ms', (deaths, delayMs) => {
    const deathsMs = Array.from({ length: deaths }, (_, index) => index);
    expect(restartDelayMs(deathsMs, 100, true)).toBe(delayMs);
  });

  it('forgives deaths of long ago', () => {
    expect(restartDelayMs([0, 1, 2, DEATHS_REMEMBERED_MS + 2], DEATHS_REMEMBERED_MS + 2, true)).toBe(0);
  });

  it('[V6] waits two seconds at most when no other worker lives', () => {
    expect(restartDelayMs([0, 1, 2, 3], 4, false)).toBe(2_000);
    expect(restartDelayMs([3], 4, false)).toBe(0);
  });
});
