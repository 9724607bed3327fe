import type { Seat as SeatData } from '@skald/protocol';
import type { CSSProperties, ReactNode } from 'react';
import type { Place } from '../core/seating.ts';
import { useLevel } from '../hooks/useLevel.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon, type IconName } from './Icon.tsx';

interface SeatProps {
  readonly seat: SeatData;
  readonly isOwn: boolean;
  readonly place: Place;
  readonly onOpen: () => void;
}

const MICROPHONE_ICONS: Record<SeatData['microphone'], IconName> = {
  none: 'pen',
  muted: 'microphoneOff',
  open: 'microphone',
  push_to_talk: 'hold',
};

/** One person: a pool of light that brightens with the voice. */
export function Seat({ seat, isOwn, place, onOpen }: SeatProps): ReactNode {
  const { words } = useWords();
  const { room } = useRoom();
  const { ref, isSpeaking } = useLevel<HTMLLIElement>(room.speaking, seat.seatId);
  const style = { '--x': place.x, '--y': place.y, '--seat': `var(--seat-${seat.colour})` } as CSSProperties;
  const classes = ['seat', isOwn && 'own', isSpeaking && 'speaking', !seat.connected && 'away', place.y < 0 && 'far'];
  return (
    <li ref={ref} className={classes.filter(Boolean).join(' ')} style={style}>
      <span className="seat-pool" aria-hidden="true" />
      <button type="button" className="seat-body" data-testid={`seat-${seat.seatId}`} data-speaking={isSpeaking} onClick={onOpen}>
        <span className="seat-token" aria-hidden="true">
          {initialOf(seat.name)}
        </span>
        <span className="seat-label">
          <span className="seat-name">
            {seat.name}
            {isOwn && <small> {words.room.you}</small>}
          </span>
          {seat.characterName && <span className="seat-character">{seat.characterName}</span>}
          <SeatMarks seat={seat} isSpeaking={isSpeaking} />
        </span>
      </button>
    </li>
  );
}

function SeatMarks({ seat, isSpeaking }: { seat: SeatData; isSpeaking: boolean }): ReactNode {
  const { words } = useWords();
  const isHeard = seat.consent && seat.hearing !== 'none';
  if (!seat.connected) return <span className="seat-marks">{words.room.away}</span>;
  return (
    <span className="seat-marks">
      <Icon name={MICROPHONE_ICONS[seat.microphone]} label={words.room.microphones[seat.microphone]} />
      <Icon name={isHeard ? 'ear' : 'earOff'} label={isHeard ? words.room.dmHears : words.room.dmReads} />
      {seat.isHost && <Icon name="crown" label={words.room.host} />}
      {isSpeaking && <span className="unseen">{words.room.speaking}</span>}
    </span>
  );
}

function initialOf(name: string): string {
  return (Array.from(name.trim())[0] ?? '?').toLocaleUpperCase();
}
