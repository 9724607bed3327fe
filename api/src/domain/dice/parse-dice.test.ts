import { describe, expect, it } from 'vitest';
import { diceHintText } from './dice-texts.ts';
import type { DiceHint } from './expression.ts';
import { DiceError, parseDice } from './parse-dice.ts';
import { formatDice } from './roll-dice.ts';

const read = (notation: string) => formatDice(parseDice(notation));
function failure(notation: string): DiceError {
  try {
    parseDice(notation);
  } catch (error) {
    if (error instanceof DiceError) return error;
    throw error;
  }
  throw new Error(`${notation} was read`);
}

describe('dice and numbers', () => {
  it.each([
    ['2d6+3', '2d6+3'],
    ['2к6+3', '2d6+3'],
    ['2Д6 + 3', '2d6+3'],
    ['d20', '1d20'],
    ['к20', '1d20'],
    ['1д20', '1d20'],
    ['D%', '1d100'],
    ['2d%%3', '2d100%3'],
    ['4dF', '4dF'],
    ['4дФ', '4dF'],
    ['(2+1)d6', '3d6'],
    ['(2*3-1)д%', '5d100'],
    ['1000d6', '1000d6'],
  ])('[G1.2] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['1d6*1.5', '1d6*1.5'],
    ['1d6+0.125', '1d6+0.125'],
    ['1d6+007', '1d6+7'],
  ])('[G1.3] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
});

describe('operators and functions', () => {
  it.each([
    ['-1+2d8', '-1+2d8'],
    ['1d20−2', '1d20-2'],
    ['1d20 – 1d4', '1d20-1d4'],
    ['1d20 — 1d4', '1d20-1d4'],
    ['1d20+-2', '1d20-2'],
    ['1d20--2', '1d20+2'],
    ['2d6++3', '2d6+3'],
    ['1d20-(-1d4)', '1d20+1d4'],
    ['2×1d6·3÷2', '2*1d6*3/2'],
    ['1d6^2', '1d6**2'],
    ['2**3**1+1d4', '2**3**1+1d4'],
    ['(2**3)**1+1d4', '(2**3)**1+1d4'],
    ['-1d4**2', '-1d4**2'],
    ['(-1d4)**2', '(-1d4)**2'],
    ['(1d6+2)*2', '(1d6+2)*2'],
    ['((1d6))', '1d6'],
    ['1d6-(2+3)', '1d6-(2+3)'],
    ['1d6*2+3', '1d6*2+3'],
    ['7d6//2%3', '7d6//2%3'],
  ])('[G1.4] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['FLOOR(1d6/2)', 'floor(1d6/2)'],
    ['max( 1d20 , 10 )', 'max(1d20,10)'],
    ['min(1d4,1d6,1d8)+ceil(1d6/2)', 'min(1d4,1d6,1d8)+ceil(1d6/2)'],
    ['round(1d6*0.5)-abs(1d4-3)', 'round(1d6*0.5)-abs(1d4-3)'],
  ])('[G1.6] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
});

