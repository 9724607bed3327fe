/** What stands behind the references of a formula: `prof`, `abilities.dex.mod`, `details.level`, `classes.monk.levels`. */
export type References = Readonly<Record<string, number>>;

const FORMULA_MAX = 200;
const DICE = /^\d{0,3}d\d{1,3}[a-z0-9<>=]{0,20}$/i;

/** The value of a formula without dice: whole numbers, references, + - * / ( ), floor, ceil, round, min, max. Null when it has anything else. */
export function valueOf(formula: string, references: References): number | null {
  if (formula.length > FORMULA_MAX) return null;
  const parser = new Parser(resolve(formula, references));
  const value = parser.sum(0);
  return value !== null && parser.isAtEnd && Number.isFinite(value) ? value : null;
}

/**
 * A formula with dice as plain notation, `1d8+3`: references replaced, what has no dice added up. Null when it is not a sum of dice
 * and numbers, or a reference is unknown.
 */
export function diceOf(formula: string, references: References): string | null {
  if (formula.length > FORMULA_MAX) return null;
  const terms = resolve(formula, references)
    .replace(/\s+/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .match(/[+-]?(?:\([^()]*\)|[^+-])+/g);
  if (terms === null) return null;
  const dice: string[] = [];
  let bonus = 0;
  for (const term of terms) {
    const [, sign = '', body = ''] = /^([+-]?)(.*)$/.exec(term) ?? [];
    if (DICE.test(body)) dice.push(`${sign === '-' ? '-' : dice.length > 0 ? '+' : ''}${body.replace(/^d/i, '1d')}`);
    else {
      const value = valueOf(body, references);
      if (value === null) return null;
      bonus += sign === '-' ? -Math.trunc(value) : Math.trunc(value);
    }
  }
  const tail = bonus === 0 && dice.length > 0 ? '' : bonus < 0 || dice.length === 0 ? String(bonus) : `+${bonus}`;
  return `${dice.join('')}${tail}`;
}

function resolve(formula: string, references: References): string {
  return formula.replace(/@([\w.-]*\w)/g, (whole, name: string) =>
    Object.hasOwn(references, name) ? `(${references[name]})` : whole,
  );
}

const FUNCTIONS: Readonly<Record<string, (values: number[]) => number>> = {
  floor: ([value]) => Math.floor(value ?? Number.NaN),
  ceil: ([value]) => Math.ceil(value ?? Number.NaN),
  round: ([value]) => Math.round(value ?? Number.NaN),
  abs: ([value]) => Math.abs(value ?? Number.NaN),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
};
const DEPTH_MAX = 20;

/** Recursive descent over a short text. Every part gives null for what it cannot read. */
class Parser {
  #rest: string;

  constructor(text: string) {
    this.#rest = text.replace(/\s+/g, '');
  }

  get isAtEnd(): boolean {
    return this.#rest === '';
  }

  sum(depth: number): number | null {
    let value = this.#product(depth);
    while (value !== null) {
      const sign = this.#eat(/^[+-]/);
      if (sign === null) break;
      const next = this.#product(depth);
      value = next === null ? null : value + (sign === '-' ? -next : next);
    }
    return value;
  }

  #product(depth: number): number | null {
    let value = this.#factor(depth);
    while (value !== null) {
      const sign = this.#eat(/^[*/]/);
      if (sign === null) break;
      const next = this.#factor(depth);
      value = next === null ? null : sign === '*' ? value * next : value / next;
    }
    return value;
  }

  #factor(depth: number): number | null {
    if (depth > DEPTH_MAX) return null;
    const sign = this.#eat(/^[+-]/);
    if (sign !== null) {
      const value = this.#factor(depth + 1);
      return value === null ? null : sign === '-' ? -value : value;
    }
    const number = this.#eat(/^\d+(?:\.\d+)?/);
    if (number !== null) return Number(number);
    const name = this.#eat(/^(?:[a-z]+)?\(/);
    if (name === null) return null;
    const values: number[] = [];
    do {
      const value = this.sum(depth + 1);
      if (value === null) return null;
      values.push(value);
    } while (this.#eat(/^,/) !== null);
    if (this.#eat(/^\)/) === null) return null;
    if (name === '(') return values.length === 1 ? (values[0] ?? null) : null;
    const call = name.slice(0, -1);
    return Object.hasOwn(FUNCTIONS, call) ? (FUNCTIONS[call]?.(values) ?? null) : null;
  }

  #eat(pattern: RegExp): string | null {
    const found = pattern.exec(this.#rest)?.[0] ?? null;
    if (found !== null) this.#rest = this.#rest.slice(found.length);
    return found;
  }
}
