import type { ReactNode } from 'react';
import { tablePath } from '../core/route.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

const SHOWN = 3;

/** Tables at which this device has a seat: one click back. (R5) */
export function YourTables(): ReactNode {
  const { words } = useWords();
  const { shelf, goTo } = useServices();
  const tables = shelf.read().tables.filter((table) => table.seatToken !== null);
  if (tables.length === 0) return null;
  return (
    <nav className="your-tables" aria-label={words.landing.yourTables}>
      <h2>{words.landing.yourTables}</h2>
      {tables.slice(0, SHOWN).map(({ tableId, title }) => (
        <a
          key={tableId}
          href={tablePath(tableId)}
          onClick={(event) => {
            event.preventDefault();
            goTo(tablePath(tableId));
          }}
        >
          {title || words.landing.defaultTitle}
        </a>
      ))}
    </nav>
  );
}
