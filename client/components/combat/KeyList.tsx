import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords.ts';

/** The keys of the fight, for those who have a keyboard beside them. */
export function KeyList({ mayLead }: { readonly mayLead: boolean }): ReactNode {
  const { words } = useWords();
  const { keys, keyNames } = words.combat;
  const { previous, initiative, ...everybody } = keyNames;
  const names = [...Object.values(everybody), ...(mayLead ? [previous, initiative] : [])];
  return (
    <details className="combat-keys needs-keys">
      <summary>{keys}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
