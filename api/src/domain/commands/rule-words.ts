import {
  ABILITY_WORDS,
  CONDITION_WORDS,
  DAMAGE_WORDS,
  foldWord,
  SKILL_WORDS,
  type ArgumentWord,
  type RollMode,
  type Words,
} from '@skald/protocol';
import { CommandError } from './command-error.ts';
import type { Named } from './names.ts';
import type { Reader } from './reader.ts';

const named = <Key extends string>(list: Readonly<Record<Key, Words>>): readonly Named<Key>[] =>
  (Object.keys(list) as Key[]).map((key) => ({ names: [...list[key].en, ...list[key].ru], item: key }));

/** The closed words of the rules, as names that a line can use. */
export const ABILITY_NAMES = named(ABILITY_WORDS);
export const SKILL_NAMES = named(SKILL_WORDS);
export const CONDITION_NAMES = named(CONDITION_WORDS);
export const DAMAGE_NAMES = named(DAMAGE_WORDS);

const ADVANTAGE = new Set(['adv', 'advantage', 'преим', 'преимущество', 'преимуществом']);
const DISADVANTAGE = new Set(['dis', 'disadvantage', 'пом', 'помеха', 'помехой']);

/** Takes a word of advantage or disadvantage, wherever it stands. Throws CommandError `unexpected` at a second one. */
export function takeMode(reader: Reader): RollMode {
  const isMode = (word: string): boolean => ADVANTAGE.has(word) || DISADVANTAGE.has(word);
  const word = reader.takeWord(isMode);
  const second = reader.takeWord(isMode);
  if (second) throw new CommandError({ code: 'unexpected', position: second.at, what: second.text });
  if (word === null) return 'normal';
  return ADVANTAGE.has(foldWord(word.text)) ? 'advantage' : 'disadvantage';
}

/** A whole number of a word. Throws CommandError `not_number` outside the bounds. */
export function numberOf(word: ArgumentWord, min: number, max: number): number {
  const number = /^[+-]?\d{1,6}$/u.test(word.text) ? Number(word.text) : Number.NaN;
  if (!(number >= min && number <= max)) throw new CommandError({ code: 'not_number', position: word.at, what: word.text });
  return number;
}
