import type { Language } from '@skald/protocol';

const ASIDES: Readonly<Record<Language, string>> = {
  en: 'Between the two of us: I am a short script, and all that counts in it happens before everybody. Say at the table what you do, and it will count.',
  ru: 'Между нами: я короткий сценарий, и всё, что в нём важно, происходит при всех. Скажите за столом, что делаете, и это будет считаться.',
};

/** What the offline narrator says in private: its tale goes on before everybody or not at all, so that nobody's tale differs. (F5) */
export function asideOf(language: Language): string {
  return ASIDES[language];
}
