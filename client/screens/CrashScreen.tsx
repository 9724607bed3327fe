import type { ReactNode } from 'react';
import { chooseLanguage } from '../core/preferences.ts';
import { dictionaryOf } from '../core/i18n/dictionary.ts';

/** Shown when the page itself failed. It uses nothing that may have failed with it. */
export function CrashScreen(): ReactNode {
  const words = dictionaryOf(chooseLanguage(null, navigator.languages));
  return (
    <main className="page-main" role="alert">
      <h1 className="hero-title">{words.problems.title}</h1>
      <p className="hero-lead">{words.problems.crashed}</p>
      <button type="button" className="primary" onClick={() => window.location.reload()}>
        {words.problems.reload}
      </button>
    </main>
  );
}
