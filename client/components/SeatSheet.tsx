import { DM_PEER_ID, type PeerId, type Seat } from '@skald/protocol';
import { useState, type ReactNode } from 'react';
import { findSeat, type TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import type { OpenSheet } from '../screens/RoomScreen.tsx';
import { Sheet } from './Sheet.tsx';

export interface SeatSheetSubject {
  readonly peerId: PeerId;
}

interface SeatSheetProps {
  readonly view: TableView;
  readonly subject: SeatSheetSubject;
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onClose: () => void;
}

/** One person or the DM: how loud, and what they are. */
export function SeatSheet({ view, subject, onOpen, onClose }: SeatSheetProps): ReactNode {
  const { words } = useWords();
  const { peerId } = subject;
  const isDm = peerId === DM_PEER_ID;
  const seat = isDm ? undefined : findSeat(view, peerId);
  const name = isDm ? words.room.dm : (seat?.name ?? '—');
  const { mind, hasVoice } = view.dm.abilities;
  return (
    <Sheet title={name} testId="seat-sheet" onClose={onClose}>
      {isDm && <p className="hint">{mind === 'offline' ? words.dm.offline : words.dm.model}</p>}
      {isDm && !hasVoice && <p className="hint">{words.dm.noVoice}</p>}
      {seat && (
        <p className="hint">
          {[
            seat.characterName,
            words.room.microphones[seat.microphone],
            seat.consent && seat.hearing !== 'none' ? words.room.dmHears : words.room.dmReads,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {seat && <CharacterWays view={view} seat={seat} onOpen={onOpen} />}
      {peerId !== view.you.seatId && <VolumeField peerId={peerId} name={name} />}
    </Sheet>
  );
}

/** To the sheet, for whoever may see it, and to a new character for its own seat. */
function CharacterWays({ view, seat, onOpen }: Pick<SeatSheetProps, 'view' | 'onOpen'> & { readonly seat: Seat }): ReactNode {
  const { words } = useWords();
  const sheet = view.game.sheets.find((one) => one.seatId === seat.seatId);
  const mayMake = seat.seatId === view.you.seatId && seat.role === 'player';
  if (!sheet && !mayMake) return null;
  return (
    <div className="sheet-actions">
      {sheet && (
        <button
          type="button"
          className="quiet strong"
          data-testid="open-character"
          onClick={() => onOpen({ sheet: 'character', characterId: sheet.characterId })}
        >
          {words.character.open}
        </button>
      )}
      {mayMake && (
        <button type="button" className="quiet" data-testid="seat-make-character" onClick={() => onOpen({ sheet: 'wizard' })}>
          {sheet ? words.character.makeAnother : words.character.make}
        </button>
      )}
    </div>
  );
}

function VolumeField({ peerId, name }: { peerId: PeerId; name: string }): ReactNode {
  const { words } = useWords();
  const { room } = useRoom();
  const [volume, setVolume] = useState(() => room.readVolume(peerId));
  return (
    <label className="field">
      <span>
        {words.room.volume} · {Math.round(volume * 100)}%
      </span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        aria-label={words.room.volumeOf(name)}
        data-testid="volume"
        onChange={({ target }) => {
          setVolume(target.valueAsNumber);
          room.setVolume(peerId, target.valueAsNumber);
        }}
      />
    </label>
  );
}
