import type { GameStep } from '@skald/protocol';
import type { ReactNode } from 'react';
import type { Act } from '../../hooks/useAct.ts';

interface ActButtonProps {
  readonly act: Act;
  readonly step: GameStep;
  readonly label: string;
  readonly testId: string;
  readonly isStrong?: boolean;
}

/** A button that is one step of the game. */
export function ActButton({ act, step, label, testId, isStrong = false }: ActButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={isStrong ? 'act strong' : 'act'}
      data-testid={testId}
      disabled={act.isBusy}
      onClick={() => void act.take(step)}
    >
      {label}
    </button>
  );
}
