import type { Language, Roll } from '@skald/protocol';

/** What the DM says when its model gave nothing to say, in the table's language. */
const LINES: Readonly<
  Record<Language, { readonly silence: string; readonly refusal: string; readonly success: string; readonly failure: string }>
> = {
  en: {
    silence: 'For a moment everything holds its breath. What do you do?',
    refusal: 'Here the tale turns its eyes away, and the moment passes. What do you do next?',
    success: 'That is a success.',
    failure: 'That is not enough.',
  },
  ru: {
    silence: 'На миг всё замирает. Что вы делаете?',
    refusal: 'Здесь рассказ отводит взгляд, и мгновение проходит. Что вы делаете дальше?',
    success: 'Это успех.',
    failure: 'Этого мало.',
  },
};

/** Closes a turn in which nothing was said, or nothing after its dice: only what the engine knows. */
export function closingLine(language: Language, roll: Roll | undefined): string {
  const words = LINES[language];
  if (roll === undefined) return words.silence;
  const outcome = roll.outcome === null ? '' : ` ${words[roll.outcome]}`;
  return `${roll.label}: ${roll.total}.${outcome}`;
}

/** Goes past what the model would not tell. */
export function refusalLine(language: Language): string {
  return LINES[language].refusal;
}
