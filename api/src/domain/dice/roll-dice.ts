import type { Roll } from '@skald/protocol';
import type { ConstantTerm, DiceExpression, DiceTerm } from './parse-dice.ts';

/** Where chance comes from. */
export interface RandomSource {
  /** A whole number from 0 to `sides` - 1, each equally likely. */
  next(sides: number): number;
}

/** What came of an expression: the part of a protocol Roll that the dice decide. */
export type RolledDice = Pick<Roll, 'notation' | 'dice' | 'modifier' | 'total' | 'natural'>;

/**
 * Rolls each die once, in order. `modifier` is the sum of the constants, `total` everything with its sign. Throws RangeError
 * when the source gives a number it may not give.
 */
export function rollDice(expression: DiceExpression, random: RandomSource): RolledDice {
  const rolled = expression.terms.map((term) =>
    term.kind === 'dice' ? { term, dice: rollTerm(term, random) } : { term, dice: [] },
  );
  const modifier = expression.terms.reduce((sum, term) => sum + (term.kind === 'constant' ? term.sign * term.value : 0), 0);
  const total = rolled.reduce((sum, { term, dice }) => sum + term.sign * sumOfKept(dice), modifier);
  return {
    notation: formatDice(expression),
    dice: rolled.flatMap(({ dice }) => dice),
    modifier,
    total,
    natural: naturalOf(rolled.flatMap(({ term, dice }) => (term.kind === 'dice' && term.sides === 20 ? [dice] : []))),
  };
}

/** The notation as Skald writes it: Latin, without spaces, advantage as `2d20kh1`. */
export function formatDice(expression: DiceExpression): string {
  return expression.terms.map((term, index) => signOf(term, index) + bodyOf(term)).join('');
}

type Die = Roll['dice'][number];

function rollTerm(term: DiceTerm, random: RandomSource): Die[] {
  const values = Array.from({ length: term.count }, () => {
    const drawn = random.next(term.sides);
    if (!Number.isInteger(drawn) || drawn < 0 || drawn >= term.sides) throw new RangeError(`a d${term.sides} drew ${drawn}`);
    return drawn + 1;
  });
  const kept = keptIndexes(values, term);
  return values.map((value, index) => ({ sides: term.sides, value, kept: kept.has(index) }));
}

function keptIndexes(values: readonly number[], { keep }: DiceTerm): ReadonlySet<number> {
  const indexes = values.map((_, index) => index);
  if (keep === null) return new Set(indexes);
  const direction = keep.from === 'highest' ? -1 : 1;
  const ordered = indexes.toSorted((a, b) => direction * ((values[a] ?? 0) - (values[b] ?? 0)));
  return new Set(ordered.slice(0, keep.count));
}

function sumOfKept(dice: readonly Die[]): number {
  return dice.reduce((sum, die) => sum + (die.kept ? die.value : 0), 0);
}

function naturalOf(d20s: readonly (readonly Die[])[]): 20 | 1 | null {
  const kept = (d20s.length === 1 ? d20s[0] : undefined)?.filter((die) => die.kept) ?? [];
  const value = kept.length === 1 ? kept[0]?.value : undefined;
  return value === 20 || value === 1 ? value : null;
}

function signOf(term: DiceTerm | ConstantTerm, index: number): string {
  if (term.sign === -1) return '-';
  return index === 0 ? '' : '+';
}

function bodyOf(term: DiceTerm | ConstantTerm): string {
  if (term.kind === 'constant') return String(term.value);
  const keep = term.keep === null ? '' : `k${term.keep.from === 'highest' ? 'h' : 'l'}${term.keep.count}`;
  return `${term.count}d${term.sides}${keep}`;
}
