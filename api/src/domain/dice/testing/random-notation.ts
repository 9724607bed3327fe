import type {
  Comparison,
  DiceModifier,
  DiceNode,
  ExplosionManner,
  ExpressionNode,
  GroupModifier,
  Selector,
} from '../expression.ts';
import type { RandomSource } from '../roll-dice.ts';

/** Notation and what it means, made together: the reader has to come to the same. */
export interface Made {
  readonly text: string;
  readonly node: ExpressionNode;
}

/** What the maker may still use. */
interface Budget {
  dice: number;
  parts: number;
}

/**
 * A random expression of the grammar, spelled in a random dialect. It is made from the meaning to the text, and shares
 * no code with the reader. Divisors, exponents and products are of small numbers, so that every expression is allowed.
 */
export function makeExpression(random: RandomSource): Made {
  for (;;) {
    const budget: Budget = { dice: 60, parts: 12 };
    const made = sum(random, budget, 3);
    if (made.text.length <= 230 && budget.dice < 60) return made;
  }
}

const label = null;

function pick<const Value>(random: RandomSource, values: readonly [Value, ...Value[]]): Value {
  return values[random.next(Math.max(2, values.length)) % values.length] ?? values[0];
}
function chance(random: RandomSource, percent: number): boolean {
  return random.next(100) < percent;
}
/** A whole number from `min` to `max`. */
function between(random: RandomSource, min: number, max: number): number {
  return max > min ? min + random.next(max - min + 1) : min;
}
function gap(random: RandomSource): string {
  return chance(random, 15) ? pick(random, [' ', '  ', '\u00a0']) : '';
}

function sum(random: RandomSource, budget: Budget, depth: number): Made {
  const first = product(random, budget, depth);
  const rest: { operator: '+' | '-'; operand: ExpressionNode }[] = [];
  let text = first.text;
  while (budget.parts > 0 && chance(random, 45)) {
    budget.parts -= 1;
    const operator = pick(random, ['+', '-']);
    const operand = product(random, budget, depth);
    const sign = operator === '+' ? '+' : pick(random, ['-', '−', '–', '—']);
    text += `${gap(random)}${sign}${gap(random)}${operand.text}`;
    rest.push({ operator, operand: operand.node });
  }
  return rest.length === 0 ? first : { text, node: { kind: 'chain', rank: 'sum', first: first.node, rest, label } };
}

function product(random: RandomSource, budget: Budget, depth: number): Made {
  const first = operand(random, budget, depth);
  if (budget.parts === 0 || !chance(random, 15)) return first;
  budget.parts -= 1;
  const operator = pick(random, ['*', '/', '//', '%']);
  const sign = operator === '*' ? pick(random, ['*', '×', '·']) : operator === '/' ? pick(random, ['/', '÷']) : operator;
  const value = between(random, 1, 12);
  const rest = [{ operator, operand: { kind: 'number', value, label } as const }];
  const text = `${first.text}${gap(random)}${sign}${gap(random)}${value}`;
  return { text, node: { kind: 'chain', rank: 'product', first: first.node, rest, label } };
}

function operand(random: RandomSource, budget: Budget, depth: number): Made {
  const made = bareOperand(random, budget, depth);
  if (!chance(random, 12)) return made;
  const text = pick(random, ['fire', 'огонь', 'a b', '+2', '1d6']);
  return { text: `${made.text}${gap(random)}[${gap(random)}${text}]`, node: { ...made.node, label: text } };
}

function bareOperand(random: RandomSource, budget: Budget, depth: number): Made {
  const kind = budget.parts === 0 || depth === 0 ? 0 : random.next(100);
  if (kind < 60 && budget.dice > 10) return dice(random, budget);
  if (kind < 80) return number(random);
  budget.parts -= 1;
  return kind < 90 ? call(random, budget, depth - 1) : group(random, budget, depth - 1);
}

