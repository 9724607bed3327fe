import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiceError, parseDice } from './parse-dice.ts';
import { formatDice, type RandomSource, rollDice } from './roll-dice.ts';

const read = (notation: string) => formatDice(parseDice(notation));
function failure(notation: string): [DiceError['code'], number] {
  try {
    parseDice(notation);
  } catch (error) {
    if (error instanceof DiceError) return [error.code, error.position];
    throw error;
  }
  throw new Error(`${notation} was read`);
}
/** Shows the given faces in order, and throws beyond them. */
function showing(...faces: number[]): RandomSource {
  return {
    next() {
      const face = faces.shift();
      if (face === undefined) throw new Error('no more dice were expected');
      return face - 1;
    },
  };
}

describe('notation', () => {
  it.each([
    ['2d6+3', '2d6+3'],
    ['2к6+3', '2d6+3'],
    ['2Д6 + 3', '2d6+3'],
    ['d20', '1d20'],
    ['к20', '1d20'],
    ['D%', '1d100'],
    ['-1+2d8', '-1+2d8'],
    ['1d20−2', '1d20-2'],
    ['1d20 – 1d4', '1d20-1d4'],
    ['4d6kh3', '4d6kh3'],
    ['4к6KH3', '4d6kh3'],
    ['2d20kl', '2d20kl1'],
    ['1d20+5 adv', '2d20kh1+5'],
    ['adv 1d20', '2d20kh1'],
    ['1d20+5 advantage', '2d20kh1+5'],
    ['к20+2 преим', '2d20kh1+2'],
    ['к20 с преимуществом', '2d20kh1'],
    ['к20 помеха', '2d20kl1'],
    ['к20 с помехой', '2d20kl1'],
    ['1d20 dis', '2d20kl1'],
    ['1d4+1d20+1d20 dis', '1d4+2d20kl1+1d20'],
    ['1000d6', '1000d6'],
  ])('[G1] %s is read as %s', (given, expected) => {
    expect(read(given)).toBe(expected);
  });
  it.each<[string, DiceError['code'], number]>([
    ['', 'empty', 0],
    ['  ', 'empty', 2],
    ['adv', 'empty', 3],
    ['20', 'no_dice', 0],
    ['1+2', 'no_dice', 0],
    ['1d1+19', 'out_of_range', 0],
    ['20d1', 'out_of_range', 0],
    ['0d6', 'out_of_range', 0],
    ['1d0', 'out_of_range', 0],
    ['1d1001', 'out_of_range', 0],
    ['1d20+100000', 'out_of_range', 5],
    ['1000000000d6', 'out_of_range', 0],
    ['600d6+600d6', 'too_many', 0],
    ['1d6+'.repeat(32) + '1d6', 'too_many', 127],
    ['1d6'.repeat(100), 'too_long', 256],
    ['-d-20', 'unexpected', 1],
    ['2d6+', 'unexpected', 4],
    ['2d6++3', 'unexpected', 4],
    ['2d6 3', 'unexpected', 4],
    ['2d6!', 'unexpected', 3],
    ['4d6dl1', 'unexpected', 3],
    ['2d6*2', 'unexpected', 3],
    ['1d20 fire', 'unexpected', 5],
    ['1d20 🎲', 'unexpected', 5],
    ['1d20 adverb', 'unexpected', 5],
    ['4d6kh5', 'out_of_range', 3],
    ['4d6kh0', 'out_of_range', 3],
    ['1d20 adv dis', 'repeated', 9],
    ['2d6 adv', 'no_d20', 7],
    ['2d20kh1 adv', 'no_d20', 11],
  ])('[G1] %s is refused with %s at %i', (notation, code, position) => {
    expect(failure(notation)).toEqual([code, position]);
  });
  it('[G1] any text is read or refused with a position in it, and what is read is read the same again', () => {
    const piece = fc.constantFrom('1', '20', 'd', 'к', '+', '-', ' ', 'kh', 'kl', 'adv', 'помеха', 'x', '!', '6');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        (notation) => {
          try {
            expect(read(read(notation))).toBe(read(notation));
          } catch (error) {
            if (!(error instanceof DiceError)) throw error;
            expect(error.position).toBeGreaterThanOrEqual(0);
            expect(error.position).toBeLessThanOrEqual(notation.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('rolling', () => {
  it('[G1] rolls each die once, in order, and adds up', () => {
    expect(rollDice(parseDice('2d6-1d4+3-1'), showing(5, 2, 4))).toEqual({
      notation: '2d6-1d4+3-1',
      dice: [
        { sides: 6, value: 5, kept: true },
        { sides: 6, value: 2, kept: true },
        { sides: 4, value: 4, kept: true },
      ],
      modifier: 2,
      total: 5,
      natural: null,
    });
  });
  it.each([
    ['4d6kh3', [3, 6, 1, 3], [true, true, false, true], 12],
    ['4d6kl1', [3, 6, 1, 1], [false, false, true, false], 1],
    ['1d20+2 adv', [4, 17], [false, true], 19],
    ['1d20+2 dis', [4, 17], [true, false], 6],
    ['1d20 adv', [9, 9], [true, false], 9],
  ])('[G1] %s keeps what it says', (notation, faces, kept, total) => {
    const rolled = rollDice(parseDice(notation), showing(...faces));
    expect(rolled.dice.map((die) => die.kept)).toEqual(kept);
    expect(rolled.total).toBe(total);
  });
  it.each([
    ['1d20+5', [20], 20],
    ['1d20', [1], 1],
    ['1d20 adv', [20, 3], 20],
    ['1d20 dis', [20, 3], null],
    ['1d20+1d4', [20, 1], 20],
    ['2d20', [20, 20], null],
    ['1d20+1d20', [20, 20], null],
    ['1d100', [20], null],
  ])('[G1] %s showing %s has the natural %s', (notation, faces, natural) => {
    expect(rollDice(parseDice(notation), showing(...faces)).natural).toBe(natural);
  });
  it.each([-1, 20, 1.5, Number.NaN])('a source that draws %s is refused', (drawn) => {
    expect(() => rollDice(parseDice('1d20'), { next: () => drawn })).toThrow(RangeError);
  });
});
