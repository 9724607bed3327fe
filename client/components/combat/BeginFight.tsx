import type { ReactNode } from 'react';
import { useAct } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';

/** The host's way into a fight. */
export function BeginFight({ onBegun }: { readonly onBegun: () => void }): ReactNode {
  const { words, explain } = useWords();
  const act = useAct();
  const begin = async (): Promise<void> => {
    if (await act.take({ kind: 'encounter:begin' })) onBegun();
  };
  return (
    <>
      <button type="button" className="quiet" data-testid="begin-fight" disabled={act.isBusy} onClick={() => void begin()}>
        {words.combat.begin}
      </button>
      {act.problem && (
        <span className="problem" role="alert">
          {explain(act.problem)}
        </span>
      )}
    </>
  );
}
