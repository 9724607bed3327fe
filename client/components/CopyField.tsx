import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly testId: string;
}

const COPIED_SHOWN_MS = 2_000;

/** A text to take away: select it, or press the button. */
export function CopyField({ label, hint, text, testId }: CopyFieldProps): ReactNode {
  const { words } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), COPIED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // Without the permission the text stays selected, ready for the keyboard.
    }
  };
  return (
    <div className="copy">
      <label className="field">
        <span>{label}</span>
        <span className="copy-line">
          <input ref={input} readOnly value={text} data-testid={testId} onFocus={(event) => event.target.select()} />
          <button type="button" className="quiet" disabled={text === ''} onClick={() => void copy()}>
            {isCopied ? words.common.copied : words.common.copy}
          </button>
        </span>
      </label>
      <small aria-live="polite">{isCopied ? words.common.copied : hint}</small>
    </div>
  );
}
