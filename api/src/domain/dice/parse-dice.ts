import { MAX_DICE, MAX_SIDES } from '@skald/protocol';
import { constantOf, joinSum, negate } from './arithmetic.ts';
import { checkValues } from './bounds.ts';
import { withMode } from './change-dice.ts';
import { DiceError, type DiceExpected } from './dice-error.ts';
import {
  type ChainPart,
  COMMENT_MAX_CHARACTERS,
  DEPTH_MAX,
  type DiceExpression,
  type ExpressionNode,
  LABEL_MAX_CHARACTERS,
  NOTATION_MAX_CHARACTERS,
} from './expression.ts';
import { readDiceModifiers, readGroupModifiers } from './read-modifiers.ts';
import { skipMode } from './read-mode.ts';
import {
  countOperator,
  createScanner,
  giveHint,
  isDash,
  isDigit,
  isLetter,
  peek,
  readNumber,
  readWhole,
  type Scanner,
  skipSpace,
  take,
  unexpected,
} from './scanner.ts';

export { DiceError } from './dice-error.ts';
export type { DiceExpression } from './expression.ts';

/**
 * Reads dice notation as docs/rules/dice.md has it. Throws DiceError with the position of the first character that is wrong:
 * nothing is silently ignored.
 */
export function parseDice(notation: string): DiceExpression {
  if (notation.length > NOTATION_MAX_CHARACTERS) {
    throw new DiceError('too_long', NOTATION_MAX_CHARACTERS, { range: { min: 1, max: NOTATION_MAX_CHARACTERS } });
  }
  const scanner = createScanner(notation);
  skipMode(scanner);
  if (scanner.at >= notation.length || peek(scanner) === HASH) throw new DiceError('empty', scanner.at);
  const root = readSum(scanner);
  const comment = readComment(scanner);
  if (scanner.at < notation.length) throw unexpected(scanner, 'operator');
  if (scanner.dice === 0) throw new DiceError('no_dice', 0);
  if (scanner.operators > 0) checkValues(root, (node) => scanner.places.get(node) ?? 0);
  const expression: DiceExpression = { root, comment, hints: scanner.hints };
  return scanner.mode === null ? expression : withMode(expression, scanner.mode, notation.length);
}

const HASH = 0x23;
const PERCENT = 0x25;
const OPEN = 0x28;
const CLOSE = 0x29;
const ASTERISK = 0x2a;
const PLUS = 0x2b;
const COMMA = 0x2c;
const SLASH = 0x2f;
const BRACKET = 0x5b;
const CARET = 0x5e;
const BRACE = 0x7b;
const BRACE_CLOSE = 0x7d;
const TIMES: ReadonlySet<number> = new Set([ASTERISK, 0xd7, 0xb7, 0x22c5, 0x2217]);
const DIVIDED = 0xf7;
/** d, д and к. */
const DICE_LETTERS: ReadonlySet<number> = new Set([0x64, 0x434, 0x43a]);
const FATE_LETTERS: ReadonlySet<number> = new Set([0x66, 0x444]);
const FUNCTIONS = ['floor', 'ceil', 'round', 'abs', 'min', 'max'] as const;

function readSum(scanner: Scanner): ExpressionNode {
  const first = readProduct(scanner);
  let rest: ChainPart[] | null = null;
  for (;;) {
    skipMode(scanner);
    const code = peek(scanner);
    if (code !== PLUS && !isDash(code)) break;
    countOperator(scanner);
    scanner.at += 1;
    rest ??= [];
    rest.push(joinSum(code === PLUS ? '+' : '-', readProduct(scanner)));
  }
  return rest === null ? first : { kind: 'chain', rank: 'sum', first, rest, label: null };
}

function readProduct(scanner: Scanner): ExpressionNode {
  const first = readSigned(scanner);
  let rest: ChainPart[] | null = null;
  for (;;) {
    skipMode(scanner);
    const operator = takeProductOperator(scanner);
    if (operator === null) break;
    countOperator(scanner);
    skipSpace(scanner);
    const start = scanner.at;
    const operand = operator === '//' ? readDivisor(scanner, start) : readSigned(scanner);
    scanner.places.set(operand, start);
    rest ??= [];
    rest.push({ operator, operand });
  }
  return rest === null ? first : { kind: 'chain', rank: 'product', first, rest, label: null };
}

/** Who writes `// text` means a comment: the error says how one is written. */
function readDivisor(scanner: Scanner, start: number): ExpressionNode {
  try {
    return readSigned(scanner);
  } catch (error) {
    if (!(error instanceof DiceError) || error.code !== 'unexpected' || error.position !== start) throw error;
    throw new DiceError(error.code, start, { ...error.problem, hint: 'floor_division' });
  }
}

