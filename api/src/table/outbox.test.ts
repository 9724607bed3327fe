import type { SeatId, TableEvent } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { createOutbox, createPositionSeal } from './outbox.ts';

const seal = createPositionSeal(new Uint8Array(32).fill(1));
const ada = 'st_adaadaada' as SeatId;
const event = (n: number): TableEvent => ({ type: 'seat:left', seatId: `st_seat0000${n}` as SeatId });

describe('the numbered stream of a seat', () => {
  it('numbers without holes and replays what came after a cursor', () => {
    const outbox = createOutbox('e1', ada, seal);
    const first = outbox.push(event(1), 10);
    outbox.push(event(2), 15);
    expect(outbox.push(event(3), 90).n).toBe(3);
    expect(outbox.replayAfter(first)).toEqual([event(2), event(3)]);
    expect(outbox.replayAfter(outbox.cursor(90))).toEqual([]);
  });

  it('has no replay for another epoch, the future, or what the ring has lost', () => {
    const outbox = createOutbox('e1', ada, seal);
    const start = outbox.cursor(0);
    for (let n = 0; n < 401; n += 1) outbox.push(event(n), n);
    expect(outbox.replayAfter(start)).toBeNull();
    expect(outbox.replayAfter({ ...start, n: 1 })).toHaveLength(400);
    expect(outbox.replayAfter({ ...start, n: 402 })).toBeNull();
    expect(outbox.replayAfter({ ...start, epoch: 'e0', n: 400 })).toBeNull();
  });

  it('a sealed position opens for its seat only, has one length, and cannot be forged', () => {
    expect(seal.open(seal.seal(42, ada), ada)).toBe(42);
    expect(seal.open(seal.seal(42, ada), 'st_borborbor' as SeatId)).toBeNull();
    expect(seal.seal(1, ada)).toHaveLength(seal.seal(999_999, ada).length);
    for (const forged of ['', 'AAAA', 'x'.repeat(60)]) expect(seal.open(forged, ada)).toBeNull();
  });
});
