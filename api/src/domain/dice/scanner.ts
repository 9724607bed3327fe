import { DiceError, type DiceExpected } from './dice-error.ts';
import { type DiceHint, type DiceMode, type ExpressionNode, NUMBER_MAX, OPERATORS_MAX } from './expression.ts';

/** Where reading stands. It only ever moves over characters that were understood, so nothing can be left out. */
export interface Scanner {
  readonly text: string;
  at: number;
  operators: number;
  depth: number;
  dice: number;
  mode: DiceMode | null;
  readonly hints: DiceHint[];
  /** Where operands stand whose value may turn out to be wrong. */
  readonly places: Map<ExpressionNode, number>;
}

export function createScanner(text: string): Scanner {
  return { text, at: 0, operators: 0, depth: 0, dice: 0, mode: null, hints: [], places: new Map() };
}

/** The character `offset` further on, its letters small; NaN behind the end. */
export function peek(scanner: Scanner, offset = 0): number {
  return fold(scanner.text.charCodeAt(scanner.at + offset));
}

export function skipSpace(scanner: Scanner): void {
  while (isSpace(scanner.text.charCodeAt(scanner.at))) scanner.at += 1;
}

/** Whether the characters of a word of small letters stand `offset` further on. */
export function stands(scanner: Scanner, word: string, offset = 0): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (peek(scanner, offset + index) !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** Moves over the characters of a word of small letters, and says whether they stand here. */
export function take(scanner: Scanner, word: string): boolean {
  if (!stands(scanner, word)) return false;
  scanner.at += word.length;
  return true;
}

/** A whole number from `min` to `max`. Throws DiceError when there is none here, or another one. */
export function readWhole(scanner: Scanner, min: number, max: number, expected: DiceExpected): number {
  const start = scanner.at;
  const value = readDigits(scanner);
  if (value === null) throw unexpected(scanner, expected);
  if (value < min || value > max) throw new DiceError('out_of_range', start, { range: { min, max } });
  return value;
}

/** A number from 0 to 99,999 with up to three decimals. Throws DiceError. */
export function readNumber(scanner: Scanner): number {
  const whole = readWhole(scanner, 0, NUMBER_MAX, 'number');
  if (peek(scanner) !== POINT) return whole;
  scanner.at += 1;
  const start = scanner.at;
  const decimals = readDigits(scanner);
  const length = scanner.at - start;
  if (decimals === null || length > 3) {
    scanner.at = decimals === null ? scanner.at : start + 3;
    throw unexpected(scanner, decimals === null ? 'number' : 'operator');
  }
  return Math.min(NUMBER_MAX, (whole * 10 ** length + decimals) / 10 ** length);
}

/** Counts one more operator, sign, comma or modifier. Throws DiceError `too_many_operators`. */
export function countOperator(scanner: Scanner): void {
  scanner.operators += 1;
  if (scanner.operators > OPERATORS_MAX) throw new DiceError('too_many_operators', scanner.at);
}

export function giveHint(scanner: Scanner, hint: DiceHint): void {
  if (!scanner.hints.includes(hint)) scanner.hints.push(hint);
}

/** The error of a character that cannot stand here. Words are told that text follows `#`. */
export function unexpected(scanner: Scanner, expected: DiceExpected): DiceError {
  const code = scanner.text.codePointAt(scanner.at);
  const found = code === undefined ? null : String.fromCodePoint(code);
  const isText = expected === 'operator' && found !== null && /[\p{L}"'«“,;]/u.test(found);
  return new DiceError('unexpected', scanner.at, { expected, found, hint: isText ? 'text_after_hash' : null });
}

/** Latin and Russian letters. */
export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x430 && code <= 0x451);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The minus sign, and the dashes that keyboards make of it. */
export function isDash(code: number): boolean {
  return code === 0x2d || (code >= 0x2010 && code <= 0x2015) || code === 0x2212;
}

const POINT = 0x2e;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a);
}

function fold(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 32;
  if (code >= 0x410 && code <= 0x42f) return code + 32;
  return code === 0x401 ? 0x451 : code;
}

/** Null when no digit stands here. So many digits that the number is out of every range are one number still. */
function readDigits(scanner: Scanner): number | null {
  const start = scanner.at;
  let value = 0;
  for (let code = peek(scanner); isDigit(code); code = peek(scanner)) {
    value = value * 10 + code - 0x30;
    scanner.at += 1;
  }
  return scanner.at === start ? null : value;
}
