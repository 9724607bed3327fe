import type { Language } from '@skald/protocol';

/** Letters that a line must have before they say anything about its language. */
const LETTERS_MIN = 4;
/** Share of the letters that must be of the other alphabet. Names and single words of another language stay below. */
const OTHER_SHARE_MIN = 0.7;

/** The language of a line, by its alphabet: the expected one, unless nearly all of its letters belong to the other. */
export function languageOfLine(text: string, expected: Language): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = cyrillic + latin;
  const others = expected === 'en' ? cyrillic : latin;
  if (letters < LETTERS_MIN || others / letters < OTHER_SHARE_MIN) return expected;
  return expected === 'en' ? 'ru' : 'en';
}
