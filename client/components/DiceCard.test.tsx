// @vitest-environment happy-dom
import { formatId, type DiceRollNode, type Roll, type RolledDie, type RollNode } from '@skald/protocol';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { WordsContext, wordsIn } from '../hooks/useWords.ts';
import { DiceCard } from './DiceCard.tsx';

afterEach(cleanup);

const die = (face: number, change: Partial<RolledDie> = {}): RolledDie => ({
  faces: [face],
  counts: face,
  kept: true,
  marks: [],
  ...change,
});
const diceOf = (notation: string, sides: number, dice: RolledDie[], change: Partial<DiceRollNode> = {}): DiceRollNode => ({
  kind: 'dice',
  value: dice.reduce((sum, { counts, kept }) => sum + (kept ? counts : 0), 0),
  label: null,
  notation,
  sides,
  isFate: false,
  isCount: false,
  dice,
  ...change,
});
const number = (value: number): RollNode => ({ kind: 'number', value, label: null });

function show(tree: RollNode | null, change: Partial<Roll> = {}, language: 'en' | 'ru' = 'en'): HTMLElement {
  const roll: Roll = {
    rollId: formatId('roll', new Uint8Array(20)),
    seatId: null,
    label: 'Stealth',
    notation: 'given',
    dice: [],
    modifier: 0,
    total: 14,
    difficulty: null,
    outcome: null,
    natural: null,
    tree,
    visibility: 'public',
    fair: null,
    stakes: null,
    ...change,
  };
  render(
    <WordsContext value={wordsIn(language, () => undefined)}>
      <DiceCard roll={roll} name="Ada" />
    </WordsContext>,
  );
  return screen.getByTestId('dice');
}
const textOf = (card: HTMLElement): string => (card.querySelector('.dice-row')?.textContent ?? '').replaceAll(/\s+/g, ' ');

describe('a roll on its card', () => {
  it('[G1.25] shows every die in its place, with labels and signs: a die that is taken away stands behind a minus', () => {
    const tree: RollNode = {
      kind: 'chain',
      value: 14,
      label: null,
      parts: [
        { operator: null, node: diceOf('1d20', 20, [die(17)]) },
        { operator: '-', node: diceOf('1d4', 4, [die(4)], { label: 'bane' }) },
        { operator: '+', node: number(1) },
      ],
    };
    expect(textOf(show(tree))).toBe('17−4bane+114');
  });
  it('[G1.25] tells what was dropped and rerolled in words, not in colour alone', () => {
    const dice = [die(1, { kept: false, marks: ['rerolled'] }), die(5), die(2, { kept: false })];
    const card = show(diceOf('2d6ro1kh1', 6, dice));
    const [rerolled, kept, dropped] = [...card.querySelectorAll('li')];
    expect(rerolled?.textContent).toBe('1rerolled, not counted');
    expect(kept?.textContent).toBe('5');
    expect(dropped?.classList.contains('dropped')).toBe(true);
  });
  it('[G1.25] shows what a changed die counts, and how many successes there are', () => {
    expect(textOf(show(diceOf('1d20min10', 20, [die(3, { counts: 10, marks: ['raised'] })])))).toContain('3=10raised');
    cleanup();
    const tree = diceOf('2d6>=5', 6, [die(5, { marks: ['success'] }), die(1)], { isCount: true, value: 1 });
    expect(textOf(show(tree))).toContain('1 success');
  });
  it('[G1.25] shows parentheses where they matter, functions and groups', () => {
    const sum: RollNode = {
      kind: 'chain',
      value: 6,
      label: null,
      parts: [
        { operator: null, node: diceOf('1d6', 6, [die(4)]) },
        { operator: '+', node: number(2) },
      ],
    };
    const product: RollNode = {
      kind: 'chain',
      value: 12,
      label: null,
      parts: [
        { operator: null, node: sum },
        { operator: '*', node: number(2) },
      ],
    };
    expect(textOf(show(product))).toBe('(4+2)×214');
    cleanup();
    const call: RollNode = { kind: 'call', name: 'max', value: 10, label: null, items: [sum, number(10)] };
    expect(textOf(show(call))).toBe('max(4+2,10)14');
    cleanup();
    const items = [
      { kept: true, outcome: null, node: sum },
      { kept: false, outcome: null, node: number(3) },
    ];
    const group: RollNode = { kind: 'group', value: 6, label: null, notation: 'kh1', isCount: false, items };
    expect(textOf(show(group))).toBe('{4+2,3not counted}kh114');
  });
  it.each<[RolledDie[], string, string]>([
    [[die(20, { marks: ['critical'] })], 'critical', 'critical'],
    [[die(1, { marks: ['fumble'] })], 'fumble', 'fumble'],
    [[die(20, { marks: ['critical'] }), die(1, { marks: ['fumble'] })], 'both', 'critical and fumble'],
  ])('[G1.26] a 20, a 1 and both have a look and a word of their own', (dice, look, word) => {
    const card = show(diceOf(`${dice.length}d20`, 20, dice));
    expect(card.classList.contains(look)).toBe(true);
    expect(card.querySelector('.dice-mood')?.textContent).toBe(`· ${word}`);
  });
  it('[G1.25] is in Russian at a Russian table, and short when there are many dice', () => {
    const many = Array.from({ length: 40 }, () => die(2));
    const card = show(diceOf('40d6', 6, many), {}, 'ru');
    expect(card.querySelectorAll('li')).toHaveLength(16);
    expect(textOf(card)).toContain('и ещё 24 кости');
  });
  it('[G1.25] shows a roll from before there were trees by its list of dice', () => {
    const card = show(null, { dice: [{ sides: 20, value: 20, kept: true }], modifier: -2, natural: 20, total: 18 });
    expect(textOf(card)).toBe('20− 218');
    expect(card.classList.contains('critical')).toBe(true);
  });
});