describe('advantage', () => {
  it.each([
    ['1d20+5 adv', '2d20kh1+5'],
    ['adv 1d20', '2d20kh1'],
    ['1d20 adv + 5', '2d20kh1+5'],
    ['1d20adv+5', '2d20kh1+5'],
    ['1d20+5 advantage', '2d20kh1+5'],
    ['1d20 with advantage', '2d20kh1'],
    ['1d20+5 -adv', '2d20kh1+5'],
    ['1d20+5 --dis', '2d20kl1+5'],
    ['1d20+5 —adv', '2d20kh1+5'],
    ['к20+2 преим', '2d20kh1+2'],
    ['к20 с преимуществом', '2d20kh1'],
    ['с преимуществом к20', '2d20kh1'],
    ['к20 ПРЕИМУЩЕСТВО', '2d20kh1'],
    ['к20+1 пр', '2d20kh1+1'],
    ['к20 помеха', '2d20kl1'],
    ['к20 с помехой', '2d20kl1'],
    ['к20 пом', '2d20kl1'],
    ['1d20 disadv', '2d20kl1'],
    ['1d20 dis', '2d20kl1'],
    ['1d4+1d20+1d20 dis', '1d4+2d20kl1+1d20'],
    ['1d20ro1min10+7 adv', '2d20ro1min10kh1+7'],
    ['1d20[sneak]+2 adv # quiet', '2d20kh1[sneak]+2 # quiet'],
    ['max(1d20,10) adv', 'max(2d20kh1,10)'],
  ])('[G1.7] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
});

describe('modifiers', () => {
  it.each([
    ['4d6 kh3 kl1', '4d6kh3kl1'],
    ['5d6!kh3', '5d6!kh3'],
    ['4d6rr1rr2', '4d6rr1rr2'],
    ['4d6!5!6', '4d6!5!6'],
    ['4d6! p1', '4d6!6p=1'],
    ['4d6! !!', '4d6!6!!'],
    ['2d20rokh1', '2d20ro1kh1'],
  ])('[G1.8] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['4d6kh3', '4d6kh3'],
    ['4к6KH3', '4d6kh3'],
    ['2d20kl', '2d20kl1'],
    ['2d20k', '2d20kh1'],
    ['4d6k3', '4d6kh3'],
    ['4d6dl1', '4d6dl1'],
    ['4d6d1', '4d6dl1'],
    ['4d6dh', '4d6dh1'],
    ['4d6ph1pl1', '4d6dh1dl1'],
    ['4d6p1', '4d6p=1'],
    ['4d6p<3', '4d6p<=2'],
    ['4d6k>4', '4d6k>=5'],
    ['4d6k=6', '4d6k=6'],
  ])('[G1.9] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['2d6ro1', '2d6ro1'],
    ['2d6r', '2d6ro1'],
    ['2d6ro<=2', '2d6ro<=2'],
    ['2d6rr', '2d6rr1'],
    ['2d6rr<3', '2d6rr<=2'],
    ['4dFrr', '4dFrr=-1'],
  ])('[G1.10] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['3d6!', '3d6!'],
    ['3d6!6', '3d6!'],
    ['3d6!5', '3d6!5'],
    ['3d6!>=5', '3d6!>=5'],
    ['3d6x', '3d6!'],
    ['3d6x>4', '3d6!>=5'],
    ['3d6e6', '3d6!'],
    ['3d6xo', '3d6xo'],
    ['3d6ra6', '3d6ra'],
    ['3d6!!', '3d6!!'],
    ['3d6!p', '3d6!p'],
    ['3d6!!p', '3d6!!p'],
  ])('[G1.11] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['2d6mi2', '2d6min2'],
    ['1d20 min 10', null],
    ['1d20min10', '1d20min10'],
    ['2d6ma5', '2d6max5'],
    ['2d6max5', '2d6max5'],
  ])('[G1.12] %s is read as %s', (given, expected) => {
    if (expected === null) expect(failure(given).code).toBe('unexpected');
    else expect(read(given)).toBe(expected);
  });
  it.each([
    ['10d6>=5', '10d6>=5'],
    ['10d6 >= 5', '10d6>=5'],
    ['10d6=6', '10d6=6'],
    ['10d6cs>=5', '10d6>=5'],
    ['10d6>=5f1', '10d6>=5f1'],
    ['10d6>=5cf<2', '10d6>=5f<=1'],
    ['10d6!cs>=5', '10d6!cs>=5'],
    ['10d6cs6cs1', '10d6=6cs1'],
    ['4dF>=0', '4dF>=0'],
    ['4dF=-1', '4dF=-1'],
  ])('[G1.13] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['5d6>4', '5d6>=5'],
    ['5d6<3', '5d6<=2'],
    ['5d6≥4', '5d6>=4'],
    ['5d6≤4', '5d6<=4'],
    ['5d6<>4', '5d6<>4'],
    ['5d6≠4', '5d6<>4'],
    ['5d6==4', '5d6=4'],
  ])('[G1.14] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
});

