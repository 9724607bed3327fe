import type { Language } from '@skald/protocol';

/** A text in both languages of the tables. */
export type Words = Readonly<Record<Language, string>>;

export interface Named {
  readonly name: Words;
}

/** Something of the rules with one line that says what it is, in our own words. */
export interface Explained extends Named {
  readonly text: Words;
}

/** Writes an entry from its four texts. */
export function explained(en: string, ru: string, textEn: string, textRu: string): Explained {
  return { name: { en, ru }, text: { en: textEn, ru: textRu } };
}
