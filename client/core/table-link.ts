import {
  ask,
  errorBodySchema,
  hear,
  ProtocolError,
  tableEvents,
  tableRequests,
  type ContractSocket,
  type Cursor,
  type ErrorCode,
  type PayloadOf,
  type ReplyOf,
  type RequestContract,
  type RequestOf,
  type SeatId,
  type Snapshot,
  type TableEvent,
} from '@skald/protocol';
import { Retry } from './backoff.ts';

/** A socket.io client socket that does not reconnect by itself. */
export interface LinkSocket extends ContractSocket {
  connect(): unknown;
  disconnect(): unknown;
}

export type LinkState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'lost' }
  | { state: 'refused'; code: ErrorCode }
  | { state: 'superseded' }
  | { state: 'closed' };

export interface TableLinkOptions {
  /** A new, unconnected socket for each try. */
  readonly openSocket: () => LinkSocket;
  readonly random: () => number;
  readonly onState: (state: LinkState) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly onEvent: (event: TableEvent) => void;
  readonly onInterim: (seatId: SeatId, text: string) => void;
}

/** Answers after which another try would be answered the same. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set([
  'link_invalid',
  'link_revoked',
  'table_expired',
  'seat_removed',
  'unauthorised',
  'token_invalid',
  'forbidden',
  'version_mismatch',
]);

/**
 * The seat's link to the api. Enters, follows the numbered events, asks again for what is missing, and comes back by itself
 * for ever, until the seat is refused, removed or taken over. `close()` is final.
 */
export class TableLink {
  #state: LinkState = { state: 'closed' };
  #socket: LinkSocket | undefined;
  #cursor: Cursor | null = null;
  /** Events that came while `table:enter` was being answered; null when nothing is being asked. */
  #held: PayloadOf<typeof tableEvents.told>[] | null = null;
  readonly #options: TableLinkOptions;
  readonly #retry: Retry;
  readonly #waiters = new Set<(state: LinkState) => void>();

  constructor(options: TableLinkOptions) {
    this.#options = options;
    this.#retry = new Retry(() => this.#connect(), options.random);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Connects, also after the seat was taken over by another tab: this tab takes it back. */
  open(): void {
    if (this.#state.state === 'connecting' || this.#state.state === 'open') return;
    if (this.#state.state === 'lost') return this.#retry.hurry();
    this.#move({ state: 'connecting' });
    this.#connect();
  }

  /** Tries now instead of after the wait. */
  hurry(): void {
    this.#retry.hurry();
  }

  /** Asks the api. Throws ProtocolError; `unavailable` while there is no connection. */
  ask<C extends RequestContract>(contract: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
    if (!this.#socket || this.#state.state !== 'open') {
      return Promise.reject(new ProtocolError('unavailable', `${contract.name} has no connection`));
    }
    return ask(this.#socket, contract, request);
  }

  /** Resolves when the link is open, at once if it is. Throws `unavailable` after that many ms, or when it will not open by itself. */
  untilOpen(withinMs: number): Promise<void> {
    if (this.#state.state === 'open') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.#waiters.delete(look);
        end();
      };
      const look = ({ state }: LinkState): void => {
        if (state === 'open') settle(resolve);
        else if (state !== 'lost' && state !== 'connecting') settle(() => reject(new ProtocolError('unavailable')));
      };
      const timer = setTimeout(() => settle(() => reject(new ProtocolError('unavailable'))), withinMs);
      this.#waiters.add(look);
      look(this.#state);
    });
  }

  close(): void {
    this.#drop();
    this.#move({ state: 'closed' });
  }

  #connect(): void {
    this.#dropSocket();
    const socket = this.#options.openSocket();
    this.#socket = socket;
    const ifCurrent =
      <Args extends unknown[]>(run: (...args: Args) => void) =>
      (...args: Args): void => {
        if (this.#socket === socket) run(...args);
      };
    const ignore = (): void => undefined;
    hear(
      socket,
      tableEvents.told,
      ifCurrent((told) => this.#told(told)),
      ifCurrent(() => this.#enter(socket)),
    );
    hear(
      socket,
      tableEvents.interim,
      ifCurrent(({ seatId, text }) => this.#options.onInterim(seatId, text)),
      ignore,
    );
    hear(
      socket,
      tableEvents.superseded,
      ifCurrent(() => this.#finish({ state: 'superseded' })),
      ignore,
    );
    hear(
      socket,
      tableEvents.removed,
      ifCurrent(() => this.#finish({ state: 'refused', code: 'seat_removed' })),
      ignore,
    );
    socket.on(
      'connect',
      ifCurrent(() => this.#enter(socket)),
    );
    socket.on(
      'disconnect',
      ifCurrent(() => this.#lose()),
    );
    socket.on(
      'connect_error',
      ifCurrent((error: unknown) => this.#fail(codeOf(error))),
    );
    socket.connect();
  }

  #enter(socket: LinkSocket): void {
    if (this.#held) return;
    this.#held = [];
    ask(socket, tableRequests.enter, { resume: this.#cursor }).then(
      (reply) => {
        if (this.#socket === socket) this.#entered(reply);
      },
      (error: unknown) => {
        if (this.#socket === socket) this.#fail(error instanceof ProtocolError ? error.code : 'internal');
      },
    );
  }

  #entered({ cursor, snapshot, replay }: ReplyOf<typeof tableRequests.enter>): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#cursor = cursor;
    if (snapshot) this.#options.onSnapshot(snapshot);
    for (const event of replay) this.#options.onEvent(event);
    this.#retry.settled();
    this.#move({ state: 'open' });
    for (const told of held) this.#told(told);
  }

  #told(told: PayloadOf<typeof tableEvents.told>): void {
    if (this.#held) return void this.#held.push(told);
    const cursor = this.#cursor;
    if (!cursor || !this.#socket) return;
    if (told.cursor.epoch === cursor.epoch && told.cursor.n <= cursor.n) return;
    if (told.cursor.epoch !== cursor.epoch || told.cursor.n !== cursor.n + 1) return this.#enter(this.#socket);
    this.#cursor = told.cursor;
    this.#options.onEvent(told.event);
  }

  #fail(code: ErrorCode): void {
    if (code === 'seat_superseded') return this.#finish({ state: 'superseded' });
    if (FINAL_CODES.has(code)) return this.#finish({ state: 'refused', code });
    this.#lose();
  }

  #lose(): void {
    this.#dropSocket();
    this.#move({ state: 'lost' });
    this.#retry.schedule();
  }

  #finish(state: LinkState): void {
    this.#drop();
    this.#move(state);
  }

  #drop(): void {
    this.#retry.close();
    this.#dropSocket();
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#held = null;
    socket?.disconnect();
  }

  #move(state: LinkState): void {
    this.#state = state;
    this.#options.onState(state);
    for (const look of [...this.#waiters]) look(state);
  }
}

/** The code in a refused handshake; anything else is a connection that was not made. */
export function codeOf(error: unknown): ErrorCode {
  const body = errorBodySchema.safeParse((error as { data?: unknown } | undefined)?.data);
  return body.success ? body.data.code : 'unavailable';
}
