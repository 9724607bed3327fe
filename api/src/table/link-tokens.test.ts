import type { SeatId, TableId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { createLinkTokens, type LinkClaim } from './link-tokens.ts';

const tokens = createLinkTokens(new Uint8Array(32).fill(7));
const tableId = 'tb_abcdefghij' as TableId;
const CLAIMS: LinkClaim[] = [
  { kind: 'invite', tableId, generation: 1 },
  { kind: 'host', tableId, generation: 12 },
  { kind: 'seat', tableId, seatId: 'st_abcdefghij' as SeatId, generation: 3 },
];

describe('link tokens', () => {
  it.each(CLAIMS)('[R3] what was written is read back: $kind', (claim) =>
    expect(tokens.read(tokens.write(claim))).toEqual(claim),
  );

  it('[R3] a token with any character changed, cut or added is refused', () => {
    const token = tokens.write(CLAIMS[0]!);
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === 'x' ? 'y' : 'x';
      expect(tokens.read(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    }
    for (const wrong of ['', '.', '..', 'a.b.c', token.slice(0, -1), `${token}x`, `${token}.x`, `${token.slice(0, -1)}ё`])
      expect(tokens.read(wrong)).toBeNull();
  });

  it('[R3] another key’s token is refused, and rights are not interchangeable', () => {
    expect(createLinkTokens(new Uint8Array(32).fill(8)).read(tokens.write(CLAIMS[0]!))).toBeNull();
    const [table, , signature] = tokens.write(CLAIMS[0]!).split('.');
    expect(tokens.read(`${table}.h1.${signature}`)).toBeNull();
  });
});
