import { DM_PEER_ID } from '@skald/protocol';
import { useCallback, useMemo, type ReactNode } from 'react';
import { moodOf } from '../core/flame-mood.ts';
import { placeSeats } from '../core/seating.ts';
import type { TableView } from '../core/table-view.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { DmStateLine } from './DmStateLine.tsx';
import { Seat } from './Seat.tsx';
import type { SeatSheetSubject } from './SeatSheet.tsx';
import { TableScene } from './TableScene.tsx';

interface StageProps {
  readonly view: TableView;
  readonly onSeat: (subject: SeatSheetSubject) => void;
  readonly children: ReactNode;
}

/** The table with the flame and everybody around it. */
export function Stage({ view, onSeat, children }: StageProps): ReactNode {
  const { words } = useWords();
  const { room } = useRoom();
  const dm = view.dm.state;
  const mood = useMemo(() => moodOf(dm), [dm]);
  const readLevel = useCallback(() => room.speaking.readLevel(DM_PEER_ID), [room]);
  const seats = [...view.seats].sort((a, b) => Number(b.seatId === view.you.seatId) - Number(a.seatId === view.you.seatId));
  const places = placeSeats(seats.length);
  return (
    <section className="stage">
      {children}
      <TableScene mood={mood} readLevel={readLevel}>
        <ul className="seats" aria-label={words.room.seats}>
          {seats.map((seat, index) => (
            <Seat
              key={seat.seatId}
              seat={seat}
              isOwn={seat.seatId === view.you.seatId}
              place={places[index] ?? { x: 0, y: 1 }}
              onOpen={() => onSeat({ peerId: seat.seatId })}
            />
          ))}
        </ul>
        <DmStateLine view={view} onOpen={() => onSeat({ peerId: DM_PEER_ID })} />
      </TableScene>
    </section>
  );
}
