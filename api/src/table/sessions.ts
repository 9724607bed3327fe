import type { Session, SessionId, TableId } from '@skald/protocol';
import type { SessionRow } from '../store/store.ts';
import { closingSeeds, openingSeeds, type SeedChange } from './dice-seeds.ts';
import type { TablePorts } from './ports.ts';
import type { Stream } from './stream.ts';

/** An evening ends by itself after this long without anybody saying anything (R6). In ms. */
export const SESSION_IDLE_MS = 6 * 3_600_000;

export function sessionOf(row: SessionRow | null): Session {
  if (!row) return { sessionId: null, number: 0, state: 'idle', startedAtMs: null };
  return { sessionId: row.id, number: row.number, state: row.state, startedAtMs: row.startedAtMs };
}

/** The evenings of one table (R6): started by the first turn, paused while nobody is there, ended by the host or by idleness. */
export class Sessions {
  readonly #tableId: TableId;
  readonly #stream: Stream;
  readonly #ports: TablePorts;
  #current: SessionRow | null;
  /** The evening was begun by a roll, and no turn has opened it yet. */
  #isOpeningDue = false;

  constructor(tableId: TableId, stream: Stream, ports: TablePorts) {
    this.#tableId = tableId;
    this.#stream = stream;
    this.#ports = ports;
    this.#current = ports.store.readLatestSession(tableId);
  }

  get current(): SessionRow | null {
    return this.#current;
  }

  get runningId(): SessionId | null {
    return this.#open?.id ?? null;
  }

  /** Starts an evening if none is open, for a turn. Returns whether that turn opens it. */
  ensureStarted(): boolean {
    const isDue = this.#isOpeningDue || this.#open === null;
    this.#isOpeningDue = false;
    if (!this.#open) this.#start();
    return isDue;
  }

  /** The evening that a public roll belongs to: it starts one where none is open, and leaves the opening to the first turn. (G2.9) */
  ensureStartedByRoll(): SessionId {
    if (this.#open) return this.#open.id;
    this.#isOpeningDue = true;
    return this.#start().id;
  }

  #start(): SessionRow {
    const atMs = this.#ports.nowMs();
    const number = (this.#current?.number ?? 0) + 1;
    const row: SessionRow = {
      id: this.#ports.ids.session(),
      tableId: this.#tableId,
      number,
      state: 'running',
      startedAtMs: atMs,
      lastActivityAtMs: atMs,
      endedAtMs: null,
      spotlight: {},
    };
    const seeds = openingSeeds(this.#ports, this.#tableId, row.id);
    this.#stream.recordAll(
      [{ event: { type: 'session:changed', session: sessionOf(row) }, audience: 'party' }, ...seeds.told],
      [
        { op: 'insert', into: 'sessions', row },
        { op: 'update', into: 'rooms', id: this.#tableId, set: { lastPlayedAtMs: atMs } },
        ...seeds.writes,
      ],
    );
    this.#current = row;
    return row;
  }

  /** Notes that somebody said something; written at most once a minute. */
  touch(): void {
    const open = this.#open;
    const lastActivityAtMs = this.#ports.nowMs();
    if (!open || lastActivityAtMs - open.lastActivityAtMs < 60_000) return;
    this.#current = { ...open, lastActivityAtMs };
    this.#ports.store.commit({
      tableId: this.#tableId,
      atMs: lastActivityAtMs,
      events: [],
      writes: [{ op: 'update', into: 'sessions', id: open.id, set: { lastActivityAtMs } }],
    });
  }

  pause(): void {
    if (this.#current?.state === 'running') this.#change({ state: 'paused' });
  }

  resume(): void {
    if (this.#current?.state === 'paused') this.#change({ state: 'running', lastActivityAtMs: this.#ports.nowMs() });
  }

  /** Ends the evening, and says so where people read. */
  end(): void {
    const open = this.#open;
    if (!open) return;
    const atMs = this.#ports.nowMs();
    this.#isOpeningDue = false;
    this.#change({ state: 'ended', endedAtMs: atMs }, closingSeeds(this.#ports, this.#tableId, open.id));
    const message = { kind: 'notice', messageId: this.#ports.ids.message(), atMs, code: 'session_ended', params: {} } as const;
    this.#stream.post({ message, sessionId: open.id });
  }

  endIfIdle(): void {
    if (this.#open && this.#ports.nowMs() - this.#open.lastActivityAtMs >= SESSION_IDLE_MS) this.end();
  }

  get #open(): SessionRow | null {
    return this.#current !== null && this.#current.state !== 'ended' ? this.#current : null;
  }

  #change(set: Partial<Omit<SessionRow, 'id' | 'tableId'>>, seeds: SeedChange = { writes: [], told: [] }): void {
    if (!this.#current) return;
    this.#current = { ...this.#current, ...set };
    this.#stream.recordAll(
      [{ event: { type: 'session:changed', session: sessionOf(this.#current) }, audience: 'party' }, ...seeds.told],
      [{ op: 'update', into: 'sessions', id: this.#current.id, set }, ...seeds.writes],
    );
  }
}
