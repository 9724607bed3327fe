import { type GroupRollNode, MAX_DICE, type Roll, type RolledDie, type RollNode } from '@skald/protocol';
import { calculate, callFunction, roundDown } from './arithmetic.ts';
import type { CountModifier, DiceExpression, DiceNode, ExpressionNode, GroupNode } from './expression.ts';
import { formatModifiers, formatNode, formatTerm } from './format-dice.ts';
import { countDice, type Drawing, judge, type RandomSource, rollTerm, select, valueOf } from './roll-term.ts';

export { formatDice } from './format-dice.ts';
export type { RandomSource } from './roll-term.ts';

/** What came of an expression: the part of a protocol Roll that the dice decide, and what was drawn for it. */
export interface RolledDice extends Pick<Roll, 'notation' | 'dice' | 'modifier' | 'total' | 'natural'> {
  readonly tree: RollNode;
  /** What stood behind `#`; it is not part of the notation. */
  readonly comment: string | null;
  /** Sides and value, from 1, of every die that was drawn, in the order of drawing; what was dropped or rerolled included. */
  readonly draws: [sides: number, value: number][];
}

/**
 * Rolls an expression that was read. It draws at most 1,000 dice; rerolls and explosions stop there. Throws RangeError when
 * the source gives a number it may not give.
 */
export function rollDice(expression: DiceExpression, random: RandomSource): RolledDice {
  const { root, comment } = expression;
  const drawing: Drawing = { random, draws: [], spare: MAX_DICE - diceIn(root) };
  const tree = rollNode(root, drawing);
  const seen: Seen = { dice: [], natural: undefined };
  see(tree, true, seen);
  return {
    notation: formatNode(root),
    dice: seen.dice,
    modifier: modifierOf(root),
    total: roundDown(tree.value),
    natural: seen.natural ?? null,
    tree,
    comment,
    draws: drawing.draws,
  };
}

function diceIn(node: ExpressionNode): number {
  switch (node.kind) {
    case 'number':
      return 0;
    case 'dice':
      return node.count;
    case 'chain':
      return node.rest.reduce((sum, { operand }) => sum + diceIn(operand), diceIn(node.first));
    case 'power':
      return diceIn(node.base) + diceIn(node.exponent);
    case 'negation':
      return diceIn(node.operand);
    case 'call':
    case 'group':
      return node.items.reduce((sum, item) => sum + diceIn(item), 0);
  }
}

function rollNode(node: ExpressionNode, drawing: Drawing): RollNode {
  const { label } = node;
  switch (node.kind) {
    case 'number':
      return { kind: 'number', value: node.value, label };
    case 'dice':
      return termNode(node, rollTerm(node, drawing));
    case 'chain': {
      const first = rollNode(node.first, drawing);
      let value = first.value;
      const parts: { operator: (typeof node.rest)[number]['operator'] | null; node: RollNode }[] = [
        { operator: null, node: first },
      ];
      for (const { operator, operand } of node.rest) {
        const part = rollNode(operand, drawing);
        value = calculate(operator, value, part.value);
        parts.push({ operator, node: part });
      }
      return { kind: 'chain', value, label, parts };
    }
    case 'power': {
      const base = rollNode(node.base, drawing);
      const exponent = rollNode(node.exponent, drawing);
      return { kind: 'power', value: base.value ** exponent.value, label, base, exponent };
    }
    case 'negation': {
      const operand = rollNode(node.operand, drawing);
      return { kind: 'negation', value: 0 - operand.value, label, operand };
    }
    case 'call': {
      const items = node.items.map((item) => rollNode(item, drawing));
      const values = items.map(({ value }) => value);
      return { kind: 'call', value: callFunction(node.name, values), label, name: node.name, items };
    }
    case 'group':
      return node.items.length === 1 ? rollPool(node, drawing) : rollGroup(node, drawing);
  }
}

function termNode(node: DiceNode, dice: RolledDie[]): Extract<RollNode, { kind: 'dice' }> {
  const isCount = node.modifiers.at(-1)?.kind === 'count';
  const { sides, isFate, label } = node;
  return { kind: 'dice', value: valueOf(dice, isCount), label, notation: formatTerm(node), sides, isFate, isCount, dice };
}

