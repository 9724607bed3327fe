import { createHash, createHmac, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiceDocument } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from './fairness.ts';
import { isPlainTotal } from './fairness-total.ts';

/** An evening as the api gave it to a seat: played once, and kept. */
const EVENING = readFileSync(join(import.meta.dirname, 'testing', 'dice-evening.json'), 'utf8');
const evening = (): DiceDocument => readDocument(EVENING)!;
const subtle = webcrypto.subtle as unknown as SubtleCrypto;
const check = async (document: DiceDocument, remembered: Record<string, string> = {}) =>
  (await checkDocument(document, remembered, subtle)).map(({ seed, state, faults, rolls }) => ({
    audience: seed.audience.replace(/st_\w+/, 'seat'),
    state,
    faults,
    wrong: rolls?.filter(({ mark }) => mark === 'false').length ?? null,
  }));

describe('[G2.8] checking a document in the browser', () => {
  it('finds every roll of a real evening true, and the DM’s sealed', async () => {
    expect(await check(evening())).toEqual([
      { audience: 'party', state: 'sound', faults: [], wrong: 0 },
      { audience: 'dm', state: 'sealed', faults: [], wrong: null },
      { audience: 'seat', state: 'sound', faults: [], wrong: 0 },
      { audience: 'dm+seat', state: 'sound', faults: [], wrong: 0 },
    ]);
    const [party] = await checkDocument(evening(), {}, subtle);
    expect(party?.rolls?.map(({ mark }) => mark)).toEqual(party?.rolls?.map(() => 'true'));
    expect(party?.rolls?.length).toBeGreaterThan(8);
    expect(party?.seed.contributions).toHaveLength(2);
  });

  type Forgery = (seed: DiceDocument['seeds'][number]) => void;
  it.each<[string, Forgery, string[]]>([
    ['a changed die', ({ rolls }) => void (rolls![1]!.draws[0]![1] = (rolls![1]!.draws[0]![1] % 20) + 1), []],
    ['a changed total', ({ rolls }) => void (rolls![1]!.total += 1), []],
    ['a missing roll', ({ rolls }) => void rolls!.splice(2, 1), ['hole']],
    ['a swapped order', ({ rolls }) => void rolls!.reverse(), ['hole']],
    ['another seed', (seed) => void (seed.seed = '0'.repeat(64)), ['commitment']],
    ['chance left out', (seed) => void seed.contributions.splice(0, 1), []],
  ])('finds out %s', async (_what, forge, faults) => {
    const document = evening();
    forge(document.seeds[0]!);
    const [party] = await check(document);
    expect(party).toMatchObject({ state: 'broken', faults });
    if (faults[0] !== 'hole') expect(party?.wrong).toBeGreaterThan(0);
  });

  it('finds out another commitment than this device was told during the evening', async () => {
    const { seedId, commitment } = evening().seeds[0]!;
    expect((await check(evening(), { [seedId]: 'f'.repeat(64) }))[0]).toMatchObject({ state: 'broken', faults: ['memory'] });
    const [party] = await checkDocument(evening(), { [seedId]: commitment }, subtle);
    expect(party).toMatchObject({ state: 'sound', isRemembered: true });
  });

  it('computes what the written recipe says, told here once more', async () => {
    const document = evening();
    const { seed, contributions, rolls } = document.seeds[0]!;
    const { counter, draws } = rolls!.at(-1)!;
    let chain = createHash('sha256').update(`skald dice v1${document.sessionId}`).digest();
    for (const { seatId, value } of contributions)
      chain = createHash('sha256')
        .update(chain)
        .update(seatId + value)
        .digest();
    const place = `${chain.toString('hex')}:${counter}:0:0`;
    const number = createHmac('sha256', Buffer.from(seed!, 'hex')).update(place).digest().readUIntBE(0, 6);
    expect(draws[0]).toEqual([draws[0]![0], (number % draws[0]![0]) + 1]);
  });

  it('reads nothing else', () => {
    for (const text of ['', '{}', '[]', 'null', '{"format":"skald-dice-2"}', EVENING.slice(0, 200)])
      expect(readDocument(text)).toBeNull();
    expect(readDocument(`{"document":${EVENING},"evenings":[]}`)).toEqual(evening());
  });
});

describe('[G2.8] totals of plain notations', () => {
  const of = (notation: string, values: readonly number[], total: number, sides = 6): boolean =>
    isPlainTotal({ notation, draws: values.map((value) => [sides, value]), total });
  it.each([
    ['2d6+3', [2, 5], 10, true],
    ['2d6+3', [2, 5], 11, false],
    ['4d6kh3', [1, 5, 6, 2], 13, true],
    ['4d6kl1-1', [4, 5, 6, 2], 1, true],
    ['2d6', [2], 2, false],
    ['1d6', [2, 2], 4, false],
    ['2d6!', [1, 1], 99, true],
  ] as const)('%s of %j is %i: %s', (notation, values, total, isRight) => {
    expect(of(notation, values, total)).toBe(isRight);
  });
  it('other dice than those of the notation are found out', () => {
    expect(of('1d8', [3], 3)).toBe(false);
  });
});