function takeProductOperator(scanner: Scanner): '*' | '/' | '//' | '%' | null {
  const code = peek(scanner);
  if (code === SLASH && peek(scanner, 1) === SLASH) {
    giveHint(scanner, 'floor_division');
    scanner.at += 2;
    return '//';
  }
  if (code === SLASH || code === DIVIDED) giveHint(scanner, 'rounded_down');
  const operator = code === SLASH || code === DIVIDED ? '/' : code === PERCENT ? '%' : TIMES.has(code) ? '*' : null;
  if (operator !== null) scanner.at += 1;
  return operator;
}

/** At most one sign before an operand: `1d20+-2` is read, `1d20---2` is not. */
function readSigned(scanner: Scanner): ExpressionNode {
  skipSpace(scanner);
  const code = peek(scanner);
  if (code !== PLUS && !isDash(code)) return readPower(scanner);
  countOperator(scanner);
  scanner.at += 1;
  const operand = readPower(scanner);
  return code === PLUS ? operand : negate(operand);
}

function readPower(scanner: Scanner): ExpressionNode {
  const base = readLabels(scanner, readOperand(scanner));
  skipMode(scanner);
  if (peek(scanner) === CARET) scanner.at += 1;
  else if (!take(scanner, '**')) return base;
  countOperator(scanner);
  skipSpace(scanner);
  const start = scanner.at;
  const exponent = nested(scanner, readSigned);
  scanner.places.set(exponent, start);
  return { kind: 'power', base, exponent, label: null };
}

function readOperand(scanner: Scanner): ExpressionNode {
  skipSpace(scanner);
  const code = peek(scanner);
  if (isDigit(code)) return readNumberOrDice(scanner);
  if (DICE_LETTERS.has(code) && !isLetterButFate(peek(scanner, 1))) return readDice(scanner, 1);
  if (code === OPEN || code === BRACE) return readGroup(scanner);
  const start = scanner.at;
  const name = isLetter(code) ? FUNCTIONS.find((word) => take(scanner, word)) : undefined;
  if (name === undefined) throw unexpected(scanner, 'operand');
  skipSpace(scanner);
  if (peek(scanner) !== OPEN) {
    if (isLetter(peek(scanner))) scanner.at = start;
    throw unexpected(scanner, scanner.at === start ? 'operand' : 'opening_parenthesis');
  }
  scanner.at += 1;
  const mayBeSeveral = name === 'min' || name === 'max';
  return { kind: 'call', name, items: readItems(scanner, CLOSE, mayBeSeveral), label: null };
}

function isLetterButFate(code: number): boolean {
  return isLetter(code) && !FATE_LETTERS.has(code);
}

function readNumberOrDice(scanner: Scanner): ExpressionNode {
  const start = scanner.at;
  const value = readNumber(scanner);
  if (!DICE_LETTERS.has(peek(scanner)) || !Number.isInteger(value)) return { kind: 'number', value, label: null };
  if (value < 1 || value > MAX_DICE) throw new DiceError('out_of_range', start, { range: { min: 1, max: MAX_DICE } });
  return readDice(scanner, value);
}

/** From the letter on. */
function readDice(scanner: Scanner, count: number): ExpressionNode {
  scanner.at += 1;
  const code = peek(scanner);
  const isFate = FATE_LETTERS.has(code);
  if (isFate || code === PERCENT) scanner.at += 1;
  const sides = isFate ? 3 : code === PERCENT ? 100 : readWhole(scanner, 2, MAX_SIDES, 'sides');
  scanner.dice += count;
  if (scanner.dice > MAX_DICE) throw new DiceError('too_many', scanner.at);
  const modifiers = readDiceModifiers(scanner, count, isFate ? -1 : 1, isFate ? 1 : sides);
  return { kind: 'dice', count, sides, isFate, modifiers, label: null };
}

/** What stands in parentheses or braces: one expression, dice whose number was worked out, or a group. */
function readGroup(scanner: Scanner): ExpressionNode {
  const start = scanner.at;
  const close = peek(scanner) === OPEN ? CLOSE : BRACE_CLOSE;
  scanner.at += 1;
  const items = readItems(scanner, close, true);
  const [only] = items;
  if (only === undefined || items.length > 1) {
    return { kind: 'group', items, modifiers: readGroupModifiers(scanner, items.length), label: null };
  }
  const count = isDiceNext(scanner) ? constantOf(only) : null;
  if (count !== null) {
    if (Number.isInteger(count) && count >= 1 && count <= MAX_DICE) return readDice(scanner, count);
    throw new DiceError('out_of_range', start, { range: { min: 1, max: MAX_DICE } });
  }
  return readPool(scanner, only, items);
}

