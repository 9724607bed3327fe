import type { ReactNode } from 'react';
import type { TableView } from '../core/table-view.ts';
import type { OpenSheet } from '../screens/RoomScreen.tsx';
import { BoundariesSheet } from './BoundariesSheet.tsx';
import { HandoutSheet } from './HandoutSheet.tsx';
import { SafetyCards } from './SafetyCards.tsx';
import { SpotlightPanel } from './SpotlightPanel.tsx';
import { StorySheet } from './StorySheet.tsx';

/** Sheets of the campaign that may lie over the room. */
export type CampaignSheet = 'safety' | 'boundaries' | 'story' | 'spotlight' | 'handout';

interface CampaignSheetsProps {
  readonly view: TableView;
  readonly open: OpenSheet;
  readonly onOpen: (sheet: OpenSheet) => void;
}

export function CampaignSheets({ view, open, onOpen }: CampaignSheetsProps): ReactNode {
  const close = (): void => onOpen(null);
  const { campaign, table } = view;
  switch (open?.sheet) {
    case 'safety':
      return <SafetyCards view={view} onBoundaries={() => onOpen({ sheet: 'boundaries' })} onClose={close} />;
    case 'boundaries':
      return <BoundariesSheet boundaries={campaign.boundaries} onClose={close} />;
    case 'story':
      return <StorySheet view={view} onOpen={onOpen} onClose={close} />;
    case 'spotlight':
      return <SpotlightPanel view={view} onClose={close} />;
    case 'handout':
      return campaign.handout && <HandoutSheet tableId={table.tableId} handout={campaign.handout} onClose={close} />;
    default:
      return null;
  }
}
