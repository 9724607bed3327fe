import { useState, type ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';

interface ConfirmButtonProps {
  readonly label: string;
  readonly question: string;
  readonly testId: string;
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
}

/** A button for what cannot be taken back: it asks once more, in place. */
export function ConfirmButton({ label, question, testId, isDisabled = false, onConfirm }: ConfirmButtonProps): ReactNode {
  const { words } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" className="quiet" data-testid={testId} disabled={isDisabled} onClick={() => setIsAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <span className="confirm" role="alert">
      <span>{question}</span>
      <button
        type="button"
        className="quiet strong"
        data-testid={`${testId}-yes`}
        onClick={() => {
          setIsAsking(false);
          onConfirm();
        }}
      >
        {words.common.yes}
      </button>
      <button type="button" className="quiet" onClick={() => setIsAsking(false)}>
        {words.common.cancel}
      </button>
    </span>
  );
}
