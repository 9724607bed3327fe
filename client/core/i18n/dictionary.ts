import type { Language } from '@skald/protocol';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** The same shape with any words: sentences stay sentences, functions keep their arguments. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof T]: Widened<T[Key]> };

export type Dictionary = Widened<typeof en>;

const DICTIONARIES: Record<Language, Dictionary> = { en, ru };

export function dictionaryOf(language: Language): Dictionary {
  return DICTIONARIES[language];
}