describe('groups, labels and comments', () => {
  it.each([
    ['{4d6,3d8}kh1', '{4d6,3d8}kh1'],
    ['(1d4+1, 3, 2d6kl1)kh1', '{1d4+1,3,2d6kl1}kh1'],
    ['{1d20+5,1d20+5}>=15', '{1d20+5,1d20+5}>=15'],
    ['{4d6+2d8}kh3', '{4d6+2d8}kh3'],
    ['(2d6+1d8)>=5', '{2d6+1d8}>=5'],
    ['{1d6,1d8}', '{1d6,1d8}'],
    ['{1d6+2}', '1d6+2'],
  ])('[G1.15] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['2d6[fire]+1d8 [ холод ]', '2d6[fire]+1d8[холод]'],
    ['1d6[magic][fire]', '1d6[magic, fire]'],
    ['(1d6+2)[all]*2', '(1d6+2)[all]*2'],
    ['1d20+5[DEX]-2[cover]', '1d20+5[DEX]-2[cover]'],
    ['1d20+-(1d4)[bane]', '1d20-1d4[bane]'],
    ['1d20+(-1d4)[bane]', '1d20+(-1d4)[bane]'],
    ['{1d6,1d8}kh1[best]', '{1d6,1d8}kh1[best]'],
    ['max(1d6,2)[x]', 'max(1d6,2)[x]'],
  ])('[G1.16] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
  it.each([
    ['1d20+5 # скрытность', '1d20+5 # скрытность'],
    ['1d20#1d20', '1d20 # 1d20'],
    ['1d20 # ', '1d20'],
  ])('[G1.17] %s is read as %s', (given, expected) => expect(read(given)).toBe(expected));
});

