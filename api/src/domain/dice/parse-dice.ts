/** Longest notation, in characters. */
export const NOTATION_MAX_CHARACTERS = 256;
/** Most dice in one expression. */
export const DICE_MAX = 1_000;
/** Most terms in one expression. */
export const TERMS_MAX = 32;
export const SIDES_MAX = 1_000;
/** Largest constant of a term. */
export const CONSTANT_MAX = 99_999;

export interface DiceTerm {
  readonly kind: 'dice';
  readonly sign: 1 | -1;
  readonly count: number;
  readonly sides: number;
  /** How many dice count, and from which end; null when all do. */
  readonly keep: { readonly from: 'highest' | 'lowest'; readonly count: number } | null;
}
export interface ConstantTerm {
  readonly kind: 'constant';
  readonly sign: 1 | -1;
  readonly value: number;
}
export interface DiceExpression {
  readonly terms: readonly (DiceTerm | ConstantTerm)[];
}

/** A notation that could not be read, with the position of the first character that is wrong, from 0. */
export class DiceError extends Error {
  readonly code: 'empty' | 'too_long' | 'unexpected' | 'out_of_range' | 'too_many' | 'no_dice' | 'no_d20' | 'repeated';
  readonly position: number;
  constructor(code: DiceError['code'], position: number, message: string) {
    super(message);
    this.name = 'DiceError';
    this.code = code;
    this.position = position;
  }
}

const TOKENS = {
  space: /\s+/y,
  sign: /[+\-−–]/y,
  dice: /(\d*)[dDдДкК](\d+|%)/y,
  keep: /k([hl])(\d*)/iy,
  constant: /\d+/y,
  advantage: /(?:advantage|adv|(?:с\s+)?преимуществом?|преим)(?![\p{L}\d])/iuy,
  disadvantage: /(?:disadvantage|dis|(?:с\s+)?помех(?:а|ой)|пом)(?![\p{L}\d])/iuy,
} as const;

/**
 * Reads dice notation: terms such as `2d6`, `2к6`, `4d6kh3` and whole numbers, joined by plus and minus, and one word of
 * advantage or disadvantage, which rolls the first single d20 twice. Throws DiceError; nothing is silently ignored.
 */
export function parseDice(notation: string): DiceExpression {
  if (notation.length > NOTATION_MAX_CHARACTERS) {
    throw new DiceError('too_long', NOTATION_MAX_CHARACTERS, `the notation is longer than ${NOTATION_MAX_CHARACTERS} characters`);
  }
  const scanner = createScanner(notation);
  const terms: (DiceTerm | ConstantTerm)[] = [];
  let mode: 'highest' | 'lowest' | null = null;
  for (scanner.take('space'); !scanner.isAtEnd(); scanner.take('space')) {
    const at = scanner.position();
    const word = readMode(scanner);
    if (word !== null) {
      if (mode !== null) throw new DiceError('repeated', at, 'advantage or disadvantage stands here a second time');
      mode = word;
    } else {
      terms.push(readTerm(scanner, terms.length === 0));
    }
    if (terms.length > TERMS_MAX) throw new DiceError('too_many', at, `more than ${TERMS_MAX} terms`);
  }
  checkTerms(terms, notation.length);
  return { terms: mode === null ? terms : withTwoD20(terms, mode, notation.length) };
}

type Scanner = ReturnType<typeof createScanner>;

function createScanner(text: string) {
  let position = 0;
  return {
    position: () => position,
    isAtEnd: () => position >= text.length,
    take(token: keyof typeof TOKENS): RegExpExecArray | null {
      const pattern = TOKENS[token];
      pattern.lastIndex = position;
      const match = pattern.exec(text);
      if (match !== null) position += match[0].length;
      return match;
    },
    unexpected(): DiceError {
      const character = text.slice(position, position + 2).match(/./u)?.[0];
      const what = character === undefined ? 'the notation ends too early' : `"${character}" is not expected here`;
      return new DiceError('unexpected', position, what);
    },
  };
}

function readMode(scanner: Scanner): 'highest' | 'lowest' | null {
  if (scanner.take('advantage') !== null) return 'highest';
  return scanner.take('disadvantage') === null ? null : 'lowest';
}

function readTerm(scanner: Scanner, isFirst: boolean): DiceTerm | ConstantTerm {
  const mark = scanner.take('sign')?.[0];
  if (mark === undefined && !isFirst) throw scanner.unexpected();
  const sign = mark === undefined || mark === '+' ? 1 : -1;
  scanner.take('space');
  const at = scanner.position();
  const dice = scanner.take('dice');
  if (dice !== null) return readDice(scanner, sign, dice, at);
  const constant = scanner.take('constant');
  if (constant === null) throw scanner.unexpected();
  return { kind: 'constant', sign, value: inRange(constant[0], 0, CONSTANT_MAX, at, 'a number') };
}

function readDice(scanner: Scanner, sign: 1 | -1, dice: RegExpExecArray, at: number): DiceTerm {
  const count = dice[1] === undefined || dice[1] === '' ? 1 : inRange(dice[1], 1, DICE_MAX, at, 'the number of dice');
  const sides = dice[2] === '%' ? 100 : inRange(dice[2] ?? '', 2, SIDES_MAX, at, 'the number of sides');
  const keepAt = scanner.position();
  const keep = scanner.take('keep');
  if (keep === null) return { kind: 'dice', sign, count, sides, keep: null };
  const kept = keep[2] === undefined || keep[2] === '' ? 1 : inRange(keep[2], 1, count, keepAt, 'the number of dice kept');
  const from = keep[1]?.toLowerCase() === 'h' ? 'highest' : 'lowest';
  return { kind: 'dice', sign, count, sides, keep: { from, count: kept } };
}

function inRange(digits: string, min: number, max: number, position: number, what: string): number {
  const value = Number(digits);
  if (value >= min && value <= max) return value;
  throw new DiceError('out_of_range', position, `${what} is from ${min} to ${max}`);
}

function checkTerms(terms: readonly (DiceTerm | ConstantTerm)[], end: number): void {
  if (terms.length === 0) throw new DiceError('empty', end, 'there are no dice to roll');
  const count = terms.reduce((sum, term) => sum + (term.kind === 'dice' ? term.count : 0), 0);
  if (count === 0) throw new DiceError('no_dice', 0, 'a number alone is not a roll');
  if (count > DICE_MAX) throw new DiceError('too_many', 0, `more than ${DICE_MAX} dice`);
}

function withTwoD20(terms: readonly (DiceTerm | ConstantTerm)[], from: 'highest' | 'lowest', end: number) {
  const first = terms.findIndex((term) => term.kind === 'dice' && term.sides === 20 && term.count === 1 && term.keep === null);
  if (first === -1) throw new DiceError('no_d20', end, 'advantage and disadvantage need a single d20');
  return terms.map((term, index): DiceTerm | ConstantTerm =>
    index === first && term.kind === 'dice' ? { ...term, count: 2, keep: { from, count: 1 } } : term,
  );
}
