import { ProtocolError, type SeatId } from '@skald/protocol';
import type { SeatRow, Store, TableRow, Write } from '../store/store.ts';
import type { LinkTokens } from './link-tokens.ts';
import type { Ids } from './ports.ts';
import type { TableRegistry } from './registry.ts';

export interface AdmissionLimits {
  readonly seatsMax: number;
  readonly listenersMax: number;
}

export interface JoinWish {
  readonly token: string;
  readonly name: string;
  readonly characterName: string | null;
  readonly role: 'player' | 'listener';
  readonly seatToken: string | null;
}

export interface Admitted {
  readonly table: TableRow;
  readonly seatId: SeatId;
  readonly seatToken: string;
  readonly role: 'player' | 'listener';
}

const COLOURS = 12;

/** Makes tables, seats people at them and shows them out: what links allow (R1-R5). */
export class Admission {
  readonly #store: Store;
  readonly #links: LinkTokens;
  readonly #ids: Ids;
  readonly #tables: TableRegistry;
  readonly #limits: AdmissionLimits;
  readonly #nowMs: () => number;

  constructor(parts: {
    store: Store;
    links: LinkTokens;
    ids: Ids;
    tables: TableRegistry;
    limits: AdmissionLimits;
    nowMs: () => number;
  }) {
    this.#store = parts.store;
    this.#links = parts.links;
    this.#ids = parts.ids;
    this.#tables = parts.tables;
    this.#limits = parts.limits;
    this.#nowMs = parts.nowMs;
  }

  createTable(wish: Pick<TableRow, 'title' | 'language' | 'style'>): TableRow {
    const createdAtMs = this.#nowMs();
    const row: TableRow = {
      ...wish,
      id: this.#ids.table(),
      isLocked: false,
      inviteGeneration: 1,
      hostGeneration: 1,
      seatsMax: this.#limits.seatsMax,
      boundaries: { lines: [], veils: [] },
      scene: null,
      createdAtMs,
      lastPlayedAtMs: null,
    };
    const event = { type: 'table:created', audience: 'party' as const, payload: { language: row.language, style: row.style } };
    this.#store.commit({ tableId: row.id, atMs: createdAtMs, events: [event], writes: [{ op: 'insert', into: 'rooms', row }] });
    return row;
  }

  inviteToken(table: TableRow): string {
    return this.#links.write({ kind: 'invite', tableId: table.id, generation: table.inviteGeneration });
  }

  hostToken(table: TableRow): string {
    return this.#links.write({ kind: 'host', tableId: table.id, generation: table.hostGeneration });
  }

  seatsTaken(table: TableRow): number {
    return this.#present(table, 'player').length;
  }

  /** Takes the seat this device had, or a new one. Throws `table_locked`, `table_full` and what links throw. */
  join(wish: JoinWish): Admitted {
    const { claim, table } = this.#tables.admit(wish.token, ['invite', 'host']);
    const own = this.#ownSeat(table, wish.seatToken);
    if (own) return this.#takeAgain(table, own, wish, claim.kind === 'host');
    if (claim.kind !== 'host' && table.isLocked) throw new ProtocolError('table_locked', 'the table is locked');
    const limit = wish.role === 'player' ? table.seatsMax : this.#limits.listenersMax;
    if (this.#present(table, wish.role).length >= limit) throw new ProtocolError('table_full', `no ${wish.role} seat is free`);
    const row = this.#newSeat(table, wish, claim.kind === 'host');
    const writes: Write[] = [{ op: 'insert', into: 'players', row }];
    if (wish.characterName !== null)
      writes.push({
        op: 'insert',
        into: 'characters',
        row: {
          id: this.#ids.character(),
          tableId: table.id,
          seatId: row.id,
          name: wish.characterName,
          sheet: null,
          aside: {},
          revision: 0,
          createdAtMs: this.#nowMs(),
        },
      });
    const event = { type: 'seat:taken', audience: 'party' as const, payload: { seatId: row.id, role: row.role } };
    this.#store.commit({ tableId: table.id, atMs: row.createdAtMs, events: [event], writes });
    this.#tables.find(table.id)?.addSeat(row, wish.characterName);
    return this.#admitted(table, row);
  }

  removeSeat(table: TableRow, seatId: SeatId): void {
    const seat = this.#store.readSeats(table.id).find((row) => row.id === seatId && row.removedAtMs === null);
    if (!seat) throw new ProtocolError('not_found', 'no such seat');
    if (seat.isHost) throw new ProtocolError('forbidden', 'the host does not remove the host');
    const event = { type: 'seat:removed', audience: 'party' as const, payload: { seatId } };
    const set = { removedAtMs: this.#nowMs(), tokenGeneration: seat.tokenGeneration + 1 };
    this.#store.commit({
      tableId: table.id,
      atMs: this.#nowMs(),
      events: [event],
      writes: [{ op: 'update', into: 'players', id: seatId, set }],
    });
    this.#tables.find(table.id)?.removeSeat(seatId);
  }

