import { type Comparison, NUMBER_MAX } from './expression.ts';
import { giveHint, isDash, isDigit, peek, readWhole, type Scanner, skipSpace, unexpected } from './scanner.ts';

const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const AT_MOST = 0x2264;
const AT_LEAST = 0x2265;
const OTHER = 0x2260;

export function isComparison(code: number): boolean {
  return (code >= LESS && code <= GREATER) || code === AT_MOST || code === AT_LEAST || code === OTHER;
}

/** A comparison such as `>=5`, or null when none begins here. Strict ones become the next number's, with a hint. Throws DiceError. */
export function readComparison(scanner: Scanner): Comparison | null {
  const code = peek(scanner);
  if (!isComparison(code)) return null;
  const next = peek(scanner, 1);
  const isDouble = next === EQUALS || (code === LESS && next === GREATER);
  const isStrict = !isDouble && (code === LESS || code === GREATER);
  scanner.at += isDouble ? 2 : 1;
  skipSpace(scanner);
  // One less than the largest number, so that the next number can be written.
  const value = readSigned(scanner, isStrict ? NUMBER_MAX - 1 : NUMBER_MAX);
  if (isStrict) {
    giveHint(scanner, 'strict_comparison');
    return code === LESS ? { test: 'most', value: value - 1 } : { test: 'least', value: value + 1 };
  }
  return { test: testOf(code, next), value };
}

/** A face such as `6`, or a comparison; null when there is neither. Throws DiceError. */
export function readFaces(scanner: Scanner): Comparison | null {
  if (!isDigit(peek(scanner))) return readComparison(scanner);
  return { test: 'equal', value: readWhole(scanner, 0, NUMBER_MAX, 'faces') };
}

/** A face or a comparison. Throws DiceError where neither stands. */
export function requireFaces(scanner: Scanner): Comparison {
  const faces = readFaces(scanner);
  if (faces === null) throw unexpected(scanner, 'faces');
  return faces;
}

function testOf(code: number, next: number): Comparison['test'] {
  if (code === AT_LEAST || (code === GREATER && next === EQUALS)) return 'least';
  if (code === AT_MOST || (code === LESS && next === EQUALS)) return 'most';
  return code === EQUALS ? 'equal' : 'other';
}

function readSigned(scanner: Scanner, max: number): number {
  if (!isDash(peek(scanner))) return readWhole(scanner, 0, max, 'whole_number');
  scanner.at += 1;
  return 0 - readWhole(scanner, 0, max, 'whole_number');
}
