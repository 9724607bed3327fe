import { describe, expect, it } from 'vitest';
import type { SeatId, TableId } from '@skald/protocol';
import { Closures } from './closures.ts';

const tableId = 'tb_00000001' as TableId;
const peerId = 'st_00000001' as SeatId;
const comer = (instance: string, issuedAtS: number) => ({ tableId, peerId, instance, issuedAtS });

describe('Closures', () => {
  it('a removed peer does not come back with a token it had', () => {
    const closures = new Closures(600);
    closures.add(tableId, peerId, { instance: undefined, code: 'seat_removed', atS: 100 });
    expect(() => closures.requireOpen(comer('a', 100))).toThrow(expect.objectContaining({ code: 'seat_removed' }));
    expect(() => closures.requireOpen(comer('b', 90))).toThrow(expect.objectContaining({ code: 'seat_removed' }));
    expect(() => closures.requireOpen(comer('a', 101))).not.toThrow();
  });

  it('[R5] a tab that was taken over does not take the seat back by itself, the other tab stays', () => {
    const closures = new Closures(600);
    closures.add(tableId, peerId, { instance: 'a', code: 'seat_superseded', atS: 100 });
    expect(() => closures.requireOpen(comer('a', 95))).toThrow(expect.objectContaining({ code: 'seat_superseded' }));
    expect(() => closures.requireOpen(comer('b', 95))).not.toThrow();
  });

  it('closings are forgotten once no token can be older', () => {
    const closures = new Closures(600);
    closures.add(tableId, peerId, { instance: undefined, code: 'seat_removed', atS: 100 });
    closures.add(tableId, 'dm', { instance: 'x', code: 'seat_superseded', atS: 701 });
    expect(() => closures.requireOpen(comer('a', 100))).not.toThrow();
  });
});
