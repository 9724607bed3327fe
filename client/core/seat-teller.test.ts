import { describe, expect, it, vi } from 'vitest';
import { SeatTeller, type SeatNews } from './seat-teller.ts';

const news = (change: Partial<SeatNews> = {}): SeatNews => ({
  microphone: 'open',
  consent: true,
  hasRecogniser: false,
  ...change,
});

describe('what the table is told of the seat', () => {
  it('is only what has changed', async () => {
    const send = vi.fn(async () => undefined);
    const teller = new SeatTeller(send);
    teller.tell(news());
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
    teller.tell(news());
    teller.tell(news({ microphone: 'muted' }));
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send).toHaveBeenLastCalledWith({ microphone: 'muted' });
  });

  it('is one message at a time, and ends with the newest', async () => {
    const waiting: (() => void)[] = [];
    const send = vi.fn((_news: Partial<SeatNews>) => new Promise<void>((resolve) => waiting.push(resolve)));
    const teller = new SeatTeller(send);
    teller.tell(news());
    teller.tell(news({ consent: false }));
    teller.tell(news({ consent: true, microphone: 'muted' }));
    expect(send).toHaveBeenCalledTimes(1);
    waiting.shift()?.();
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send).toHaveBeenLastCalledWith({ microphone: 'muted' });
  });

  it('is told once more when the connection opened while the first try was failing', async () => {
    const tries: ((error?: Error) => void)[] = [];
    const send = vi.fn(
      (_news: Partial<SeatNews>) =>
        new Promise<void>((resolve, reject) => tries.push((error) => (error ? reject(error) : resolve()))),
    );
    const teller = new SeatTeller(send);
    teller.tell(news());
    teller.repeat();
    tries.shift()?.(new Error('no connection'));
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send).toHaveBeenLastCalledWith(news());
  });

  it('[V10] is told again in full after a connection was lost, so that a withdrawn consent is never forgotten', async () => {
    let isAway = true;
    const send = vi.fn(async (_news: Partial<SeatNews>) => {
      if (isAway) throw new Error('no connection');
    });
    const teller = new SeatTeller(send);
    teller.tell(news({ consent: false }));
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
    isAway = false;
    teller.repeat();
    await vi.waitFor(() => expect(send).toHaveBeenLastCalledWith(news({ consent: false })));
  });
});
