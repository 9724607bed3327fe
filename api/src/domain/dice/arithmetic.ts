import type { DiceFunction, DiceOperator } from '@skald/protocol';
import type { ChainPart, ExpressionNode } from './expression.ts';

/** What is added or taken away. Two signs become one: `+ -2` is `- 2`. */
export function joinSum(operator: '+' | '-', operand: ExpressionNode): ChainPart {
  const other = operator === '+' ? '-' : '+';
  if (operand.kind === 'number' && operand.value < 0) return { operator: other, operand: { ...operand, value: -operand.value } };
  if (operand.kind === 'negation' && operand.label === null) return { operator: other, operand: operand.operand };
  return { operator, operand };
}

/** The negative of an operand: of a number, another number. */
export function negate(operand: ExpressionNode): ExpressionNode {
  if (operand.kind === 'number') return { ...operand, value: 0 - operand.value };
  return { kind: 'negation', operand, label: null };
}

/** Works out one step. Divisors are not 0. */
export function calculate(operator: DiceOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '//':
      return roundDown(left / right);
    case '%':
      return left - right * roundDown(left / right);
  }
}

/** What plain numbers come to; null where something else is among them. May be no finite number. */
export function constantOf(node: ExpressionNode): number | null {
  if (node.kind === 'number') return node.value;
  if (node.kind !== 'chain') return null;
  let value = constantOf(node.first);
  for (const { operator, operand } of node.rest) {
    const right = constantOf(operand);
    value = value === null || right === null ? null : calculate(operator, value, right);
  }
  return value;
}

/** Works out a function; halves are rounded up. */
export function callFunction(name: DiceFunction, values: readonly number[]): number {
  const [value = 0] = values;
  switch (name) {
    case 'floor':
      return roundDown(value);
    case 'ceil':
      return 0 - roundDown(-value);
    case 'round':
      return roundDown(value + 0.5);
    case 'abs':
      return Math.abs(value);
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
  }
}

/** Towards minus infinity. What a computer's fractions miss by less than a millionth counts as whole: 0.29 * 100 is 29. */
export function roundDown(value: number): number {
  return Math.floor(Math.round(value * 1_000_000) / 1_000_000) + 0;
}
