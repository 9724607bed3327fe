import type { ReactNode } from 'react';
import type { PostReply } from '../core/room.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

export interface ShownFeedback {
  readonly feedback: NonNullable<PostReply['feedback']>;
  /** The line it is about, as it was sent. */
  readonly line: string;
}

/** What came of a command, for the one who typed it alone. A mistake is shown at its place in the line. */
export function CommandFeedback({ shown, onClose }: { shown: ShownFeedback; onClose: () => void }): ReactNode {
  const { words } = useWords();
  const { kind, text, position } = shown.feedback;
  return (
    <div
      className="command-feedback"
      data-kind={kind}
      data-testid="command-feedback"
      role={kind === 'error' ? 'alert' : 'status'}
    >
      <div>
        {kind === 'error' && position !== null && <MarkedLine line={shown.line} position={position} />}
        <p>{text}</p>
      </div>
      <button type="button" className="quiet" aria-label={words.common.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The line with the rest of the word at the position underlined; at its end, what is missing is shown as a gap. */
function MarkedLine({ line, position }: { line: string; position: number }): ReactNode {
  const { words } = useWords();
  const wrong = /^\S+|^\s/u.exec(line.slice(position))?.[0] ?? '';
  return (
    <p className="command-line">
      <span className="unseen">{words.chat.errorAt} </span>
      <code>
        {line.slice(0, position)}
        <mark>{wrong === '' ? '…' : wrong}</mark>
        {line.slice(position + wrong.length)}
      </code>
    </p>
  );
}
