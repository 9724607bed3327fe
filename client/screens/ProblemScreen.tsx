import type { ReactNode } from 'react';
import { Page } from '../components/Page.tsx';
import { moodOf } from '../core/flame-mood.ts';
import { landingPath } from '../core/route.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

interface ProblemScreenProps {
  readonly title: string;
  readonly text: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly testId?: string;
}

const EMBER = moodOf({ state: 'absent' });

/** One thing that went wrong, and what to do next. (U4) */
export function ProblemScreen({ title, text, action, onAction, testId = 'problem' }: ProblemScreenProps): ReactNode {
  const { words } = useWords();
  const { goTo } = useServices();
  return (
    <Page mood={EMBER}>
      <div data-testid={testId} role="alert">
        <h1 className="hero-title">{title}</h1>
        <p className="hero-lead">{text}</p>
      </div>
      <div className="actions">
        {action && (
          <button type="button" className="primary" onClick={onAction} data-testid="problem-action">
            {action}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => goTo(landingPath())}>
          {words.problems.home}
        </button>
      </div>
    </Page>
  );
}
