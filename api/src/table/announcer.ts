import type { Cursor, SeatId, TableEvent, TableId } from '@skald/protocol';
import { mayKnow, type Audience } from '../domain/audience.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';

/** Tells the seats of one table what they may know, numbered for each. */
export class Announcer {
  readonly #ports: TablePorts;
  readonly #tableId: TableId;
  readonly #epoch: string;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #outboxes = new Map<SeatId, Outbox>();
  readonly #toldLast = new Map<SeatId, string>();

  constructor(ports: TablePorts, tableId: TableId, epoch: string, people: ReadonlyMap<string, Person>) {
    this.#ports = ports;
    this.#tableId = tableId;
    this.#epoch = epoch;
    this.#people = people;
  }

  /** Numbers an event for every seat that may know it, and sends it to those that are connected. */
  broadcast(event: TableEvent, audience: Audience): void {
    for (const person of this.#people.values()) {
      if (!mayKnow(audience, person.row.id)) continue;
      const cursor = this.#outbox(person.row.id).push(event, this.#position());
      person.client?.tell(cursor, event);
    }
  }

  /** The same for something that is told again and again: a seat is told it only when it is not what it was told last. */
  tellChanged(seatId: SeatId, event: TableEvent): void {
    const told = JSON.stringify(event);
    if (told === this.#toldLast.get(seatId)) return;
    this.#toldLast.set(seatId, told);
    this.broadcast(event, seatId);
  }

  /** A snapshot has just told a seat what this event would. */
  noteTold(seatId: SeatId, event: TableEvent): void {
    this.#toldLast.set(seatId, JSON.stringify(event));
  }

  /** Where a seat is now, and what it missed; `replay` is null when only a snapshot helps. */
  catchUp(seatId: SeatId, resume: Cursor | null): { cursor: Cursor; replay: readonly TableEvent[] | null } {
    const outbox = this.#outbox(seatId);
    const replay = resume ? outbox.replayAfter(resume) : null;
    return { cursor: outbox.cursor(this.#position()), replay };
  }

  forget(seatId: SeatId): void {
    this.#outboxes.delete(seatId);
    this.#toldLast.delete(seatId);
  }

  #outbox(seatId: SeatId): Outbox {
    const outbox = this.#outboxes.get(seatId) ?? createOutbox(this.#epoch, seatId, this.#ports.seal);
    this.#outboxes.set(seatId, outbox);
    return outbox;
  }

  #position(): number {
    return this.#ports.store.readLastPosition(this.#tableId);
  }
}
