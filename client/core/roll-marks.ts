import type { DiceRollNode, Roll, RollNode } from '@skald/protocol';

/** What the d20s that count show: a 20, a 1, or one of each. */
export type RollMood = 'critical' | 'fumble' | 'both' | null;

/** Of a roll without a tree, its natural 20 or 1 tells. */
export function moodOf({ tree, natural }: Pick<Roll, 'tree' | 'natural'>): RollMood {
  if (tree === null) return natural === 20 ? 'critical' : natural === 1 ? 'fumble' : null;
  const marks = new Set(diceNodesOf(tree).flatMap(({ dice }) => dice.flatMap((die) => die.marks)));
  if (marks.has('critical')) return marks.has('fumble') ? 'both' : 'critical';
  return marks.has('fumble') ? 'fumble' : null;
}

/** Every term of dice, from the left. */
export function diceNodesOf(node: RollNode): DiceRollNode[] {
  return node.kind === 'dice' ? [node] : childrenOf(node).flatMap(diceNodesOf);
}

/** Whether a part is written in parentheses within another: sums within products and negations, and what has a label. */
export function needsParentheses(node: RollNode, parent: RollNode): boolean {
  if (node.kind === 'negation' || node.kind === 'power') return node.label !== null || parent.kind === 'power';
  if (node.kind !== 'chain') return false;
  if (parent.kind === 'call' || parent.kind === 'group') return node.label !== null;
  return node.label !== null || parent.kind !== 'chain' || isSum(node) || !isSum(parent);
}

function isSum(node: Extract<RollNode, { kind: 'chain' }>): boolean {
  const operator = node.parts[1]?.operator;
  return operator === '+' || operator === '-';
}

function childrenOf(node: RollNode): RollNode[] {
  switch (node.kind) {
    case 'number':
    case 'dice':
      return [];
    case 'chain':
      return node.parts.map((part) => part.node);
    case 'power':
      return [node.base, node.exponent];
    case 'negation':
      return [node.operand];
    case 'call':
      return node.items;
    case 'group':
      return node.items.map((item) => item.node);
  }
}
