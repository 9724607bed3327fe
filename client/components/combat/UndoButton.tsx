import type { Undoable } from '@skald/protocol';
import type { ReactNode } from 'react';
import { describeDeed } from '../../core/deeds.ts';
import type { Act } from '../../hooks/useAct.ts';
import { useWords } from '../../hooks/useWords.ts';

/** Takes the newest step back, and says which one that is. */
export function UndoButton({ undoable, act }: { readonly undoable: Undoable; readonly act: Act }): ReactNode {
  const { words, language } = useWords();
  if (undoable === null) return null;
  return (
    <button
      type="button"
      className="quiet combat-undo"
      data-testid="combat-undo"
      disabled={act.isBusy}
      onClick={() => void act.undo(undoable.stepId)}
    >
      {words.combat.undoWhat(describeDeed(undoable.deed, language))}
    </button>
  );
}
