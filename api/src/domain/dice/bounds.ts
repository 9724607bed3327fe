import { MAX_DICE } from '@skald/protocol';
import { calculate, callFunction } from './arithmetic.ts';
import { DiceError } from './dice-error.ts';
import {
  type CallNode,
  type ChainNode,
  type DiceExpression,
  type DiceModifier,
  type DiceNode,
  EXPONENT_MAX,
  type ExpressionNode,
  type GroupNode,
  type PowerNode,
  VALUE_MAX,
} from './expression.ts';

/** The least and the most a value may be; what lies between need not be possible. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** It never has a fraction. */
  readonly isWhole: boolean;
}
type Place = (node: ExpressionNode) => number;

/** Between what the total of a roll lies, before it is rounded. */
export function boundsOf({ root }: DiceExpression): Bounds {
  return nodeBounds(root, () => 0);
}

/**
 * Throws DiceError when a divisor may be 0, an exponent is not a small whole number, or a value may pass 1,000,000,000:
 * a roll that was read can always be worked out. `place` tells where an operand stands.
 */
export function checkValues(root: ExpressionNode, place: Place): void {
  nodeBounds(root, place);
}

function nodeBounds(node: ExpressionNode, place: Place): Bounds {
  const bounds = anyBounds(node, place);
  if (bounds.max > VALUE_MAX || bounds.min < -VALUE_MAX) throw new DiceError('too_large', place(node));
  return bounds;
}

function anyBounds(node: ExpressionNode, place: Place): Bounds {
  switch (node.kind) {
    case 'number':
      return { min: node.value, max: node.value, isWhole: Number.isInteger(node.value) };
    case 'dice':
      return diceBounds(node);
    case 'chain':
      return chainBounds(node, place);
    case 'power':
      return powerBounds(node, place);
    case 'negation': {
      const { min, max, isWhole } = nodeBounds(node.operand, place);
      return { min: -max, max: -min, isWhole };
    }
    case 'call':
      return callBounds(node, place);
    case 'group':
      return groupBounds(node, place);
  }
}

function chainBounds({ first, rest }: ChainNode, place: Place): Bounds {
  let bounds = nodeBounds(first, place);
  for (const { operator, operand } of rest) {
    const right = nodeBounds(operand, place);
    const isDivision = operator === '/' || operator === '//' || operator === '%';
    if (isDivision && right.min <= 0 && right.max >= 0) throw new DiceError('divides_by_zero', place(operand));
    const isWhole = operator === '//' || (operator !== '/' && bounds.isWhole && right.isWhole);
    bounds = { ...cornersOf(operator, bounds, right), isWhole };
    if (bounds.max > VALUE_MAX || bounds.min < -VALUE_MAX) throw new DiceError('too_large', place(operand));
  }
  return bounds;
}

/** Each operation but the remainder is extreme where its operands are. */
function cornersOf(operator: Parameters<typeof calculate>[0], left: Bounds, right: Bounds): { min: number; max: number } {
  if (operator === '+') return { min: left.min + right.min, max: left.max + right.max };
  if (operator === '-') return { min: left.min - right.max, max: left.max - right.min };
  if (operator === '%') return { min: Math.min(0, right.min), max: Math.max(0, right.max) };
  const corners = [left.min, left.max].flatMap((one) => [right.min, right.max].map((other) => calculate(operator, one, other)));
  return { min: Math.min(...corners), max: Math.max(...corners) };
}

function powerBounds({ base, exponent }: PowerNode, place: Place): Bounds {
  const below = nodeBounds(base, place);
  const above = nodeBounds(exponent, place);
  if (!above.isWhole || above.min < 0 || above.max > EXPONENT_MAX) throw new DiceError('exponent', place(exponent));
  const largest = Math.max(1, Math.abs(below.min), Math.abs(below.max)) ** above.max;
  if (largest > VALUE_MAX) throw new DiceError('too_large', place(exponent));
  return { min: below.min < 0 ? -largest : 0, max: largest, isWhole: below.isWhole };
}

