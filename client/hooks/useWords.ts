import { sentence, type ErrorCode, type Language } from '@skald/protocol';
import { createContext, useContext } from 'react';
import { dictionaryOf, type Dictionary } from '../core/i18n/dictionary.ts';

export interface Words {
  readonly language: Language;
  readonly words: Dictionary;
  readonly setLanguage: (language: Language) => void;
  readonly explain: (code: ErrorCode) => string;
}

export const WordsContext = createContext<Words | null>(null);

/** The person's language and every sentence in it. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('no words around this component');
  return words;
}

export function wordsIn(language: Language, setLanguage: (language: Language) => void): Words {
  return { language, words: dictionaryOf(language), setLanguage, explain: (code) => sentence(code, language) };
}