function number(random: RandomSource): Made {
  const value = chance(random, 10) ? between(random, 1, 99) / 4 : between(random, 0, 20);
  return { text: String(value), node: { kind: 'number', value, label } };
}

function call(random: RandomSource, budget: Budget, depth: number): Made {
  const name = pick(random, ['floor', 'ceil', 'round', 'abs', 'min', 'max']);
  const count = name === 'min' || name === 'max' ? between(random, 1, 3) : 1;
  const items = Array.from({ length: count }, () => sum(random, budget, depth));
  const text = `${shout(random, name)}${gap(random)}(${items.map((item) => gap(random) + item.text + gap(random)).join(',')})`;
  return { text, node: { kind: 'call', name, items: items.map(({ node }) => node), label } };
}

function group(random: RandomSource, budget: Budget, depth: number): Made {
  const items = Array.from({ length: between(random, 2, 3) }, () => sum(random, budget, depth));
  const [open, close] = pick(random, [
    ['{', '}'],
    ['(', ')'],
  ]);
  const modifier = chance(random, 60) ? groupModifier(random, items.length) : null;
  const text = `${open}${items.map((item) => item.text + gap(random)).join(',')}${close}${modifier?.text ?? ''}`;
  const modifiers = modifier === null ? [] : [modifier.modifier];
  return { text, node: { kind: 'group', items: items.map(({ node }) => node), modifiers, label } };
}

function groupModifier(random: RandomSource, count: number): { text: string; modifier: GroupModifier } {
  if (chance(random, 30)) {
    const success = comparison(random, 1, 20);
    return { text: success.text, modifier: { kind: 'count', successes: [success.faces], failures: [] } };
  }
  return selection(random, count);
}

function dice(random: RandomSource, budget: Budget): Made {
  const isFate = chance(random, 5);
  const sides = isFate ? 3 : pick(random, [4, 6, 8, 10, 12, 20, 100, 2, 1000]);
  const count = between(random, 1, 8);
  budget.dice -= count;
  const letter = pick(random, ['d', 'D', 'д', 'к', 'К']);
  const after = isFate ? pick(random, ['F', 'f', 'Ф']) : sides === 100 && chance(random, 50) ? '%' : String(sides);
  const made = isFate ? [] : diceModifiers(random, count, sides);
  const node: DiceNode = { kind: 'dice', count, sides, isFate, modifiers: made.map(({ modifier }) => modifier), label };
  const amount = count === 1 && chance(random, 50) ? '' : String(count);
  return { text: `${amount}${letter}${after}${made.map(({ text }) => text).join('')}`, node };
}

interface MadeModifier {
  readonly text: string;
  readonly modifier: DiceModifier;
}

/** At most one modifier of a kind, so that none are joined. */
function diceModifiers(random: RandomSource, count: number, sides: number): MadeModifier[] {
  const made: MadeModifier[] = [];
  if (chance(random, 15)) made.push(reroll(random, sides));
  if (chance(random, 15)) made.push(explosion(random, sides));
  if (chance(random, 10)) made.push(limit(random, sides));
  if (chance(random, 25)) made.push(selection(random, count));
  if (chance(random, 15)) made.push(counting(random, sides));
  return made;
}

function reroll(random: RandomSource, sides: number): MadeModifier {
  const until = chance(random, 40);
  const keyword = until ? 'rr' : pick(random, ['ro', 'r']);
  // The space keeps a comparison behind it from being its face.
  if (chance(random, 25)) {
    return { text: `${keyword} `, modifier: { kind: 'reroll', until, faces: [{ test: 'equal', value: 1 }] } };
  }
  const { text, faces } = face(random, 1, Math.max(1, Math.floor(sides / 4)), ['equal', 'most']);
  return { text: shout(random, keyword) + text, modifier: { kind: 'reroll', until, faces: [faces] } };
}

