import type { ReactNode } from 'react';
import { partsOf } from '../core/rolled-text.ts';
import { useWords } from '../hooks/useWords.ts';

/** The words of a line, with the rolls in them shown as rolls. */
export function RolledText({ text }: { text: string }): ReactNode {
  const { words } = useWords();
  return partsOf(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <span key={index} className="inline-roll" role="img" aria-label={words.chat.rolled(part.notation, part.total)}>
        <code>{part.notation}</code> <b>{part.total}</b>
      </span>
    ),
  );
}
