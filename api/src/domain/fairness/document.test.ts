import type { SeatId, SeedId, SessionId, TableId } from '@skald/protocol';
import { diceDocumentSchema } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import type { Audience } from '../audience.ts';
import { diceDocument, type KeptSeed } from './document.ts';

const [ADA, BOR] = ['st_aaaaaaaaaaaaaaaaaaaa' as SeatId, 'st_bbbbbbbbbbbbbbbbbbbb' as SeatId];
const SESSION = 'se_aaaaaaaaaaaaaaaaaaaa' as SessionId;
const seedOf = (audience: Audience, index: number, revealedAtMs: number | null = null): KeptSeed => ({
  id: `sd_${String(index).padStart(20, '0')}` as SeedId,
  sessionId: SESSION,
  audience,
  seed: String(index).repeat(64).slice(0, 64),
  commitment: 'c'.repeat(64),
  contributions: audience === 'party' ? [{ seatId: BOR, value: 'b'.repeat(32), fromCounter: 0 }] : [],
  revealedAtMs,
});
const SEEDS = (['party', 'dm', ADA, BOR, `dm+${ADA}`, `dm+${BOR}`] as Audience[]).map((audience, index) =>
  seedOf(audience, index),
);
const read = (seeds: readonly KeptSeed[], seatId: SeatId, asked: string[] = []) =>
  diceDocument(
    {
      tableId: 'tb_aaaaaaaaaaaaaaaaaaaa' as TableId,
      session: { sessionId: SESSION, number: 1, startedAtMs: 0, endedAtMs: null },
      seeds,
      rollsOf: (seed) => {
        asked.push(seed.audience);
        return [{ counter: 0, draws: [[20, 7]], roll: { notation: '1d20', total: 7, label: '' } }];
      },
      nameOf: () => 'Boris',
    },
    seatId,
  );

describe('[G2.8] a document of dice', () => {
  it('holds what its reader belongs to, and of the DM’s dice the commitment alone', () => {
    const asked: string[] = [];
    const { seeds, names } = diceDocumentSchema.parse(read(SEEDS, ADA, asked));
    expect(seeds.map(({ audience, seed, rolls }) => [audience, seed, rolls?.length ?? null])).toEqual([
      ['party', null, 1],
      ['dm', null, null],
      [ADA, null, 1],
      [`dm+${ADA}`, null, 1],
    ]);
    expect(names).toEqual({ [BOR]: 'Boris' });
    expect(asked).toEqual(['party', ADA, `dm+${ADA}`]);
  });

  it('shows a seed once it is revealed, and with the DM’s its rolls', () => {
    const revealed = SEEDS.map((seed) => ({ ...seed, revealedAtMs: 1 }));
    const { seeds } = read(revealed, ADA);
    expect(seeds.map(({ audience, seed }) => [audience, seed !== null])).toEqual([
      ['party', true],
      ['dm', true],
      [ADA, true],
      [`dm+${ADA}`, true],
    ]);
    expect(seeds[1]?.rolls).toHaveLength(1);
  });
});
