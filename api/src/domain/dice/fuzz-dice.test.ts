import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from './bounds.ts';
import type { DiceExpression, ExpressionNode } from './expression.ts';
import { DiceError, parseDice } from './parse-dice.ts';
import { formatDice, type RandomSource, rollDice } from './roll-dice.ts';
import { makeExpression } from './testing/random-notation.ts';
import { seededSource } from './testing/sources.ts';

const SEED = 20_261_121;
/** Characters of no notation: wherever one of them stands outside of text, reading has to stop at it or before. */
const FOREIGN = ['¤', 'q', 'Щ', '@', '\u0000', '🎲', '"', '_'] as const;
const PIECES =
  '1 20 3 d к д d6 2d20 F % + - * / // ** ^ ( ) { } , kh kl k d1 dl p rr ro r ! !! !p x xo e mi ma min max( abs( > >= < = ≥ cs cf f [ ] [a] # adv dis преим с помехой -adv . 1.5 0 99999 — × q 🎲 \u0000'
    .split(' ')
    .concat([' ', '  ']);

/** The expression, or the error, which has to have its position within the text. Anything else is thrown on. */
function read(notation: string): DiceExpression | DiceError {
  try {
    return parseDice(notation);
  } catch (error) {
    if (!(error instanceof DiceError)) throw error;
    if (error.position < 0 || error.position > notation.length) throw new Error(`${notation}: position ${error.position}`);
    return error;
  }
}

