import { type DiceHint } from './expression.ts';
import { describeDiceProblem } from './dice-texts.ts';

/** What could have stood where the notation could not be read. */
export type DiceExpected =
  | 'operand'
  | 'operator'
  | 'number'
  | 'whole_number'
  | 'sides'
  | 'faces'
  | 'comparison'
  | 'opening_parenthesis'
  | 'comma_or_closing'
  | 'closing_bracket'
  | 'label'
  | 'comment'
  | 'only_dice';

export type DiceErrorCode =
  | 'empty'
  | 'too_long'
  | 'unexpected'
  | 'out_of_range'
  | 'too_many'
  | 'too_many_operators'
  | 'too_deep'
  | 'no_dice'
  | 'no_d20'
  | 'repeated'
  | 'endless'
  | 'no_successes'
  | 'after_count'
  | 'divides_by_zero'
  | 'exponent'
  | 'too_large';

/** What is wrong with a notation, as data. */
export interface DiceProblem {
  readonly code: DiceErrorCode;
  /** The first character that is wrong, from 0; the length of the notation where it ends too early. */
  readonly position: number;
  readonly expected: DiceExpected | null;
  /** The character at the position; null at the end. */
  readonly found: string | null;
  /** For `out_of_range` and `too_long`: what is allowed. */
  readonly range: { readonly min: number; readonly max: number } | null;
  readonly hint: DiceHint | null;
}

/** A notation that could not be read. The message is the English sentence; `diceErrorText` has both languages. */
export class DiceError extends Error {
  readonly code: DiceErrorCode;
  readonly position: number;
  readonly problem: DiceProblem;
  constructor(code: DiceErrorCode, position: number, details: Partial<Omit<DiceProblem, 'code' | 'position'>> = {}) {
    const problem: DiceProblem = { expected: null, found: null, range: null, hint: null, ...details, code, position };
    super(describeDiceProblem(problem, 'en'));
    this.name = 'DiceError';
    this.code = code;
    this.position = position;
    this.problem = problem;
  }
}
