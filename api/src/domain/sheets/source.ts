import type { ImportProblem, ImportProblemCode } from '@skald/protocol';
import { isObject, own, type Json, type JsonObject } from './tree.ts';
import { clipText, htmlToText, oneLine, wholeText } from './text.ts';

/** Most problems that one import tells of. */
export const PROBLEMS_MAX = 100;

/** What could not be read, in the order it was met. */
export class Problems {
  readonly list: ImportProblem[] = [];

  add(path: string, code: ImportProblemCode): void {
    const isKnown = this.list.some((one) => one.path === path && one.code === code);
    if (!isKnown && this.list.length < PROBLEMS_MAX) this.list.push({ path: clipText(oneLine(path), 200), code });
  }
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * One object of a file while it is read. What is read is taken out of it, so that what is left at the end is what nothing here
 * knows. Whatever cannot be read stays, and becomes a problem.
 */
export class Source {
  readonly fields: JsonObject;
  readonly path: string;
  readonly problems: Problems;

  constructor(fields: JsonObject, path: string, problems: Problems) {
    this.fields = fields;
    this.path = path;
    this.problems = problems;
  }

  pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  /** Looks without taking. */
  peek(key: string): Json | undefined {
    return own(this.fields, key);
  }

  take(key: string): Json | undefined {
    const value = this.peek(key);
    if (value !== undefined) delete this.fields[key];
    return value;
  }

  /** The object under a key; an empty one when there is none. */
  child(key: string): Source {
    const value = this.peek(key);
    if (value !== undefined && value !== null && !isObject(value)) this.problem(key, 'wrong_type');
    return new Source(isObject(value) ? value : {}, this.pathOf(key), this.problems);
  }

  /** The objects of the list under a key. */
  children(key: string): Source[] {
    const value = this.peek(key);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.problem(key, 'wrong_type');
      return [];
    }
    return value.flatMap((one, index) => {
      const path = `${this.pathOf(key)}[${index}]`;
      if (isObject(one)) return [new Source(one, path, this.problems)];
      if (one !== null) this.problems.add(path, 'wrong_type');
      return [];
    });
  }

  /** A whole number; texts of digits count. Out of range it is moved to the nearest end. Null when there is none. */
  whole(key: string, { min, max }: Range): number | null {
    const value = this.peek(key);
    if (value === undefined || value === null || value === '') return null;
    const number = typeof value === 'string' && /^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number') {
      this.problem(key, 'wrong_type');
      return null;
    }
    this.take(key);
    const whole = Math.trunc(number);
    if (whole < min || whole > max) this.problem(key, 'out_of_range');
    return Math.min(max, Math.max(min, whole)) + 0;
  }

  /** One line of text without control characters, cut at `max`. Null when there is none. */
  line(key: string, max: number): string | null {
    const value = this.words(key);
    return value === null ? null : this.#cut(key, oneLine(value), max) || null;
  }

  /** Text of any number of lines, as it is. */
  text(key: string, max: number): string {
    const value = this.words(key);
    return value === null ? '' : this.#cut(key, wholeText(value), max);
  }

  /** Text out of a piece of HTML. */
  html(key: string, max: number): string {
    const value = this.words(key);
    return value === null ? '' : this.#cut(key, htmlToText(value), max);
  }

  /** Yes or no; numbers and their texts count. */
  isSet(key: string): boolean {
    const value = this.peek(key);
    if (typeof value === 'object' && value !== null) {
      this.problem(key, 'wrong_type');
      return false;
    }
    this.take(key);
    return value === true || (typeof value === 'number' && value > 0) || value === 'true' || value === '1';
  }

  /** Texts of a list. */
  texts(key: string, max: number): string[] {
    const value = this.peek(key);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
      this.problem(key, 'wrong_type');
      return [];
    }
    this.take(key);
    return (value as string[]).map((one) => clipText(oneLine(one), max)).filter((one) => one !== '');
  }

  problem(key: string, code: ImportProblemCode): void {
    this.problems.add(this.pathOf(key), code);
  }

  /** A text or a number as text, taken. */
  words(key: string): string | null {
    const value = this.peek(key);
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.problem(key, 'wrong_type');
      return null;
    }
    this.take(key);
    return String(value);
  }

  #cut(key: string, value: string, max: number): string {
    if (value.length > max) this.problem(key, 'cut');
    return clipText(value, max);
  }
}

/** What is left of a tree once empty objects, and lists of nothing, are gone; undefined when that is nothing at all. */
export function prune(value: Json): Json | undefined {
  if (Array.isArray(value)) {
    const inner = value.map((one) => prune(one) ?? null);
    return inner.every((one) => one === null) ? undefined : inner;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = prune(inner);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
