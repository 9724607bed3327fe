import { useState, type ReactNode } from 'react';
import type { TableView } from '../../core/table-view.ts';
import { useWords } from '../../hooks/useWords.ts';

/** Offers a player without a sheet to make one; those who say later find it at their seat. */
export function CharacterOffer({ view, onMake }: { readonly view: TableView; readonly onMake: () => void }): ReactNode {
  const { words } = useWords();
  const { make, makeHint, later } = words.character;
  const memoryKey = `skald:character-later:${view.table.tableId}`;
  const [isLater, setIsLater] = useState(() => window.sessionStorage.getItem(memoryKey) !== null);
  const { seatId } = view.you;
  const isPlayer = view.seats.some((seat) => seat.seatId === seatId && seat.role === 'player');
  if (isLater || !isPlayer || view.game.sheets.some((sheet) => sheet.seatId === seatId)) return null;
  return (
    <div className="character-offer" data-testid="character-offer">
      <button type="button" className="quiet strong" data-testid="make-character" onClick={onMake}>
        {make}
      </button>
      <span className="hint">{makeHint}</span>
      <button
        type="button"
        className="quiet"
        data-testid="character-later"
        onClick={() => {
          window.sessionStorage.setItem(memoryKey, 'later');
          setIsLater(true);
        }}
      >
        {later}
      </button>
    </div>
  );
}
