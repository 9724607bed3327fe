import {
  MAX_FORMER_SEATS,
  type Cursor,
  type FormerSeat,
  type Hearing,
  type ListenedSeat,
  type Microphone,
  type Seat,
  type SeatId,
  type TableEvent,
  type TalkTarget,
} from '@skald/protocol';
import type { SeatRow } from '../store/store.ts';

/** A connected page, as the table sees it. The realtime layer implements it. */
export interface SeatClient {
  tell(cursor: Cursor, event: TableEvent): void;
  interim(seatId: SeatId, text: string): void;
  /** Ends the connection with a reason that the page shows. */
  dismiss(reason: 'superseded' | 'removed'): void;
}

/** One seat while the table is live: its row and what only a connection knows. */
export interface Person {
  row: SeatRow;
  characterName: string | null;
  client: SeatClient | null;
  microphone: Microphone;
  hasRecogniser: boolean;
  /** Push-to-talk target that is held now. */
  holding: TalkTarget | null;
  /** Highest sequence of `talk:set` seen from this connection. */
  talkSequence: number;
  isVoiced: boolean;
}

export function newPerson(row: SeatRow, characterName: string | null): Person {
  return {
    row,
    characterName,
    client: null,
    microphone: 'none',
    hasRecogniser: false,
    holding: null,
    talkSequence: -1,
    isVoiced: false,
  };
}

/** How the DM hears a seat: with consent, by the server's recogniser where there is one, else by the browser's own. */
export function hearingOf(person: Person, serverHasEars: boolean): Hearing {
  if (!person.row.consent || person.row.role === 'listener') return 'none';
  if (serverHasEars) return 'provider';
  return person.hasRecogniser ? 'browser' : 'none';
}

export function seatOf(person: Person, serverHasEars: boolean): Seat {
  const { row } = person;
  return {
    seatId: row.id,
    name: row.name,
    characterName: person.characterName,
    role: row.role,
    isHost: row.isHost,
    connected: person.client !== null,
    microphone: person.client === null ? 'none' : person.microphone,
    consent: row.consent,
    hearing: hearingOf(person, serverHasEars),
    colour: row.colour,
  };
}

/** Seats that were removed, the last ones at the end. */
export function formerSeatsOf(rows: readonly SeatRow[]): FormerSeat[] {
  return rows
    .filter(({ removedAtMs }) => removedAtMs !== null)
    .sort((a, b) => (a.removedAtMs ?? 0) - (b.removedAtMs ?? 0))
    .slice(-MAX_FORMER_SEATS)
    .map(({ id, name, colour }) => ({ seatId: id, name, colour }));
}

/** The same seat for the bot: whom to hear, and how. */
export function listenedSeatOf(person: Person, serverHasEars: boolean): ListenedSeat {
  return {
    seatId: person.row.id,
    name: person.row.name,
    hearing: hearingOf(person, serverHasEars),
    consent: person.row.consent,
    mode: person.microphone === 'push_to_talk' ? 'push_to_talk' : 'open',
    holding: person.holding,
  };
}

/** Name at the table: the character with the player, or the player alone. */
export function speakerNameOf(person: Person): string {
  return person.characterName === null ? person.row.name : `${person.characterName}/${person.row.name}`;
}
