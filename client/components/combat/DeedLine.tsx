import type { Message } from '@skald/protocol';
import type { ReactNode } from 'react';
import { describeDeeds } from '../../core/deeds.ts';
import { useAct } from '../../hooks/useAct.ts';
import { useRoom } from '../../hooks/useRoom.ts';
import { useWords } from '../../hooks/useWords.ts';

type DeedMessage = Extract<Message, { kind: 'deed' }>;

/** What came of a step, and the way back while this seat may still take it back. (G5) */
export function DeedLine({ message }: { readonly message: DeedMessage }): ReactNode {
  const { words, language, explain } = useWords();
  const { state } = useRoom();
  const act = useAct();
  const { stepId, deeds, isUndone } = message;
  const lines = describeDeeds(deeds, language);
  const isUndoable = !isUndone && state.view?.game.undoable?.stepId === stepId && deeds.every(({ code }) => code !== 'undone');
  const turn = deeds.some(({ code }) => code === 'turn_began') ? 'turn' : 'deed';
  return (
    <li
      className={`line deed${isUndone ? ' undone' : ''}`}
      data-kind="deed"
      data-deed={turn}
      data-undone={isUndone}
      data-message-id={message.messageId}
    >
      {lines.map((line, index) => (
        <p key={`${index}-${line}`}>{isUndone ? <del>{line}</del> : line}</p>
      ))}
      {isUndone && <small>{words.combat.undone}</small>}
      {isUndoable && (
        <button
          type="button"
          className="quiet"
          disabled={act.isBusy}
          data-testid="undo-line"
          onClick={() => void act.undo(stepId)}
        >
          {words.combat.undo}
        </button>
      )}
      {act.problem && (
        <p className="problem" role="alert">
          {explain(act.problem)}
        </p>
      )}
    </li>
  );
}
