import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffDelayMs, Retry } from './backoff.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('waits between tries', () => {
  it('are none at first, grow, and stay under 4 s', () => {
    expect([0, 1, 2, 3, 4, 50].map((attempt) => backoffDelayMs(attempt, () => 0))).toEqual([0, 300, 1_000, 2_000, 3_000, 3_000]);
    expect(backoffDelayMs(50, () => 0.999)).toBeLessThan(4_000);
  });

  it('are cut short when the network is back', () => {
    const run = vi.fn();
    const retry = new Retry(run, () => 0);
    retry.schedule();
    vi.advanceTimersByTime(0);
    retry.schedule();
    retry.hurry();
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('start from the shortest again only after a connection that lasted', () => {
    const run = vi.fn();
    const retry = new Retry(run, () => 0);
    const fail = (waitMs: number): void => {
      retry.schedule();
      vi.advanceTimersByTime(waitMs);
    };
    fail(0);
    retry.settled();
    fail(300);
    retry.settled();
    vi.advanceTimersByTime(5_000);
    fail(0);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('end when closed', () => {
    const run = vi.fn();
    const retry = new Retry(run, () => 0);
    retry.schedule();
    retry.close();
    vi.advanceTimersByTime(10_000);
    expect(run).not.toHaveBeenCalled();
  });
});
