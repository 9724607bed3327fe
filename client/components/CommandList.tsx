import { useEffect, useRef, type ReactNode } from 'react';
import type { CommandHints } from '../core/command-completion.ts';
import { useWords } from '../hooks/useWords.ts';

interface CommandListProps {
  readonly id: string;
  readonly hints: CommandHints;
  readonly active: number;
  readonly onChoose: (index: number) => void;
}

/** What can be typed next, above the field. The field keeps the focus and names the active option. */
export function CommandList({ id, hints: { usage, completions }, active, onChoose }: CommandListProps): ReactNode {
  const { words } = useWords();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const option = list.current?.children[active];
    if (option && 'scrollIntoView' in option) option.scrollIntoView({ block: 'nearest' });
  }, [active]);
  if (usage === null && completions.length === 0) return null;
  return (
    <div className="command-hints">
      {usage !== null && (
        <p className="command-usage" data-testid="command-usage">
          {usage}
        </p>
      )}
      {completions.length > 0 && (
        <ul id={id} ref={list} role="listbox" aria-label={words.chat.commands} data-testid="command-list">
          {completions.map(({ label, help, line }, index) => (
            <li
              key={line}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(index)}
            >
              <b>{label}</b> {help}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
