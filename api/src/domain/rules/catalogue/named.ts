import type { Language } from '@skald/protocol';

/** A text in both languages of the tables. */
export type Words = Readonly<Record<Language, string>>;

export interface Named {
  readonly name: Words;
}
