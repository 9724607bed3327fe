import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStream } from './stream-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const LIMITS = { firstTokenMs: 1_000, idleMs: 300 };

it('[D10] stops a request that does not begin, whatever arrives meanwhile', () => {
  const watch = watchStream(new AbortController().signal, LIMITS);
  watch.waiting();
  vi.advanceTimersByTime(999);
  watch.arrived();
  expect(watch.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect([watch.signal.aborted, watch.stoppedBy()]).toEqual([true, 'first']);
});
it('[D10] stops an answer that falls silent while we wait for it', () => {
  const watch = watchStream(new AbortController().signal, LIMITS);
  watch.began();
  watch.waiting();
  vi.advanceTimersByTime(299);
  watch.arrived();
  watch.waiting();
  vi.advanceTimersByTime(299);
  expect(watch.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(watch.stoppedBy()).toBe('silence');
});
it('the time of the caller is not silence of the model', () => {
  const watch = watchStream(new AbortController().signal, LIMITS);
  watch.began();
  watch.waiting();
  watch.arrived();
  vi.advanceTimersByTime(60_000);
  expect(watch.stoppedBy()).toBeNull();
  watch.close();
  expect(vi.getTimerCount()).toBe(0);
});
it('the caller’s own stop is told apart, also when it came before', () => {
  const controller = new AbortController();
  const watch = watchStream(controller.signal, LIMITS);
  controller.abort();
  expect([watch.signal.aborted, watch.stoppedBy()]).toEqual([true, 'caller']);
  expect(watchStream(controller.signal, LIMITS).stoppedBy()).toBe('caller');
});
