import { describe, expect, it } from 'vitest';
import type { SeatId, TableId } from '@skald/protocol';
import { decideAdmission, type Holder } from './admission.ts';

const tableId = 'tb_00000001' as TableId;
const player = (instance: string): Holder => ({
  instance,
  claims: { role: 'player', tableId, peerId: 'st_00000001' as SeatId, mayPublish: true, mayHear: true },
});
const dm = (instance: string, lease: number): Holder => ({
  instance,
  claims: { role: 'dm', tableId, peerId: 'dm', mayPublish: true, mayHear: true, lease },
});

describe('decideAdmission', () => {
  it('the same instance takes up its peer', () => {
    expect(decideAdmission(player('a'), player('a'), 0)).toEqual({ kind: 'resume' });
    expect(decideAdmission(dm('a', 3), dm('a', 3), 3)).toEqual({ kind: 'resume' });
  });

  it('[R5] another instance takes the seat over', () => {
    expect(decideAdmission(player('a'), player('b'), 0)).toEqual({ kind: 'replace', code: 'seat_superseded' });
  });

  it('a newer lease closes the older dm', () => {
    expect(decideAdmission(dm('a', 3), dm('b', 4), 3)).toEqual({ kind: 'replace', code: 'lease_outdated' });
  });

  it.each([2, 3])('a dm with lease %i is refused while another holds lease 3', (lease) => {
    expect(() => decideAdmission(dm('a', 3), dm('b', lease), 3)).toThrow(expect.objectContaining({ code: 'lease_outdated' }));
  });

  it('an older lease is refused also after the newer dm has left; the same one may come again', () => {
    expect(() => decideAdmission(undefined, dm('b', 2), 3)).toThrow(expect.objectContaining({ code: 'lease_outdated' }));
    expect(decideAdmission(undefined, dm('b', 3), 3)).toEqual({ kind: 'new' });
  });
});
