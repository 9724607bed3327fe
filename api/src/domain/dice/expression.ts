import type { DiceFunction, DiceOperator } from '@skald/protocol';

/** Longest notation, in characters. */
export const NOTATION_MAX_CHARACTERS = 256;
/** Most operators, signs, commas and modifiers in one notation. */
export const OPERATORS_MAX = 64;
/** Deepest nesting of parentheses, braces, functions and powers. */
export const DEPTH_MAX = 12;
/** Largest number that can be written; up to three decimals. */
export const NUMBER_MAX = 99_999;
/** Largest absolute value that any part of an expression may reach. */
export const VALUE_MAX = 1_000_000_000;
/** Largest exponent: a whole number that is not negative. */
export const EXPONENT_MAX = 16;
/** Longest label of a part, in characters. */
export const LABEL_MAX_CHARACTERS = 40;
/** Longest comment of a roll, in characters. */
export const COMMENT_MAX_CHARACTERS = 120;

/** `least`: at least this; `most`: at most this. Strict comparisons are read as these two, a number further. */
export interface Comparison {
  readonly test: 'least' | 'most' | 'equal' | 'other';
  readonly value: number;
}

/** Dice, or items of a group, that a keep or drop is about. */
export type Selector =
  | { readonly kind: 'highest' | 'lowest'; readonly count: number }
  | { readonly kind: 'faces'; readonly faces: Comparison };

export interface SelectModifier {
  readonly kind: 'keep' | 'drop';
  readonly selectors: readonly Selector[];
}
export interface CountModifier {
  readonly kind: 'count';
  readonly successes: readonly Comparison[];
  readonly failures: readonly Comparison[];
}
/**
 * What a die that explodes brings: `open` another die that may explode as well, `once` one that may not, `first` one for the
 * first match only, `compound` more of itself, `penetrate` a die that counts one less, `compound_penetrate` both.
 */
export type ExplosionManner = 'open' | 'once' | 'first' | 'compound' | 'penetrate' | 'compound_penetrate';
export type DiceModifier =
  | SelectModifier
  | CountModifier
  | { readonly kind: 'reroll'; readonly until: boolean; readonly faces: readonly Comparison[] }
  | { readonly kind: 'explode'; readonly manner: ExplosionManner; readonly faces: readonly Comparison[] }
  | { readonly kind: 'raise' | 'lower'; readonly value: number };
export type GroupModifier = SelectModifier | CountModifier;

interface Labelled {
  /** What was written in brackets behind it, as `[fire]`; null without. */
  readonly label: string | null;
}
export interface NumberNode extends Labelled {
  readonly kind: 'number';
  readonly value: number;
}
/** Dice of one kind. Fate dice have 3 sides and show -1, 0 and 1. Modifiers work from left to right. */
export interface DiceNode extends Labelled {
  readonly kind: 'dice';
  readonly count: number;
  readonly sides: number;
  readonly isFate: boolean;
  readonly modifiers: readonly DiceModifier[];
}
export interface ChainPart {
  readonly operator: DiceOperator;
  readonly operand: ExpressionNode;
}
/** Operands of one rank, sums or products, worked out from the left. */
export interface ChainNode extends Labelled {
  readonly kind: 'chain';
  readonly rank: 'sum' | 'product';
  readonly first: ExpressionNode;
  readonly rest: readonly ChainPart[];
}
export interface PowerNode extends Labelled {
  readonly kind: 'power';
  readonly base: ExpressionNode;
  readonly exponent: ExpressionNode;
}
export interface NegationNode extends Labelled {
  readonly kind: 'negation';
  readonly operand: ExpressionNode;
}
export interface CallNode extends Labelled {
  readonly kind: 'call';
  readonly name: DiceFunction;
  readonly items: readonly ExpressionNode[];
}
/** Expressions side by side. With a single item the modifiers are about all dice in it; then it only adds dice. */
export interface GroupNode extends Labelled {
  readonly kind: 'group';
  readonly items: readonly ExpressionNode[];
  readonly modifiers: readonly GroupModifier[];
}
export type ExpressionNode = NumberNode | DiceNode | ChainNode | PowerNode | NegationNode | CallNode | GroupNode;

/** Where players of another table would have expected something else. The texts are in `dice-texts.ts`. */
export type DiceHint =
  | 'strict_comparison'
  | 'reroll_once'
  | 'floor_division'
  | 'rounded_down'
  | 'counts_successes'
  | 'keeps_highest'
  | 'explodes'
  | 'text_after_hash';

/** Notation that was read. */
export interface DiceExpression {
  readonly root: ExpressionNode;
  /** What stood behind `#`; null without. */
  readonly comment: string | null;
  /** Each at most once, in the order of the notation. */
  readonly hints: readonly DiceHint[];
}

export type DiceMode = 'advantage' | 'disadvantage';

/** Whether the value passes the comparison. */
export function passes({ test, value }: Comparison, given: number): boolean {
  switch (test) {
    case 'least':
      return given >= value;
    case 'most':
      return given <= value;
    case 'equal':
      return given === value;
    case 'other':
      return given !== value;
  }
}

/** Whether the value passes one of the comparisons. */
export function passesOne(comparisons: readonly Comparison[], given: number): boolean {
  for (const comparison of comparisons) if (passes(comparison, given)) return true;
  return false;
}
