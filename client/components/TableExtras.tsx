import type { CreateTableRequest, Language } from '@skald/protocol';
import type { ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';

type Style = NonNullable<CreateTableRequest['style']>;
export interface TableExtrasValue {
  readonly title: string;
  /** Null: the language of the interface. */
  readonly language: Language | null;
  readonly style: Style;
}

const STYLES: readonly Style[] = ['classic', 'grim', 'light'];
const LANGUAGES: readonly Language[] = ['ru', 'en'];

/** What one may choose about a new table, and need not. */
export function TableExtras({
  value,
  onChange,
}: {
  readonly value: TableExtrasValue;
  readonly onChange: (value: TableExtrasValue) => void;
}): ReactNode {
  const { words, language } = useWords();
  return (
    <details className="extras">
      <summary>{words.landing.more}</summary>
      <label className="field">
        <span>{words.landing.titleLabel}</span>
        <input
          data-testid="landing-title"
          value={value.title}
          maxLength={80}
          placeholder={words.landing.defaultTitle}
          onChange={(event) => onChange({ ...value, title: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{words.landing.languageLabel}</span>
        <select
          data-testid="landing-language"
          value={value.language ?? language}
          onChange={(event) => onChange({ ...value, language: event.target.value as Language })}
        >
          {LANGUAGES.map((option) => (
            <option key={option} value={option}>
              {words.landing.languages[option]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.landing.styleLabel}</span>
        <select
          data-testid="landing-style"
          value={value.style}
          onChange={(event) => onChange({ ...value, style: event.target.value as Style })}
        >
          {STYLES.map((option) => (
            <option key={option} value={option}>
              {words.landing.styles[option]}
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}
