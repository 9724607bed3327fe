import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

interface SheetProps {
  readonly title: string;
  readonly testId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something to decide, laid over the room. Escape, the button and a click beside it close it. */
export function Sheet({ title, testId, onClose, children }: SheetProps): ReactNode {
  const { words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      data-testid={testId}
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="sheet-body">
        <header>
          <h2>{title}</h2>
          <button type="button" className="tool" aria-label={words.common.close} onClick={onClose} data-testid="close-sheet">
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