function explosion(random: RandomSource, sides: number): MadeModifier {
  const [sign, manner] = pick<readonly [string, ExplosionManner]>(random, [
    ['!', 'open'],
    ['x', 'open'],
    ['!!', 'compound'],
    ['!p', 'penetrate'],
    ['!!p', 'compound_penetrate'],
    ['xo', 'once'],
    ['ra', 'first'],
  ]);
  const highest: Comparison = { test: 'equal', value: sides };
  // A following comparison would be read as a part of it: the face is always written.
  const { text, faces } = chance(random, 50) ? { text: String(sides), faces: highest } : face(random, sides, sides, ['least']);
  return { text: sign + text, modifier: { kind: 'explode', manner, faces: [faces] } };
}

function limit(random: RandomSource, sides: number): MadeModifier {
  const [keyword, kind] = pick<readonly [string, 'raise' | 'lower']>(random, [
    ['min', 'raise'],
    ['mi', 'raise'],
    ['max', 'lower'],
    ['ma', 'lower'],
  ]);
  const value = between(random, 1, sides);
  return { text: `${keyword}${value}`, modifier: { kind, value } };
}

function selection(
  random: RandomSource,
  count: number,
): { text: string; modifier: Extract<GroupModifier, { kind: 'keep' | 'drop' }> } {
  const [keyword, kind, end] = pick<readonly [string, 'keep' | 'drop', 'highest' | 'lowest' | 'faces']>(random, [
    ['kh', 'keep', 'highest'],
    ['k', 'keep', 'highest'],
    ['kl', 'keep', 'lowest'],
    ['dl', 'drop', 'lowest'],
    ['d', 'drop', 'lowest'],
    ['dh', 'drop', 'highest'],
    ['pl', 'drop', 'lowest'],
    ['k', 'keep', 'faces'],
    ['p', 'drop', 'faces'],
  ]);
  const space = gap(random);
  if (end === 'faces') {
    const { text, faces } = comparison(random, 1, 6);
    return { text: space + keyword + text, modifier: { kind, selectors: [{ kind: 'faces', faces }] } };
  }
  const isShort = keyword !== 'd' && chance(random, 20);
  const chosen = isShort ? 1 : between(random, 1, count);
  const selector: Selector = { kind: end, count: chosen };
  return { text: `${space}${shout(random, keyword)}${isShort ? ' ' : chosen}`, modifier: { kind, selectors: [selector] } };
}

function counting(random: RandomSource, sides: number): MadeModifier {
  const success = comparison(random, 1, sides);
  const failure = chance(random, 40) ? face(random, 1, sides, ['equal', 'most']) : null;
  const text = `${pick(random, ['', ' ', 'cs'])}${success.text}${failure === null ? '' : pick(random, ['f', 'cf']) + failure.text}`;
  return { text, modifier: { kind: 'count', successes: [success.faces], failures: failure === null ? [] : [failure.faces] } };
}

type Test = Comparison['test'];

/** A face, bare where it may be, or a comparison. */
function face(
  random: RandomSource,
  min: number,
  max: number,
  tests: readonly [Test, ...Test[]],
): { text: string; faces: Comparison } {
  const test = pick(random, tests);
  if (test !== 'equal' || chance(random, 30)) return comparison(random, min, max, [test]);
  const value = between(random, min, max);
  return { text: String(value), faces: { test, value } };
}

function comparison(
  random: RandomSource,
  min: number,
  max: number,
  tests: readonly [Test, ...Test[]] = ['least', 'most', 'equal', 'other'],
): { text: string; faces: Comparison } {
  const test = pick(random, tests);
  const value = between(random, min, max);
  const signs: Record<Test, string> = {
    least: pick(random, [`>=${value}`, `≥${value}`, `>${value - 1}`]),
    most: pick(random, [`<=${value}`, `≤ ${value}`, `<${value + 1}`]),
    equal: pick(random, [`=${value}`, `==${value}`]),
    other: pick(random, [`<>${value}`, `≠${value}`]),
  };
  return { text: signs[test], faces: { test, value } };
}

function shout(random: RandomSource, word: string): string {
  return chance(random, 10) ? word.toUpperCase() : word;
}
