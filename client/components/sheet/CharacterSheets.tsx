import type { CharacterId } from '@skald/protocol';
import type { ReactNode } from 'react';
import { findSeat, type TableView } from '../../core/table-view.ts';
import type { OpenSheet } from '../../screens/RoomScreen.tsx';
import { CharacterWizard } from '../wizard/CharacterWizard.tsx';
import { CharacterSheet } from './CharacterSheet.tsx';

/** What of characters may lie over the room. */
export type CharacterSheetSubject = { sheet: 'wizard' } | { sheet: 'character'; characterId: CharacterId };

interface CharacterSheetsProps {
  readonly view: TableView;
  readonly open: OpenSheet;
  readonly onOpen: (sheet: OpenSheet) => void;
}

export function CharacterSheets({ view, open, onOpen }: CharacterSheetsProps): ReactNode {
  const close = (): void => onOpen(null);
  if (open?.sheet === 'character') {
    return <CharacterSheet key={open.characterId} view={view} characterId={open.characterId} onClose={close} />;
  }
  if (open?.sheet !== 'wizard') return null;
  return (
    <CharacterWizard
      tableId={view.table.tableId}
      name={findSeat(view, view.you.seatId)?.characterName ?? ''}
      onMade={(characterId) => onOpen({ sheet: 'character', characterId })}
      onClose={close}
    />
  );
}
