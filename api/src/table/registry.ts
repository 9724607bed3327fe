import { ProtocolError, type TableId } from '@skald/protocol';
import type { LinkClaim } from './link-tokens.ts';
import { LiveTable } from './live-table.ts';
import type { TablePorts } from './ports.ts';
import type { SeatRow, TableRow } from '../store/store.ts';

/** A table that nobody has been at for this long is put to sleep; its link wakes it. In ms. */
const ASLEEP_AFTER_MS = 5 * 60_000;

/** The tables that are live in this process. The builder closes it. */
export class TableRegistry {
  readonly #ports: TablePorts;
  readonly #live = new Map<TableId, LiveTable>();
  #woken = 0;

  constructor(ports: TablePorts) {
    this.#ports = ports;
  }

  get live(): readonly LiveTable[] {
    return [...this.#live.values()];
  }

  find(tableId: TableId): LiveTable | undefined {
    return this.#live.get(tableId);
  }

  /** The live table, woken if it sleeps. Throws `table_expired` when it is no longer kept. */
  wake(tableId: TableId): LiveTable {
    const known = this.#live.get(tableId);
    if (known) return known;
    const row = this.#ports.store.findTable(tableId);
    if (!row) throw new ProtocolError('table_expired', `table ${tableId} is gone`);
    this.#woken += 1;
    const table = new LiveTable(this.#ports, row, `${this.#ports.epoch}.${this.#woken}`);
    this.#live.set(tableId, table);
    return table;
  }

  /**
   * What a link's token allows, checked against the table as it is now. Throws `link_invalid` for anything that was not
   * signed here, `table_expired`, `link_revoked`, `seat_removed`.
   */
  admit(token: string, kinds: readonly LinkClaim['kind'][]): { claim: LinkClaim; table: TableRow; seat: SeatRow | null } {
    const claim = this.#ports.links.read(token);
    if (!claim || !kinds.includes(claim.kind)) throw new ProtocolError('link_invalid', 'no such link');
    const table = this.#ports.store.findTable(claim.tableId);
    if (!table) throw new ProtocolError('table_expired', 'the table of this link is gone');
    if (claim.kind === 'seat') return { claim, table, seat: this.#seatOf(claim) };
    if (claim.generation !== (claim.kind === 'invite' ? table.inviteGeneration : table.hostGeneration))
      throw new ProtocolError('link_revoked', 'an older link');
    return { claim, table, seat: null };
  }

  #seatOf(claim: Extract<LinkClaim, { kind: 'seat' }>): SeatRow {
    const seat = this.#ports.store.readSeats(claim.tableId).find((row) => row.id === claim.seatId);
    if (!seat || seat.removedAtMs !== null || seat.tokenGeneration !== claim.generation)
      throw new ProtocolError('seat_removed', 'the seat of this link is gone');
    return seat;
  }

  /** Runs what is due at every live table; call it a few times a second. One table's failure does not touch the others. */
  tick(): void {
    for (const table of this.live) {
      try {
        table.tick();
        if ((table.emptyForMs() ?? 0) >= ASLEEP_AFTER_MS) this.sleep(table.tableId);
      } catch (error) {
        this.#ports.log.error({ tableId: table.tableId, err: error }, 'a table failed in its tick');
      }
    }
  }

  sleep(tableId: TableId): void {
    this.#live.get(tableId)?.close();
    this.#live.delete(tableId);
  }

  close(): void {
    for (const table of this.live) this.sleep(table.tableId);
  }
}
