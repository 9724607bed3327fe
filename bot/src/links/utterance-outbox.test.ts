import { formatId, ProtocolError, type Utterance } from '@skald/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeardUtterance } from '../presence/ports.ts';
import { createUtteranceOutbox } from './utterance-outbox.ts';

const tableId = formatId('table', new Uint8Array(8));
const seatId = formatId('seat', new Uint8Array(8));

function utteranceOf(seed: number): HeardUtterance {
  const utteranceId = formatId('utterance', Uint8Array.of(0, 0, 0, 0, 0, seed >> 8, seed & 15, (seed >> 4) & 15));
  const rest = { seatId, text: 'Hi.', language: null, confidence: null, target: 'table', hearing: 'provider' } as const;
  return { utteranceId, ...rest, overlaps: [], startedMs: seed, endedMs: seed + 1 };
}

describe('the outbox of utterances', () => {
  let aheadMs: number | null;
  let sent: Utterance[];
  let fails: boolean;
  beforeEach(() => {
    vi.useFakeTimers();
    [aheadMs, sent, fails] = [1_000, [], false];
  });
  afterEach(() => void vi.useRealTimers());

  const create = () =>
    createUtteranceOutbox({
      async send(_table, utterance) {
        sent.push(utterance);
        if (fails) throw new ProtocolError('timeout');
      },
      toApiMs: (ms) => (aheadMs === null ? null : ms + aheadMs),
      nowMs: () => performance.now(),
      log: { info: () => undefined, warn: () => undefined },
    });

  it('keeps what was not acknowledged for 60 s and sends it again every second', async () => {
    const outbox = create();
    fails = true;
    outbox.submit(tableId, utteranceOf(1));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(sent.length).toBeGreaterThan(50);
    expect(outbox.waiting).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(outbox.waiting).toBe(0);
    outbox.close();
  });

  it('sends nothing before the clocks are mapped, and the mapped times then', async () => {
    const outbox = create();
    aheadMs = null;
    outbox.submit(tableId, utteranceOf(7));
    expect(sent).toEqual([]);
    aheadMs = 500;
    outbox.flush();
    await vi.advanceTimersByTimeAsync(1);
    expect(sent[0]).toMatchObject({ startedAtMs: 507, endedAtMs: 508 });
    expect(outbox.waiting).toBe(0);
  });

  it('is bounded: the oldest go first', () => {
    const outbox = create();
    aheadMs = null;
    for (let seed = 0; seed < 400; seed += 1) outbox.submit(tableId, utteranceOf(seed));
    expect(outbox.waiting).toBe(300);
    aheadMs = 0;
    outbox.flush();
    expect(sent[0]?.startedAtMs).toBe(100);
  });
});
