import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepToken, type RenewToken } from './token-keeper.ts';

describe('a media token', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function keep(renew: RenewToken) {
    const shown: string[] = [];
    const keeper = keepToken('first', renew, (token) => shown.push(token));
    return { keeper, shown };
  }

  it('is renewed soon after the first use, and then well before it expires', async () => {
    let count = 0;
    const { keeper, shown } = keep(async () => ({ token: `fresh ${(count += 1)}`, expiresInMs: 600_000 }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown).toEqual(['fresh 1']);
    await vi.advanceTimersByTimeAsync(359_000);
    expect(shown).toEqual(['fresh 1']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([shown.length, keeper.current()]).toEqual([2, 'fresh 2']);
    keeper.close();
  });

  it('is asked for again every two seconds while the api is away, and not after closing', async () => {
    const renew = vi.fn<RenewToken>().mockRejectedValue(new Error('away'));
    const { keeper, shown } = keep(renew);
    await vi.advanceTimersByTimeAsync(35_000);
    expect(renew).toHaveBeenCalledTimes(3);
    keeper.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(renew).toHaveBeenCalledTimes(3);
    expect(shown).toEqual([]);
  });

  it('that was refused is renewed at once, once', async () => {
    const renew = vi.fn<RenewToken>().mockResolvedValue({ token: 'fresh', expiresInMs: 600_000 });
    const { keeper } = keep(renew);
    keeper.renewNow();
    keeper.renewNow();
    await vi.advanceTimersByTimeAsync(1);
    expect([renew.mock.calls.length, keeper.current()]).toEqual([1, 'fresh']);
    keeper.close();
  });
});
