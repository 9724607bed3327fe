import type { ListenedSeat, SeatId, TableId } from '@skald/protocol';
import type { SegmentToSpeak } from './ports.ts';
import { Presence, type PresencePorts, type TableState } from './presence.ts';

/** All live tables of this process. The opener closes it. */
export class Presences {
  readonly #ports: PresencePorts;
  readonly #byTable = new Map<TableId, Presence>();

  constructor(ports: PresencePorts) {
    this.#ports = ports;
  }

  get count(): number {
    return this.#byTable.size;
  }

  /** Sits down, or takes the api's word for how the table is now. */
  openTable(state: TableState): void {
    const present = this.#byTable.get(state.tableId);
    if (present) return present.reconcile(state);
    this.#byTable.set(state.tableId, new Presence(this.#ports, state));
    this.#ports.log.info({ tableId: state.tableId, seats: state.seats.length }, 'sat down at a table');
  }

  /** A table that is not there is closed already. */
  async closeTable(tableId: TableId): Promise<void> {
    const present = this.#byTable.get(tableId);
    this.#byTable.delete(tableId);
    await present?.close();
  }

  seatChanged({ tableId, seat }: { tableId: TableId; seat: ListenedSeat }): void {
    this.#byTable.get(tableId)?.setSeat(seat);
  }

  seatLeft(tableId: TableId, seatId: SeatId): void {
    this.#byTable.get(tableId)?.removeSeat(seatId);
  }

  /** A segment for a table that is not open cannot be spoken: its text remains. */
  speak(segment: SegmentToSpeak): void {
    const present = this.#byTable.get(segment.tableId);
    if (present) return present.speak(segment);
    const { tableId, turnId, segmentId } = segment;
    this.#ports.reports.segmentProgressed(tableId, { turnId, segmentId, state: 'failed', heardCharacters: 0 });
  }

  stop(tableId: TableId): void {
    this.#byTable.get(tableId)?.stop();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#byTable.keys()].map((tableId) => this.closeTable(tableId)));
  }
}
