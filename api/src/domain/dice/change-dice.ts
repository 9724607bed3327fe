import { MAX_DICE } from '@skald/protocol';
import { checkValues } from './bounds.ts';
import { DiceError } from './dice-error.ts';
import type { DiceExpression, DiceMode, DiceModifier, DiceNode, ExpressionNode, Selector } from './expression.ts';

/**
 * Rolls the leftmost single d20 twice and keeps the better or the worse; its rerolls and least values stay with each die.
 * Throws DiceError `no_d20`, with the position that is given, when there is none that is rolled once and counted whole.
 */
export function withMode(expression: DiceExpression, mode: DiceMode, position = 0): DiceExpression {
  const kind = mode === 'advantage' ? 'highest' : 'lowest';
  const keep: DiceModifier = { kind: 'keep', selectors: [{ kind, count: 1 }] };
  let isDone = false;
  const root = mapDice(expression.root, (node) => {
    if (isDone || !isSingleD20(node)) return node;
    isDone = true;
    return { ...node, count: 2, modifiers: [...node.modifiers, keep] };
  });
  if (!isDone) throw new DiceError('no_d20', position);
  return checked({ ...expression, root });
}

/**
 * The dice of a critical hit: twice as many in every term, and twice as many of them kept or dropped; numbers stay as they are.
 * Throws DiceError when that is too much to roll.
 */
export function doubleDice(expression: DiceExpression): DiceExpression {
  const root = mapDice(expression.root, (node) => ({ ...node, count: node.count * 2, modifiers: node.modifiers.map(doubled) }));
  return checked({ ...expression, root });
}

function isSingleD20({ count, sides, modifiers }: DiceNode): boolean {
  return count === 1 && sides === 20 && modifiers.every(({ kind }) => kind === 'reroll' || kind === 'raise' || kind === 'lower');
}

function doubled(modifier: DiceModifier): DiceModifier {
  if (modifier.kind !== 'keep' && modifier.kind !== 'drop') return modifier;
  const selectors = modifier.selectors.map(
    (selector): Selector =>
      selector.kind === 'faces' ? selector : { ...selector, count: Math.min(MAX_DICE, selector.count * 2) },
  );
  return { ...modifier, selectors };
}

function checked(expression: DiceExpression): DiceExpression {
  let count = 0;
  mapDice(expression.root, (node) => {
    count += node.count;
    return node;
  });
  if (count > MAX_DICE) throw new DiceError('too_many', 0);
  checkValues(expression.root, () => 0);
  return expression;
}

/** The same expression with other dice, from the left. */
function mapDice(node: ExpressionNode, change: (node: DiceNode) => DiceNode): ExpressionNode {
  switch (node.kind) {
    case 'number':
      return node;
    case 'dice':
      return change(node);
    case 'chain': {
      const first = mapDice(node.first, change);
      const rest = node.rest.map(({ operator, operand }) => ({ operator, operand: mapDice(operand, change) }));
      return { ...node, first, rest };
    }
    case 'power':
      return { ...node, base: mapDice(node.base, change), exponent: mapDice(node.exponent, change) };
    case 'negation':
      return { ...node, operand: mapDice(node.operand, change) };
    case 'call':
    case 'group':
      return { ...node, items: node.items.map((item) => mapDice(item, change)) };
  }
}