/** One expression in parentheses; with modifiers behind it they are about all its dice. */
function readPool(scanner: Scanner, only: ExpressionNode, items: readonly ExpressionNode[]): ExpressionNode {
  skipSpace(scanner);
  const start = scanner.at;
  const count = diceOf(only);
  const modifiers = readGroupModifiers(scanner, count === 0 ? MAX_DICE : count);
  if (modifiers.length === 0) return only;
  if (count > 0) return { kind: 'group', items, modifiers, label: null };
  scanner.at = start;
  throw unexpected(scanner, 'only_dice');
}

function isDiceNext(scanner: Scanner): boolean {
  const code = peek(scanner, 1);
  return DICE_LETTERS.has(peek(scanner)) && (isDigit(code) || code === PERCENT || FATE_LETTERS.has(code));
}

/** How many dice an expression adds, when it does nothing else; else 0. */
function diceOf(node: ExpressionNode): number {
  if (node.kind === 'dice') return node.modifiers.some(({ kind }) => kind === 'count') ? 0 : node.count;
  if (node.kind !== 'chain' || node.rank !== 'sum' || node.label !== null) return 0;
  let count = diceOfTerm(node.first);
  for (const { operator, operand } of node.rest) {
    const added = operator === '+' ? diceOfTerm(operand) : 0;
    if (added === 0 || count === 0) return 0;
    count += added;
  }
  return count;
}

function diceOfTerm(node: ExpressionNode): number {
  return node.kind === 'dice' ? diceOf(node) : 0;
}

function readItems(scanner: Scanner, close: number, mayBeSeveral: boolean): ExpressionNode[] {
  const items = [nested(scanner, readSum)];
  while (mayBeSeveral && peek(scanner) === COMMA) {
    countOperator(scanner);
    scanner.at += 1;
    items.push(nested(scanner, readSum));
  }
  if (peek(scanner) !== close) throw unexpected(scanner, 'comma_or_closing');
  scanner.at += 1;
  return items;
}

function nested(scanner: Scanner, read: (scanner: Scanner) => ExpressionNode): ExpressionNode {
  scanner.depth += 1;
  if (scanner.depth > DEPTH_MAX) throw new DiceError('too_deep', scanner.at);
  const node = read(scanner);
  scanner.depth -= 1;
  return node;
}

function readLabels(scanner: Scanner, node: ExpressionNode): ExpressionNode {
  let labelled = node;
  for (;;) {
    skipSpace(scanner);
    if (peek(scanner) !== BRACKET) return labelled;
    const start = scanner.at + 1;
    const end = scanner.text.indexOf(']', start);
    const text = readText(scanner, start, end === -1 ? scanner.text.length : end, 'closing_bracket');
    const label = labelled.label === null ? text : `${labelled.label}, ${text}`;
    if (text.includes('[')) throw unexpectedAt(scanner, scanner.text.indexOf('[', start), 'closing_bracket');
    if (end === -1) throw unexpectedAt(scanner, scanner.text.length, 'closing_bracket');
    if (text === '') throw unexpectedAt(scanner, end, 'label');
    if (label.length > LABEL_MAX_CHARACTERS) throw unexpectedAt(scanner, start, 'closing_bracket');
    scanner.at = end + 1;
    labelled = { ...labelled, label };
  }
}

/** Null without a comment, and for one of spaces only. */
function readComment(scanner: Scanner): string | null {
  skipSpace(scanner);
  if (peek(scanner) !== HASH) return null;
  const start = scanner.at + 1;
  const text = readText(scanner, start, scanner.text.length, 'comment');
  if (text.length > COMMENT_MAX_CHARACTERS) throw unexpectedAt(scanner, start, 'comment');
  scanner.at = scanner.text.length;
  return text === '' ? null : text;
}

/** Text that can be shown: throws DiceError at a control character or half of one. */
function readText(scanner: Scanner, start: number, end: number, expected: 'comment' | 'closing_bracket'): string {
  const text = scanner.text.slice(start, end);
  const wrong = text.search(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
  if (wrong === -1) return text.trim();
  throw unexpectedAt(scanner, start + wrong, expected);
}

function unexpectedAt(scanner: Scanner, position: number, expected: DiceExpected): DiceError {
  scanner.at = position;
  return unexpected(scanner, expected);
}
