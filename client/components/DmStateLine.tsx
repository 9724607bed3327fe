import type { CSSProperties, ReactNode } from 'react';
import { describeDm, queuedOf } from '../core/describe.ts';
import { moodOf } from '../core/flame-mood.ts';
import { findSeat, type TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

interface DmStateLineProps {
  readonly view: TableView;
  readonly onOpen: () => void;
}

/** What the Dungeon Master is doing, always in sight, and the button that makes it stop. (D10) */
export function DmStateLine({ view, onOpen }: DmStateLineProps): ReactNode {
  const { words } = useWords();
  const { room } = useRoom();
  const { state } = view.dm;
  const queued = queuedOf(state);
  const isBusy = state.state === 'speaking' || state.state === 'thinking';
  const isOver = view.session.state === 'ended' && state.state === 'listening';
  const style = { '--flame-hue': moodOf(state).hue } as CSSProperties;
  return (
    <>
      <div className="dm-plate" data-state={state.state} style={style}>
        <button type="button" className="dm-name" onClick={onOpen} data-testid="open-dm">
          {words.room.dm}
        </button>
        <p
          className="dm-state"
          role="status"
          data-testid="dm-state"
          data-state={state.state}
          data-voice={view.dm.abilities.hasVoice}
        >
          {isOver ? words.dm.eveningOver : describeDm(state, words, (seatId) => findSeat(view, seatId)?.name)}
          {isOver && <small className="dm-next"> {words.dm.beginNext}</small>}
          {queued > 0 && <small> {words.dm.queued(queued)}</small>}
        </p>
      </div>
      <button
        type="button"
        className="dm-stop"
        data-testid="stop-dm"
        aria-label={words.room.stopDm}
        disabled={!isBusy}
        onClick={() => void room.stopDm().catch(() => undefined)}
      >
        <Icon name="stop" />
        {words.room.stopShort}
      </button>
    </>
  );
}