  reissueInvite(table: TableRow): TableRow {
    return this.#change(table, { inviteGeneration: table.inviteGeneration + 1 }, 'invite:reissued');
  }

  setLocked(table: TableRow, isLocked: boolean): TableRow {
    return this.#change(table, { isLocked }, 'table:locked');
  }

  #change(table: TableRow, set: Partial<Pick<TableRow, 'inviteGeneration' | 'isLocked'>>, type: string): TableRow {
    this.#store.commit({
      tableId: table.id,
      atMs: this.#nowMs(),
      events: [{ type, audience: 'party', payload: {} }],
      writes: [{ op: 'update', into: 'rooms', id: table.id, set }],
    });
    this.#tables.find(table.id)?.rowChanged();
    return { ...table, ...set };
  }

  #present(table: TableRow, role: SeatRow['role']): SeatRow[] {
    return this.#store.readSeats(table.id).filter((seat) => seat.removedAtMs === null && seat.role === role);
  }

  /** A removed player's token is told so, and does not open a new seat quietly. */
  #ownSeat(table: TableRow, seatToken: string | null): SeatRow | null {
    if (seatToken === null) return null;
    const claim = this.#links.read(seatToken);
    if (claim?.kind !== 'seat' || claim.tableId !== table.id) return null;
    const seat = this.#store.readSeats(table.id).find((row) => row.id === claim.seatId);
    if (!seat) return null;
    if (seat.removedAtMs !== null || seat.tokenGeneration !== claim.generation)
      throw new ProtocolError('seat_removed', 'the seat was removed');
    return seat;
  }

  #takeAgain(table: TableRow, seat: SeatRow, wish: JoinWish, isHost: boolean): Admitted {
    const set = { name: wish.name, isHost: seat.isHost || isHost, lastSeenAtMs: this.#nowMs() };
    const writes: Write[] = [{ op: 'update', into: 'players', id: seat.id, set }];
    this.#store.commit({
      tableId: table.id,
      atMs: this.#nowMs(),
      events: [{ type: 'seat:takenAgain', audience: 'party', payload: { seatId: seat.id } }],
      writes,
    });
    this.#tables.find(table.id)?.seatRowChanged({ ...seat, ...set });
    return this.#admitted(table, seat);
  }

  #newSeat(table: TableRow, wish: JoinWish, isHost: boolean): SeatRow {
    const used = new Set(
      this.#store
        .readSeats(table.id)
        .filter((seat) => seat.removedAtMs === null)
        .map((seat) => seat.colour),
    );
    const free = Array.from({ length: COLOURS }, (_, index) => index).find((colour) => !used.has(colour));
    const atMs = this.#nowMs();
    return {
      id: this.#ids.seat(),
      tableId: table.id,
      name: wish.name,
      role: wish.role,
      isHost,
      colour: free ?? used.size % COLOURS,
      tokenGeneration: 1,
      consent: false,
      removedAtMs: null,
      createdAtMs: atMs,
      lastSeenAtMs: atMs,
    };
  }

  #admitted(table: TableRow, seat: SeatRow): Admitted {
    const seatToken = this.#links.write({ kind: 'seat', tableId: table.id, seatId: seat.id, generation: seat.tokenGeneration });
    return { table, seatId: seat.id, seatToken, role: seat.role };
  }
}