describe('hints', () => {
  it.each<[string, DiceHint[]]>([
    ['2d6+3', []],
    ['4d6>=4', []],
    ['4d6>4', ['strict_comparison']],
    ['2d6r<2', ['reroll_once', 'strict_comparison']],
    ['2d6ro1', []],
    ['8d6//2', ['floor_division']],
    ['8d6/2/2', ['rounded_down']],
    ['10d6cs6', ['counts_successes']],
    ['4d6k3', ['keeps_highest']],
    ['4d6kh3', []],
    ['2d6x2', ['explodes']],
    ['2d6x', []],
  ])('[G1.18] %s gives %s', (given, hints) => {
    expect(parseDice(given).hints).toEqual(hints);
    for (const hint of hints) expect(diceHintText(hint, 'en')).not.toBe(diceHintText(hint, 'ru'));
  });
  it('[G1.18] the form that is written needs no hint about comparisons and rerolls', () => {
    for (const notation of ['4d6>4', '2d6r<2', '4d6k3', '2d6x2', '5d6cs>4']) expect(parseDice(read(notation)).hints).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each<[string, DiceError['code'], number]>([
    ['', 'empty', 0],
    ['  ', 'empty', 2],
    ['adv', 'empty', 3],
    ['# text', 'empty', 0],
    ['20', 'no_dice', 0],
    ['1+2', 'no_dice', 0],
    ['-7/2', 'no_dice', 0],
    ['1d1+19', 'out_of_range', 2],
    ['20d1', 'out_of_range', 3],
    ['0d6', 'out_of_range', 0],
    ['1d0', 'out_of_range', 2],
    ['1d1001', 'out_of_range', 2],
    ['1d20+100000', 'out_of_range', 5],
    ['1000000000d6', 'out_of_range', 0],
    ['1d6**100', 'exponent', 5],
    ['(2-2)d6', 'out_of_range', 0],
    ['600d6+600d6', 'too_many', 11],
    ['999d20+d20+d20 adv', 'too_many', 14],
    [`1d6${'+1'.repeat(65)}`, 'too_many_operators', 131],
    [`${'('.repeat(13)}1d6`, 'too_deep', 13],
    ['1d6'.repeat(100), 'too_long', 256],
    ['-d-20', 'unexpected', 2],
    ['2d6+', 'unexpected', 4],
    ['2d6+++3', 'unexpected', 5],
    ['2d6 3', 'unexpected', 4],
    ['2 d6', 'unexpected', 2],
    ['2d 6', 'unexpected', 2],
    ['1d20 fire', 'unexpected', 5],
    ['1d20 perception', 'unexpected', 5],
    ['1d20, stealth', 'unexpected', 4],
    ['1d20 // stealth', 'unexpected', 8],
    ['1d20 🎲', 'unexpected', 5],
    ['1d20 adverb', 'unexpected', 5],
    ['1d20+5>=15', 'unexpected', 6],
    ['4к6к3', 'unexpected', 3],
    ['4d6e', 'unexpected', 4],
    ['4d6d', 'unexpected', 3],
    ['(1d6', 'unexpected', 4],
    ['1d6)', 'unexpected', 3],
    ['{1d6,1d8)', 'unexpected', 8],
    ['floor(1d6,2)', 'unexpected', 9],
    ['floor 1d6', 'unexpected', 6],
    ['sqrt(1d6)', 'unexpected', 0],
    ['(1d20+5)kh1', 'unexpected', 8],
    ['{1d6,1d8}!', 'unexpected', 9],
    ['{1d6,1d8}rr<9', 'unexpected', 9],
    ['1d6[', 'unexpected', 4],
    ['1d6[fire', 'unexpected', 8],
    ['1d6[a[b]]', 'unexpected', 5],
    [`1d6[${'x'.repeat(41)}]`, 'unexpected', 4],
    [`1d6 # ${'x'.repeat(121)}`, 'unexpected', 5],
    ['1d6[]', 'unexpected', 4],
    ['1d6[a\u0007b]', 'unexpected', 5],
    ['[fire]1d6', 'unexpected', 0],
    ['1d6 # a\u0000b', 'unexpected', 7],
    ['1d6+1.2345', 'unexpected', 9],
    ['1d6+1.', 'unexpected', 6],
    ['4d6kh5', 'out_of_range', 5],
    ['4d6kh0', 'out_of_range', 5],
    ['1d20min21', 'out_of_range', 7],
    ['4d6>=', 'unexpected', 5],
    ['4d6>=5!', 'after_count', 6],
    ['4d6f1', 'no_successes', 5],
    ['1d20 adv dis', 'repeated', 9],
    ['2d6 adv', 'no_d20', 7],
    ['2d20kh1 adv', 'no_d20', 11],
    ['1d20! adv', 'no_d20', 9],
  ])('[G1.19] %s is refused with %s at %i', (notation, code, position) => {
    const { code: given, position: at } = failure(notation);
    expect([given, at]).toEqual([code, position]);
  });
  it.each<[string, DiceError['code'], number]>([
    ['1d6!>0', 'endless', 3],
    ['1d2rr1rr2', 'endless', 6],
    ['4dF!>=-1', 'endless', 3],
    ['1d20/0', 'divides_by_zero', 5],
    ['1d20/(1d4-1)', 'divides_by_zero', 5],
    ['1d20%(1d4-2)', 'divides_by_zero', 5],
    ['1d20**1d20', 'exponent', 6],
    ['1d20**-1', 'exponent', 6],
    ['2**(1d6/2)', 'exponent', 3],
    ['99999*99999*1d4', 'too_large', 6],
    ['1d1000**4', 'too_large', 8],
    ['1d4/0.001/0.001/0.001', 'too_large', 16],
  ])('[G1.21] %s is refused with %s at %i', (notation, code, position) => {
    const { code: given, position: at } = failure(notation);
    expect([given, at]).toEqual([code, position]);
  });
  it('[G1.20] the limits themselves are read', () => {
    expect(read(`1d6${'+1'.repeat(64)}`)).toHaveLength(3 + 128);
    expect(read(`${'('.repeat(12)}1d6${')'.repeat(12)}`)).toBe('1d6');
    expect(read('500d1000+500d1000+99999')).toBe('500d1000+500d1000+99999');
    expect(read(`1d6 # ${'x'.repeat(120)}`)).toHaveLength(126);
  });
});