function rollGroup(node: GroupNode, drawing: Drawing): GroupRollNode {
  const items: GroupRollNode['items'] = node.items.map((item) => ({
    kept: true,
    outcome: null,
    node: rollNode(item, drawing),
  }));
  const values = items.map((item) => item.node.value);
  let value: number | null = null;
  for (const modifier of node.modifiers) {
    if (modifier.kind === 'count') value = countItems(items, modifier);
    else select(items, values, modifier);
  }
  value ??= items.reduce((sum, item) => sum + (item.kept ? item.node.value : 0), 0);
  return groupNode(node, value, items);
}

/** Successes less failures. An item that is both counts as neither. */
function countItems(items: GroupRollNode['items'], modifier: CountModifier): number {
  let value = 0;
  for (const item of items) {
    if (!item.kept) continue;
    const { isSuccess, isFailure } = judge(item.node.value, modifier);
    if (isSuccess === isFailure) continue;
    item.outcome = isSuccess ? 'success' : 'failure';
    value += isSuccess ? 1 : -1;
  }
  return value;
}

/** A group of one sum of dice: what is kept, dropped or counted are the dice themselves. */
function rollPool(node: GroupNode, drawing: Drawing): GroupRollNode {
  const [item] = node.items;
  const terms = item?.kind === 'chain' ? [item.first, ...item.rest.map(({ operand }) => operand)] : node.items;
  const rolled = terms.flatMap((term) => (term.kind === 'dice' ? [{ term, dice: rollTerm(term, drawing) }] : []));
  const all = rolled.flatMap(({ dice }) => dice);
  const values = all.map(({ counts }) => counts);
  let isCount = false;
  for (const modifier of node.modifiers) {
    isCount = modifier.kind === 'count';
    if (modifier.kind === 'count') countDice(all, modifier);
    else select(all, values, modifier);
  }
  const nodes = rolled.map(({ term, dice }) => ({ ...termNode(term, dice), value: valueOf(dice, isCount), isCount }));
  const value = valueOf(all, isCount);
  const [first] = nodes;
  const parts = nodes.map((part, index) => ({ operator: index === 0 ? null : ('+' as const), node: part }));
  const inner: RollNode = parts.length === 1 && first !== undefined ? first : { kind: 'chain', value, label: null, parts };
  return groupNode(node, value, [{ kept: true, outcome: null, node: inner }]);
}

function groupNode({ label, modifiers }: GroupNode, value: number, items: GroupRollNode['items']): GroupRollNode {
  const isCount = modifiers.at(-1)?.kind === 'count';
  return { kind: 'group', value, label, notation: formatModifiers(modifiers, 0), isCount, items };
}

/** The numbers that are added at the top. */
function modifierOf(root: ExpressionNode): number {
  if (root.kind !== 'chain' || root.rank !== 'sum') return 0;
  let sum = root.first.kind === 'number' ? root.first.value : 0;
  for (const { operator, operand } of root.rest) {
    if (operand.kind === 'number') sum += operator === '-' ? -operand.value : operand.value;
  }
  return sum;
}

interface Seen {
  readonly dice: Roll['dice'];
  /** Undefined before the first d20 that counts. */
  natural: Roll['natural'] | undefined;
}

/** Lists every die, marks each d20 that counts and shows 20 or 1, and looks at the leftmost d20 term. */
function see(node: RollNode, doesCount: boolean, seen: Seen): void {
  switch (node.kind) {
    case 'number':
      return;
    case 'dice':
      seeDice(node, doesCount, seen);
      return;
    case 'chain':
      for (const part of node.parts) see(part.node, doesCount, seen);
      return;
    case 'power':
      see(node.base, doesCount, seen);
      see(node.exponent, doesCount, seen);
      return;
    case 'negation':
      see(node.operand, doesCount, seen);
      return;
    case 'call':
      for (const item of node.items) see(item, doesCount, seen);
      return;
    case 'group':
      for (const item of node.items) see(item.node, doesCount && item.kept, seen);
  }
}

function seeDice({ sides, dice }: Extract<RollNode, { kind: 'dice' }>, doesCount: boolean, seen: Seen): void {
  const isD20 = sides === 20 && doesCount;
  let kept = 0;
  let natural: Roll['natural'] = null;
  for (const die of dice) {
    const isKept = doesCount && die.kept;
    for (const value of die.faces) seen.dice.push({ sides, value, kept: isKept });
    if (!isD20 || !die.kept) continue;
    kept += 1;
    const [face] = die.faces;
    if (die.faces.length > 1 || (face !== 20 && face !== 1)) continue;
    natural = face;
    die.marks.push(face === 20 ? 'critical' : 'fumble');
  }
  if (isD20 && seen.natural === undefined) seen.natural = kept === 1 ? natural : null;
}