/** Where text begins that may hold anything: from the first bracket or hash on. */
function endOfSyntax(notation: string): number {
  const text = notation.search(/[[#]/);
  return text === -1 ? notation.length : text;
}

/** No character is skipped: one of no notation, put anywhere before the first text, is what reading stops at. */
function refusesForeign(notation: string, random: RandomSource): boolean {
  const at = random.next(Math.max(2, endOfSyntax(notation) + 1)) % (endOfSyntax(notation) + 1);
  const foreign = FOREIGN[random.next(FOREIGN.length)] ?? FOREIGN[0];
  const error = read(notation.slice(0, at) + foreign + notation.slice(at));
  return error instanceof DiceError && (error.position <= at || error.code === 'too_long');
}

function mutate(text: string, random: RandomSource): string {
  const at = random.next(text.length + 2) % (text.length + 1);
  const piece = PIECES[random.next(PIECES.length)] ?? '';
  switch (random.next(4)) {
    case 0:
      return text.slice(0, at) + piece + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.next(3));
    case 2:
      return text.slice(0, at) + piece + text.slice(at + 1);
    default:
      return text.slice(at) + text.slice(0, at);
  }
}

function garbage(random: RandomSource): string {
  return Array.from({ length: random.next(30) }, () => PIECES[random.next(PIECES.length)] ?? '').join('');
}

/** Most are the same to the letter, which is quick to see. */
function expectSame(notation: string, given: ExpressionNode, expected: ExpressionNode): void {
  if (JSON.stringify(given) !== JSON.stringify(expected)) expect(given, notation).toEqual(expected);
}

function expectMeaning(notation: string, node: ExpressionNode): void {
  const expression = read(notation);
  if (expression instanceof DiceError) throw new Error(`${notation}: ${expression.message}`);
  expectSame(notation, expression.root, node);
}

describe('100,000 random notations', () => {
  it('[G1.19] 40,000 of the grammar mean what they were made to mean, in every dialect, and skip no character', () => {
    const random = seededSource(SEED);
    for (let index = 0; index < 40_000; index += 1) {
      const { text, node } = makeExpression(random);
      expectMeaning(text, node);
      if (!refusesForeign(text, random)) throw new Error(`a foreign character was skipped in ${text}`);
    }
  }, 60_000);
  it('[G1.19] 40,000 with mistakes and 20,000 of garbage are read whole or refused with a position', () => {
    const random = seededSource(SEED + 1);
    const seen = { read: 0, refused: 0 };
    for (let index = 0; index < 60_000; index += 1) {
      let notation = index % 3 === 2 ? garbage(random) : mutate(makeExpression(random).text, random);
      if (index % 2 === 0) notation = mutate(notation, random);
      const expression = read(notation);
      if (expression instanceof DiceError) {
        seen.refused += 1;
        continue;
      }
      seen.read += 1;
      const written = formatDice(expression);
      const again = read(written);
      if (again instanceof DiceError && again.code === 'too_long') continue;
      if (again instanceof DiceError) throw new Error(`${notation} was written as ${written}: ${again.message}`);
      expectSame(notation, again.root, expression.root);
      expect(again.comment).toBe(expression.comment);
      if (!refusesForeign(notation, random)) throw new Error(`a foreign character was skipped in ${notation}`);
    }
    expect(seen.read).toBeGreaterThan(5_000);
    expect(seen.refused).toBeGreaterThan(20_000);
  }, 60_000);
  it('[G1.20] the worst notations of full length are read or refused in no time', () => {
    const worst = [
      '(',
      '-',
      '1',
      'd',
      'd6+',
      '!',
      'adv',
      'с ',
      '[',
      '1d6[',
      '{1d6,',
      'max(',
      '9',
      '//',
      '1**',
      'rr',
      '1d6 ',
      '2d6kh1k',
      '#',
    ];
    const started = performance.now();
    for (const piece of worst) read(piece.repeat(256).slice(0, 256));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

/** Expressions as a property: shrinking is of the seed, which is enough to repeat a failure. */
const made = fc.integer({ min: 0, max: 2 ** 31 }).map((seed) => makeExpression(seededSource(seed)));

describe('properties', () => {
  it('[G1.22] what is written is read the same, and written the same again', () => {
    fc.assert(
      fc.property(made, ({ text }) => {
        const expression = parseDice(text);
        const written = formatDice(expression);
        expect(formatDice(parseDice(written))).toBe(written);
        expect(parseDice(written).root).toEqual(expression.root);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);
  it('[G1.25] a total lies within its bounds, and values come from what they hold', () => {
    fc.assert(
      fc.property(made, fc.integer(), ({ text }, seed) => {
        const expression = parseDice(text);
        const { min, max } = boundsOf(expression);
        for (const source of [seededSource(seed), { next: () => 0 }, { next: (sides: number) => sides - 1 }]) {
          const { total, tree, dice, draws } = rollDice(expression, source);
          expect(total).toBeGreaterThanOrEqual(Math.floor(min));
          expect(total).toBeLessThanOrEqual(max);
          expect(Math.floor(tree.value + 1e-7)).toBe(total);
          expect(dice).toHaveLength(draws.length);
          expect(dice.map(({ sides }) => sides).sort()).toEqual(draws.map(([sides]) => sides).sort());
        }
      }),
      { numRuns: 400 },
    );
  }, 60_000);
  it('[G1.9] as many dice are kept and dropped as was asked for, and none that is kept is worse', () => {
    const counts = fc
      .integer({ min: 1, max: 20 })
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count })));
    fc.assert(
      fc.property(counts, fc.constantFrom('kh', 'kl', 'dh', 'dl'), fc.integer(), ([count, chosen], keyword, seed) => {
        const { dice } = rollDice(parseDice(`${count}d6${keyword}${chosen}`), seededSource(seed));
        const kept = dice.filter((die) => die.kept).map(({ value }) => value);
        const dropped = dice.filter((die) => !die.kept).map(({ value }) => value);
        expect(kept).toHaveLength(keyword.startsWith('k') ? chosen : count - chosen);
        const isBest = keyword === 'kh' || keyword === 'dl';
        if (kept.length === 0 || dropped.length === 0) return;
        if (isBest) expect(Math.min(...kept)).toBeGreaterThanOrEqual(Math.max(...dropped));
        else expect(Math.max(...kept)).toBeLessThanOrEqual(Math.min(...dropped));
      }),
      { numRuns: 500 },
    );
  });
});
