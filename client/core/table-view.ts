import { applyCampaignEvent } from './campaign-view.ts';
import { applyGameEvent } from './game-view.ts';
import type { Message, Seat, SeatId, Snapshot, TableEvent } from '@skald/protocol';

/** Everything the api told of the table, and what people are just saying. */
export interface TableView extends Snapshot {
  /** Words of utterances that are not finished, by seat. They are never numbered and may vanish. */
  readonly interims: Readonly<Partial<Record<SeatId, string>>>;
}

/** A fresh picture replaces the old one; words in the air are forgotten. Earlier messages that were loaded stay when they still join on. */
export function takeSnapshot(previous: TableView | null, snapshot: Snapshot): TableView {
  const first = snapshot.messages[0];
  const overlap = previous && first ? previous.messages.findIndex((message) => message.messageId === first.messageId) : -1;
  if (!previous || overlap <= 0) return { ...snapshot, interims: {} };
  return {
    ...snapshot,
    messages: [...previous.messages.slice(0, overlap), ...snapshot.messages],
    hasEarlierMessages: previous.hasEarlierMessages,
    interims: {},
  };
}

export function applyEvent(view: TableView, event: TableEvent): TableView {
  switch (event.type) {
    case 'seat:changed':
      return { ...view, seats: placeSeat(view.seats, event.seat) };
    case 'seat:left':
      return leave(view, event.seatId);
    case 'message:posted':
      return { ...postMessage(view, event.message), interims: withoutInterimOf(view, event.message) };
    case 'message:changed':
      return { ...view, messages: view.messages.map((old) => (old.messageId === event.message.messageId ? event.message : old)) };
    case 'dm:changed':
      return { ...view, dm: { state: event.state, abilities: event.abilities } };
    case 'scene:changed':
      return { ...view, scene: event.scene };
    case 'session:changed':
      return { ...view, session: event.session };
    case 'dice:changed':
      return { ...view, dice: placeSeed(view.dice, event.seed) };
    case 'table:changed':
      return { ...view, table: event.table };
    case 'safety:changed':
    case 'boundaries:changed':
    case 'quest:changed':
    case 'quest:hidden':
    case 'handout:shown':
      return { ...view, campaign: applyCampaignEvent(view.campaign, event) };
    case 'character:changed':
    case 'character:left':
    case 'sheet:changed':
    case 'encounter:changed':
    case 'undoable:changed':
      return { ...view, game: applyGameEvent(view.game, event) };
  }
}

/** Empty text ends it. */
export function hearInterim(view: TableView, seatId: SeatId, text: string): TableView {
  const interims = { ...view.interims };
  if (text.trim() === '') delete interims[seatId];
  else interims[seatId] = text;
  return { ...view, interims };
}

/** Puts older messages, oldest first, before those that are there. */
export function addEarlier(view: TableView, earlier: readonly Message[], hasEarlier: boolean): TableView {
  const known = new Set(view.messages.map((message) => message.messageId));
  const fresh = earlier.filter((message) => !known.has(message.messageId));
  return { ...view, messages: [...fresh, ...view.messages], hasEarlierMessages: hasEarlier };
}

export function findSeat(view: TableView, seatId: SeatId | null): Seat | undefined {
  return view.seats.find((seat) => seat.seatId === seatId);
}

export function ownSeat(view: TableView): Seat | undefined {
  return findSeat(view, view.you.seatId);
}

/** Who was removed sits here no more; their lines keep the name and the colour. */
function leave(view: TableView, seatId: SeatId): TableView {
  const left = view.seats.filter((seat) => seat.seatId === seatId).map(({ name, colour }) => ({ seatId, name, colour }));
  const seats = view.seats.filter((seat) => seat.seatId !== seatId);
  return { ...view, seats, formerSeats: [...view.formerSeats, ...left] };
}

/** Seeds of the newest evening alone. */
function placeSeed(seeds: Snapshot['dice'], seed: Snapshot['dice'][number]): Snapshot['dice'] {
  const ofEvening = seeds.filter(({ sessionId }) => sessionId === seed.sessionId);
  const isKnown = ofEvening.some(({ seedId }) => seedId === seed.seedId);
  return isKnown ? ofEvening.map((old) => (old.seedId === seed.seedId ? seed : old)) : [...ofEvening, seed];
}

function placeSeat(seats: readonly Seat[], seat: Seat): Seat[] {
  const isKnown = seats.some((old) => old.seatId === seat.seatId);
  return isKnown ? seats.map((old) => (old.seatId === seat.seatId ? seat : old)) : [...seats, seat];
}

function postMessage(view: TableView, message: Message): TableView {
  const isKnown = view.messages.some((old) => old.messageId === message.messageId);
  const messages = isKnown
    ? view.messages.map((old) => (old.messageId === message.messageId ? message : old))
    : [...view.messages, message];
  return { ...view, messages };
}

function withoutInterimOf(view: TableView, message: Message): TableView['interims'] {
  if (message.kind !== 'speech' || view.interims[message.seatId] === undefined) return view.interims;
  const interims = { ...view.interims };
  delete interims[message.seatId];
  return interims;
}
