import { useCallback, useState, type MouseEvent, type ReactNode } from 'react';
import { CampaignSheets, type CampaignSheet } from '../components/CampaignSheets.tsx';
import { ChatBox } from '../components/ChatBox.tsx';
import { CombatPanel } from '../components/combat/CombatPanel.tsx';
import { HearingNote } from '../components/HearingNote.tsx';
import { HostSheet } from '../components/HostSheet.tsx';
import { RoomBanner } from '../components/RoomBanner.tsx';
import { RoomHead } from '../components/RoomHead.tsx';
import { SafetyBanner } from '../components/SafetyBanner.tsx';
import { ScenePanel } from '../components/ScenePanel.tsx';
import { SeatSheet, type SeatSheetSubject } from '../components/SeatSheet.tsx';
import { SettingsSheet } from '../components/SettingsSheet.tsx';
import { CharacterSheets, type CharacterSheetSubject } from '../components/sheet/CharacterSheets.tsx';
import { Stage } from '../components/Stage.tsx';
import { StreamPanel } from '../components/StreamPanel.tsx';
import { TalkDock } from '../components/TalkDock.tsx';
import { CharacterOffer } from '../components/wizard/CharacterOffer.tsx';
import type { TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useSafetyKey } from '../hooks/useSafetyKey.ts';
import { useServices } from '../hooks/useServices.ts';
import { useTalkKeys } from '../hooks/useTalkKeys.ts';

export type OpenSheet =
  | { sheet: 'settings' }
  | { sheet: 'host' }
  | { sheet: 'seat'; subject: SeatSheetSubject }
  | { sheet: CampaignSheet }
  | CharacterSheetSubject
  | null;

/** The evening itself. */
export function RoomScreen({ view }: { readonly view: TableView }): ReactNode {
  const { room } = useRoom();
  const { shelf } = useServices();
  const [open, setOpen] = useState<OpenSheet>(null);
  const [{ showsCaptions, hasKeys }, setChoices] = useState(() => shelf.read());
  useTalkKeys(room, hasKeys);
  useSafetyKey(useCallback(() => setOpen({ sheet: 'safety' }), []));
  const choose = (change: { showsCaptions?: boolean; hasKeys?: boolean }): void => setChoices(shelf.update(change));
  const close = (): void => setOpen(null);
  return (
    <div className="room" onClick={giveKeysBack}>
      <RoomHead view={view} onOpen={setOpen} />
      <div className="banners">
        <SafetyBanner view={view} />
        <RoomBanner />
        <CharacterOffer view={view} onMake={() => setOpen({ sheet: 'wizard' })} />
      </div>
      <Stage view={view} onSeat={(subject) => setOpen({ sheet: 'seat', subject })}>
        <ScenePanel view={view} onOpen={() => setOpen({ sheet: 'story' })} />
      </Stage>
      <section className="side">
        <CombatPanel game={view.game} seatId={view.you.seatId} hasKeys={hasKeys} />
        <StreamPanel view={view} showsCaptions={showsCaptions} />
        <HearingNote />
        <ChatBox />
      </section>
      <TalkDock hasKeys={hasKeys} />
      <CampaignSheets view={view} open={open} onOpen={setOpen} />
      <CharacterSheets view={view} open={open} onOpen={setOpen} />
      {open?.sheet === 'settings' && (
        <SettingsSheet showsCaptions={showsCaptions} hasKeys={hasKeys} onChoose={choose} onClose={close} />
      )}
      {open?.sheet === 'host' && <HostSheet view={view} onClose={close} />}
      {open?.sheet === 'seat' && <SeatSheet view={view} subject={open.subject} onOpen={setOpen} onClose={close} />}
    </div>
  );
}

/** A button that was clicked with the mouse lets go of the focus, so that Space talks and does not click again. */
function giveKeysBack(event: MouseEvent): void {
  const focused = document.activeElement;
  if (event.detail > 0 && focused instanceof HTMLButtonElement && !focused.closest('dialog')) focused.blur();
}
