import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IceKeeper } from './ice-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keep(restart: () => Promise<void> = async () => undefined) {
  const restarts = vi.fn(restart);
  const onGivenUp = vi.fn();
  return { restarts, onGivenUp, keeper: new IceKeeper({ restart: restarts, onGivenUp }) };
}

describe('[V5] ICE that breaks', () => {
  it('is restarted at once, and no more once it is connected', async () => {
    const { keeper, restarts } = keep();
    keeper.follow('connected');
    keeper.follow('disconnected');
    await vi.advanceTimersByTimeAsync(0);
    expect(restarts).toHaveBeenCalledTimes(1);
    keeper.follow('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restarts).toHaveBeenCalledTimes(1);
  });

  it('is restarted with growing waits, then given up, once', async () => {
    const { keeper, restarts, onGivenUp } = keep(async () => Promise.reject(new Error('no signalling')));
    keeper.follow('failed');
    const counts: number[] = [];
    for (const waitMs of [1, 1_000, 2_000, 4_000, 8_000]) {
      await vi.advanceTimersByTimeAsync(waitMs);
      counts.push(restarts.mock.calls.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onGivenUp).toHaveBeenCalledTimes(1);
  });

  it('is restarted again when it fails after a restart that seemed to help', async () => {
    const { keeper, restarts } = keep(async () => keeper.follow('connecting'));
    keeper.follow('disconnected');
    await vi.advanceTimersByTimeAsync(0);
    keeper.follow('failed');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(restarts).toHaveBeenCalledTimes(2);
  });

  it('gets all its tries again when signalling is back', async () => {
    const { keeper, restarts } = keep();
    keeper.follow('failed');
    await vi.advanceTimersByTimeAsync(3_000);
    const before = restarts.mock.calls.length;
    keeper.mend();
    await vi.advanceTimersByTimeAsync(0);
    expect(restarts.mock.calls.length).toBe(before + 1);
  });

  it('is left alone after closing', async () => {
    const { keeper, restarts, onGivenUp } = keep();
    keeper.follow('failed');
    keeper.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restarts).not.toHaveBeenCalled();
    expect(onGivenUp).not.toHaveBeenCalled();
  });
});
