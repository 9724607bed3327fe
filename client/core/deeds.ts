import type { Deed, DeedCode, Language } from '@skald/protocol';
import { deedsEn } from './i18n/deeds-en.ts';
import { deedsRu } from './i18n/deeds-ru.ts';
import { ruleWords, type RuleWords } from './i18n/rule-words.ts';

/** What a deed says of itself, ready to be put into a sentence. Empty where it says nothing. */
export interface DeedFacts {
  /** A name, a number or other words of the deed itself. */
  readonly text: (key: string) => string;
  readonly number: (key: string) => number | null;
  readonly is: (key: string) => boolean;
  readonly rules: RuleWords;
  /** The word for a closed one, or the closed one itself where the client is older than the api. */
  readonly word: (list: keyof RuleWords, key: string) => string;
}

export interface DeedWords {
  /** A whole sentence for each deed. */
  readonly sentences: Readonly<Record<Exclude<DeedCode, 'undone'>, (facts: DeedFacts) => string>>;
  /** A short name for each, where it is taken back. */
  readonly names: Readonly<Record<DeedCode, string>>;
  readonly undone: (name: string, who: string) => string;
}

const WORDS: Readonly<Record<Language, DeedWords>> = { en: deedsEn, ru: deedsRu };

/** A deed as a sentence in the person's language. */
export function describeDeed({ code, params }: Deed, language: Language): string {
  const words = WORDS[language];
  const facts = factsOf(params, ruleWords(language));
  if (code !== 'undone') return words.sentences[code](facts);
  const taken = facts.text('code');
  const name = taken in words.names ? words.names[taken as DeedCode] : words.names.undone;
  return words.undone(name, [facts.text('actor'), facts.text('target')].filter(Boolean).join(' → '));
}

/** Several at once: hits and the damage they do belong to one line, everything else stands alone. */
export function describeDeeds(deeds: readonly Deed[], language: Language): string[] {
  const lines: string[] = [];
  for (const deed of deeds) {
    const sentence = describeDeed(deed, language);
    const last = lines.at(-1);
    if (last !== undefined && deed.code === 'damage_taken') lines[lines.length - 1] = `${last} ${sentence}`;
    else lines.push(sentence);
  }
  return lines;
}

function factsOf(params: Deed['params'], rules: RuleWords): DeedFacts {
  const text = (key: string): string => {
    const value = params[key];
    return value === undefined || typeof value === 'boolean' ? '' : String(value);
  };
  const word = (list: keyof RuleWords, key: string): string => {
    const words: Readonly<Record<string, string>> = rules[list];
    return words[text(key)] ?? text(key);
  };
  const number = (key: string): number | null => (typeof params[key] === 'number' ? params[key] : null);
  return { text, number, is: (key) => params[key] === true, rules, word };
}
