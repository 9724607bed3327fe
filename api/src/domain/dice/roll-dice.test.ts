import { rollNodeSchema } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { doubleDice, withMode } from './change-dice.ts';
import { DiceError, parseDice } from './parse-dice.ts';
import { formatDice, rollDice } from './roll-dice.ts';
import { seededSource, showing } from './testing/sources.ts';

/** Rolls what shows these faces, all of which have to be drawn. */
function roll(notation: string, ...faces: number[]) {
  const source = showing(...faces);
  const rolled = rollDice(parseDice(notation), source);
  expect(source.left()).toBe(0);
  expect(rollNodeSchema.parse(rolled.tree)).toEqual(rolled.tree);
  return rolled;
}
/** The dice of the leftmost term, as `6`, `1x` where dropped, `17:6+6+5` where they count otherwise, with their marks. */
function shown(notation: string, ...faces: number[]): string {
  const { tree } = roll(notation, ...faces);
  let node = tree;
  while (node.kind === 'chain' || node.kind === 'group') {
    const next = node.kind === 'chain' ? node.parts[0]?.node : node.items[0]?.node;
    if (next === undefined) throw new Error('empty');
    node = next;
  }
  if (node.kind !== 'dice') throw new Error('no dice on the left');
  return node.dice
    .map(({ faces: drawn, counts, kept, marks }) => {
      const face = drawn.join('+');
      return `${String(counts) === face ? face : `${counts}:${face}`}${kept ? '' : 'x'}${marks.map((mark) => ` ${mark}`).join('')}`;
    })
    .join(', ');
}