function callBounds({ name, items }: CallNode, place: Place): Bounds {
  const all = items.map((item) => nodeBounds(item, place));
  const isRounded = name === 'floor' || name === 'ceil' || name === 'round';
  const isWhole = isRounded || all.every((bounds) => bounds.isWhole);
  const mins = all.map(({ min }) => min);
  const maxs = all.map(({ max }) => max);
  if (name !== 'abs') return { min: callFunction(name, mins), max: callFunction(name, maxs), isWhole };
  const [min = 0] = mins;
  const [max = 0] = maxs;
  const isAcrossZero = min <= 0 && max >= 0;
  return {
    min: isAcrossZero ? 0 : Math.min(Math.abs(min), Math.abs(max)),
    max: Math.max(Math.abs(min), Math.abs(max)),
    isWhole,
  };
}

function groupBounds({ items, modifiers }: GroupNode, place: Place): Bounds {
  const all = items.map((item) => nodeBounds(item, place));
  if (modifiers.some(({ kind }) => kind === 'count')) {
    const most = items.length === 1 ? MAX_DICE : items.length;
    return { min: -most, max: most, isWhole: true };
  }
  // Any of the items may be dropped, and of a single one any of the dice.
  const mayDrop = modifiers.length > 0;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    min: sum(all.map(({ min }) => (mayDrop ? Math.min(0, min) : min))),
    max: sum(all.map(({ max }) => (mayDrop ? Math.max(0, max) : max))),
    isWhole: all.every(({ isWhole }) => isWhole),
  };
}

function diceBounds({ count, sides, isFate, modifiers }: DiceNode): Bounds {
  const lowest = isFate ? -1 : 1;
  const highest = isFate ? 1 : sides;
  let one = { min: lowest, max: highest };
  let fewest = count;
  let most = count;
  for (const modifier of modifiers) {
    one = eachBounds(one, modifier, lowest, highest);
    if (modifier.kind === 'explode' && !modifier.manner.startsWith('compound')) most = MAX_DICE;
    if (modifier.kind === 'drop' || modifier.kind === 'keep') [fewest, most] = keptBounds(modifier, fewest, most);
    if (modifier.kind === 'count') return { min: modifier.failures.length > 0 ? -most : 0, max: most, isWhole: true };
  }
  return { min: one.min * (one.min < 0 ? most : fewest), max: one.max * (one.max < 0 ? fewest : most), isWhole: true };
}

function eachBounds(one: { min: number; max: number }, modifier: DiceModifier, lowest: number, highest: number) {
  switch (modifier.kind) {
    case 'raise':
      return { min: Math.max(one.min, modifier.value), max: Math.max(one.max, modifier.value) };
    case 'lower':
      return { min: Math.min(one.min, modifier.value), max: Math.min(one.max, modifier.value) };
    case 'reroll':
    case 'explode': {
      // New dice show any face; one that penetrates counts one less; all may be within one that compounds.
      const manner = modifier.kind === 'explode' ? modifier.manner : 'open';
      const max = Math.max(one.max, highest) * (manner.startsWith('compound') ? MAX_DICE : 1);
      return { min: Math.min(one.min, manner === 'penetrate' ? lowest - 1 : lowest), max };
    }
    case 'keep':
    case 'drop':
    case 'count':
      return one;
  }
}

/** How many dice are left, at least and at most. */
function keptBounds(modifier: Extract<DiceModifier, { kind: 'keep' | 'drop' }>, fewest: number, most: number): [number, number] {
  const [selector] = modifier.selectors;
  if (modifier.selectors.length > 1 || selector === undefined || selector.kind === 'faces') return [0, most];
  if (modifier.kind === 'keep') return [Math.min(fewest, selector.count), Math.min(most, selector.count)];
  return [Math.max(0, fewest - selector.count), Math.max(0, most - selector.count)];
}
