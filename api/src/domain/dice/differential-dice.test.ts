import { DiceRoll, NumberGenerator } from '@dice-roller/rpg-dice-roller';
import { describe, expect, it } from 'vitest';
import { parseDice } from './parse-dice.ts';
import { type RandomSource, rollDice } from './roll-dice.ts';
import { seededSource } from './testing/sources.ts';

/** Ours, and what the peer calls the same: its `r` rerolls until, its `ro` once; equal faces are written with `=`. */
const PAIRS: readonly (readonly [ours: string, theirs: string])[] = [
  ['1d20', '1d20'],
  ['d20+5', 'd20+5'],
  ['2d6+3', '2d6+3'],
  ['1d20-1d4+2', '1d20-1d4+2'],
  ['3d%', '3d%'],
  ['4dF', '4dF'],
  ['2d20kh1+5', '2d20kh1+5'],
  ['2d20kl1', '2d20kl1'],
  ['4d6k3', '4d6k3'],
  ['4d6kh3', '4d6kh3'],
  ['4d6dl1', '4d6dl1'],
  ['4d6d1', '4d6d1'],
  ['6d6dh2', '6d6dh2'],
  ['4d6ro1', '4d6ro=1'],
  ['4d6ro<=2', '4d6ro<=2'],
  ['4d6rr1', '4d6r=1'],
  ['4d6rr<=3', '4d6r<=3'],
  ['5d6!', '5d6!'],
  ['5d6!>=5', '5d6!>=5'],
  ['5d6!3', '5d6!=3'],
  ['5d6!!', '5d6!!'],
  ['5d6!p', '5d6!p'],
  ['5d6!!p', '5d6!!p'],
  ['5d6!kh3', '5d6!kh3'],
  ['4d6min3', '4d6min3'],
  ['4d6max3', '4d6max3'],
  ['10d6>=5', '10d6>=5'],
  ['10d6>4', '10d6>4'],
  ['10d6=6', '10d6=6'],
  ['10d6<3', '10d6<3'],
  ['10d6<>3', '10d6<>3'],
  ['10d6>=5f1', '10d6>=5f=1'],
  ['10d6>=5f<=2', '10d6>=5f<=2'],
  ['{4d6,3d8}kh1', '{4d6,3d8}kh1'],
  ['{2d6+1,1d20,3d4}dl1', '{2d6+1,1d20,3d4}dl1'],
  ['{4d6+2d8}kh3', '{4d6+2d8}kh3'],
  ['{1d20+5,1d20+5,1d20+5}>=15', '{1d20+5,1d20+5,1d20+5}>=15'],
  ['(2d6+3)*2', '(2d6+3)*2'],
  ['2d6*3-1d4*2', '2d6*3-1d4*2'],
  ['10-2-1d6', '10-2-1d6'],
  ['1d6**2', '1d6**2'],
  ['100%1d20', '100%1d20'],
  ['floor(1d20/3)', 'floor(1d20/3)'],
  ['ceil(1d20/3)', 'ceil(1d20/3)'],
  ['round(1d20/2)', 'round(1d20/2)'],
  ['abs(1d6-6)', 'abs(1d6-6)'],
  ['max(1d20,10)+min(1d4,2)', 'max(1d20,10)+min(1d4,2)'],
  ['(2+1)d6', '(2+1)d6'],
  ['2d6[fire]+1d8', '2d6+1d8'],
];

/** The peer with the same draws: it takes what its engine gives modulo the number of faces. */
function rollTheirs(
  notation: string,
  draws: readonly (readonly [sides: number, value: number])[],
): { total: number; left: number } {
  const left = [...draws];
  const engine = {
    next(): number {
      const drawn = left.shift();
      if (drawn === undefined) throw new Error(`${notation}: the peer draws more dice`);
      return drawn[1] - 1;
    },
  };
  Object.assign(NumberGenerator.generator, { engine });
  const { total } = new DiceRoll(notation);
  return { total, left: left.length };
}

describe('against rpg-dice-roller with the same draws', () => {
  it.each(PAIRS)('[G1.25] %s gives what %s gives there', (ours, theirs) => {
    const source: RandomSource = seededSource(ours.length * 7919 + theirs.length);
    const expression = parseDice(ours);
    for (let index = 0; index < 60; index += 1) {
      const { total, draws, dice } = rollDice(expression, source);
      expect(dice).toHaveLength(draws.length);
      expect(rollTheirs(theirs, draws), JSON.stringify(draws)).toEqual({ total, left: 0 });
    }
  });
});