describe('drawing', () => {
  it('[G1.23] each die is drawn once, in order, and every draw is listed', () => {
    const rolled = roll('2d6ro1-1d4+3-1', 1, 2, 5, 4);
    expect(rolled).toMatchObject({ notation: '2d6ro1-1d4+3-1', modifier: 2, total: 5, natural: null, comment: null });
    expect(rolled.draws).toEqual([
      [6, 1],
      [6, 2],
      [6, 5],
      [4, 4],
    ]);
    expect(rolled.dice).toEqual([
      { sides: 6, value: 1, kept: false },
      { sides: 6, value: 5, kept: true },
      { sides: 6, value: 2, kept: true },
      { sides: 4, value: 4, kept: true },
    ]);
  });
  it('[G1.23] 10,000 d20 of a seeded source are spread evenly', () => {
    const source = seededSource(20);
    const d20 = parseDice('1d20');
    const counts = Array.from({ length: 20 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const face = rollDice(d20, source).total - 1;
      counts[face] = (counts[face] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    // 19 degrees of freedom: 0.1% of fair dice are above 43.8, and 0.1% below 5.4.
    expect(chiSquare).toBeLessThan(43.8);
    expect(chiSquare).toBeGreaterThan(5.4);
  });
  it('[G1.23] the dice of a seed are the same each time', () => {
    const twice = [1, 2].map(() => rollDice(parseDice('20d20!'), seededSource(7)).draws);
    expect(twice[0]).toEqual(twice[1]);
    expect(rollDice(parseDice('20d20!'), seededSource(8)).draws).not.toEqual(twice[0]);
  });
  it.each([-1, 20, 1.5, Number.NaN])('[G1.23] a source that draws %s is refused', (drawn) => {
    expect(() => rollDice(parseDice('1d20'), { next: () => drawn })).toThrow(RangeError);
  });
  it.each(['1d1000!>=2', '1d6rr<=5+999d20', '1d2!!', '500d6!p>=2', '10d2!+500d2!!'])(
    '[G1.24] %s draws 1,000 dice at most',
    (notation) => {
      const highest = rollDice(parseDice(notation), { next: (sides) => sides - 1 });
      const lowest = rollDice(parseDice(notation), { next: () => 0 });
      expect(Math.max(highest.draws.length, lowest.draws.length)).toBe(1_000);
      expect([highest, lowest].some(({ tree }) => JSON.stringify(tree).includes('"capped"'))).toBe(true);
      expect(highest.dice.length).toBe(highest.draws.length);
    },
  );
});

describe('modifiers', () => {
  it.each<[string, number[], string]>([
    ['4d6kh3', [3, 6, 1, 3], '3, 6, 1x, 3'],
    ['4d6kl1', [3, 6, 1, 1], '3x, 6x, 1, 1x'],
    ['4d6dl1', [3, 3, 6, 3], '3, 3, 6, 3x'],
    ['4d6dh1', [6, 3, 6, 3], '6, 3, 6x, 3'],
    ['4d6kh1kl1', [3, 6, 1, 4], '3x, 6, 1, 4x'],
    ['4d6k>=4', [3, 6, 1, 4], '3x, 6, 1x, 4'],
    ['4d6p1', [3, 6, 1, 4], '3, 6, 1x, 4'],
    ['1d20+2 adv', [4, 17], '4x, 17'],
    ['1d20+2 dis', [4, 17], '4, 17x'],
    ['1d20 adv', [9, 9], '9, 9x'],
  ])('[G1.9] %s showing %s keeps %s', (notation, faces, expected) => expect(shown(notation, ...faces)).toBe(expected));
  it.each<[string, number[], string]>([
    ['2d6ro1', [1, 4, 1], '1x rerolled, 1, 4'],
    ['2d6rr1', [1, 4, 1, 1, 3], '1x rerolled, 1x rerolled, 1x rerolled, 3, 4'],
    ['2d6ro<=2', [2, 1, 1, 6], '2x rerolled, 1, 1x rerolled, 6'],
    ['2d20ro1kh1', [1, 12, 20], '1x rerolled, 20 critical, 12x'],
  ])('[G1.10] %s showing %s gives %s', (notation, faces, expected) => expect(shown(notation, ...faces)).toBe(expected));
  it.each<[string, number[], string]>([
    ['3d6!', [6, 2, 3, 6, 1], '6 exploded, 6 exploded, 1, 2, 3'],
    ['3d6xo', [6, 2, 6, 6, 6], '6 exploded, 6, 2, 6 exploded, 6'],
    ['3d6ra6', [2, 6, 6, 6], '2, 6 exploded, 6, 6'],
    ['3d6!!', [6, 2, 3, 6, 5], '17:6+6+5 compounded, 2, 3'],
    ['2d6!p', [6, 2, 6, 1], '6 exploded, 5:6 penetrated exploded, 0:1 penetrated, 2'],
    ['2d6!!p', [6, 2, 6, 1], '11:6+6+1 compounded, 2'],
    ['2d6!>=5', [5, 1, 4], '5 exploded, 4, 1'],
    ['2d6e1', [1, 6, 2], '1 exploded, 2, 6'],
  ])('[G1.11] %s showing %s gives %s', (notation, faces, expected) => expect(shown(notation, ...faces)).toBe(expected));
  it.each<[string, number[], string]>([
    ['2d6min3', [1, 4], '3:1 raised, 4'],
    ['2d6max3', [1, 4], '1, 3:4 lowered'],
    ['1d20min10', [20], '20 critical'],
  ])('[G1.12] %s showing %s gives %s', (notation, faces, expected) => expect(shown(notation, ...faces)).toBe(expected));
  it.each<[string, number[], string]>([
    ['4d6kh3!', [6, 1, 2, 3, 4], '6 exploded, 4, 1x, 2, 3'],
    ['3d6!kh1', [6, 1, 2, 5], '6 exploded, 5x, 1x, 2x'],
    ['2d6min3ro3', [1, 4, 2], '3:1x raised rerolled, 2, 4'],
  ])('[G1.8] %s works from the left: %s gives %s', (notation, faces, expected) =>
    expect(shown(notation, ...faces)).toBe(expected),
  );
  it.each<[string, number[], number]>([
    ['5d6>=5', [5, 6, 1, 2, 4], 2],
    ['5d6>=5f1', [5, 1, 1, 2, 1], -2],
    ['5d6>=5f1+3', [5, 6, 1, 2, 4], 4],
    ['4d6kh3cs>=5', [5, 6, 5, 5], 3],
    ['4dF', [1, 2, 3, 3], 1],
    ['4dF>=0', [1, 2, 3, 3], 3],
  ])('[G1.13] %s showing %s counts %i', (notation, faces, total) => expect(roll(notation, ...faces).total).toBe(total));
});

describe('values', () => {
  it.each<[string, number[], number]>([
    ['-7/2+1d2*0', [1], -4],
    ['-7//2+1d2*0', [1], -4],
    ['1d2*0-7//2', [1], -3],
    ['1d2*0-7%3', [2], -1],
    ['(0-7)%3+1d2*0', [2], 2],
    ['7/2*2+1d2*0', [2], 7],
    ['7//2*2+1d2*0', [2], 6],
    ['0.29*100+1d2*0', [1], 29],
    ['1d6/3*3', [5], 5],
    ['1d8/2', [5], 2],
    ['0-1d8/2', [5], -3],
  ])('[G1.5] %s showing %s is %i', (notation, faces, total) => expect(roll(notation, ...faces).total).toBe(total));
  it.each<[string, number[], number]>([
    ['2+1d6*3', [4], 14],
    ['(2+1d6)*3', [4], 18],
    ['10-2-1d6', [4], 4],
    ['-1d4**2', [3], -9],
    ['(-1d4)**2', [3], 9],
    ['2**1d4**1', [3], 8],
    ['100//1d6%7', [3], 5],
    ['1d20--2', [7], 9],
  ])('[G1.4] %s showing %s is %i', (notation, faces, total) => expect(roll(notation, ...faces).total).toBe(total));
  it.each<[string, number[], number]>([
    ['floor(1d6/2)', [5], 2],
    ['ceil(1d6/2)', [5], 3],
    ['round(1d6/2)', [5], 3],
    ['round(0-1d6/2)', [5], -2],
    ['abs(1d6-6)', [2], 4],
    ['max(1d20,10)', [3], 10],
    ['min(1d4,1d6,3)', [4, 2], 2],
  ])('[G1.6] %s showing %s is %i', (notation, faces, total) => expect(roll(notation, ...faces).total).toBe(total));
  it.each<[string, number[], number, boolean[]]>([
    ['{2d6,1d8}kh1', [1, 2, 8], 8, [false, true]],
    ['{1d4+1,3,2d6kl1}kh1', [1, 6, 4], 4, [false, false, true]],
    ['{1d6,1d8}', [2, 3], 5, [true, true]],
    ['{1d6,1d6,1d6}dl1', [2, 2, 3], 5, [true, false, true]],
    ['{1d20+5,1d20+5,1d20}>=15f<=6', [10, 3, 1], 0, [true, true, true]],
  ])('[G1.15] %s showing %s is %i', (notation, faces, total, kept) => {
    const { tree, total: given } = roll(notation, ...faces);
    expect(given).toBe(total);
    expect(tree.kind === 'group' && tree.items.map((item) => item.kept)).toEqual(kept);
  });
  it('[G1.15] a group of one sum is about the dice in it', () => {
    const rolled = roll('{3d6+2d8}kh2+1', 1, 6, 2, 8, 3);
    expect(rolled.total).toBe(15);
    expect(rolled.dice.map(({ kept }) => kept)).toEqual([false, true, false, true, false]);
    expect(roll('{3d6+2d8}>=6f1', 1, 6, 2, 8, 3).total).toBe(1);
  });
});

describe('the result', () => {
  it('[G1.25] is a tree with every die, label, operator and value', () => {
    expect(roll('2d6kh1[fire]-(1d4+1)*2', 3, 5, 2).tree).toEqual({
      kind: 'chain',
      value: -1,
      label: null,
      parts: [
        {
          operator: null,
          node: {
            kind: 'dice',
            value: 5,
            label: 'fire',
            notation: '2d6kh1',
            sides: 6,
            isFate: false,
            isCount: false,
            dice: [
              { faces: [3], counts: 3, kept: false, marks: [] },
              { faces: [5], counts: 5, kept: true, marks: [] },
            ],
          },
        },
        {
          operator: '-',
          node: {
            kind: 'chain',
            value: 6,
            label: null,
            parts: [
              {
                operator: null,
                node: {
                  kind: 'chain',
                  value: 3,
                  label: null,
                  parts: [
                    {
                      operator: null,
                      node: {
                        kind: 'dice',
                        value: 2,
                        label: null,
                        notation: '1d4',
                        sides: 4,
                        isFate: false,
                        isCount: false,
                        dice: [{ faces: [2], counts: 2, kept: true, marks: [] }],
                      },
                    },
                    { operator: '+', node: { kind: 'number', value: 1, label: null } },
                  ],
                },
              },
              { operator: '*', node: { kind: 'number', value: 2, label: null } },
            ],
          },
        },
      ],
    });
  });
  it('[G1.25] the comment stands apart from the notation', () => {
    expect(roll('1d20+1 # Скрытность', 4)).toMatchObject({ notation: '1d20+1', comment: 'Скрытность' });
  });
  it.each<[string, number[], number | null]>([
    ['1d20+5', [20], 20],
    ['1d20', [1], 1],
    ['1d20', [19], null],
    ['1d20 adv', [20, 3], 20],
    ['1d20 dis', [20, 3], null],
    ['1d20+5+1d4', [20, 1], 20],
    ['1d4+1d20', [1, 20], 20],
    ['2d20', [20, 20], null],
    ['2d20+1d20', [20, 20, 20], null],
    ['1d20+1d20', [20, 1], 20],
    ['1d20ro1', [1, 20], 20],
    ['1d20min10', [1], 1],
    ['{1d20,1d20}kh1', [1, 20], 20],
    ['max(1d20,10)', [1], 1],
    ['1d20!!', [20, 4], null],
    ['1d100', [20], null],
    ['1d20>=15', [20], 20],
  ])('[G1.26] %s showing %s has the natural %s', (notation, faces, natural) => {
    expect(roll(notation, ...faces).natural).toBe(natural);
  });
});

describe('changed dice', () => {
  it.each([
    ['2d6+3', '4d6+3'],
    ['1d8[cold]+4d6kh3', '2d8[cold]+8d6kh6'],
    ['(1d8+2)*2', '(2d8+2)*2'],
    ['{1d6,2d4}kh1', '{2d6,4d4}kh1'],
    ['5d6dl2p=1', '10d6dl4p=1'],
  ])('[G1.27] the critical dice of %s are %s', (given, expected) => {
    const doubled = doubleDice(parseDice(given));
    expect(formatDice(doubled)).toBe(expected);
    expect(formatDice(parseDice(formatDice(doubled)))).toBe(expected);
  });
  it('[G1.27] dice that would be too many, or worth too much, are refused', () => {
    for (const notation of ['501d6', '{400d6}kh1+200d6', '1d1000*1d1000*600']) {
      expect(() => doubleDice(parseDice(notation))).toThrow(DiceError);
    }
  });
  it('[G1.7] a mode can be given apart from the notation', () => {
    expect(formatDice(withMode(parseDice('1d20+3'), 'advantage'))).toBe('2d20kh1+3');
    expect(formatDice(withMode(parseDice('1d20+3'), 'disadvantage'))).toBe('2d20kl1+3');
    expect(() => withMode(parseDice('2d6'), 'advantage')).toThrow(DiceError);
  });
});
