import type { Language } from '@skald/protocol';
import type { ReactNode } from 'react';
import { dictionaryOf } from '../core/i18n/dictionary.ts';
import { useWords } from '../hooks/useWords.ts';

/** Offers the other language, in that language: whoever needs it can read it. */
export function LanguageSwitch(): ReactNode {
  const { language, setLanguage } = useWords();
  const other: Language = language === 'ru' ? 'en' : 'ru';
  return (
    <button
      type="button"
      className="quiet language-switch"
      lang={other}
      data-testid="language-switch"
      onClick={() => setLanguage(other)}
    >
      {dictionaryOf(other).languageName}
    </button>
  );
}
