import { timingSafeEqual } from 'node:crypto';
import {
  ask,
  DM_PEER_ID,
  dmEventsToApi,
  dmEventsToBot,
  dmHandshakeSchema,
  dmRequestsToApi,
  dmRequestsToBot,
  hear,
  ProtocolError,
  serve,
  tell,
  type BotAbilities,
  type ContractSocket,
  type EventContract,
  type Fault,
  type Handlers,
  type PayloadOf,
  type TableId,
} from '@skald/protocol';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import type { MediaTokens } from '../table/media-tokens.ts';
import type { Voicebox } from '../table/ports.ts';
import type { LiveTable } from '../table/live-table.ts';
import type { TableRegistry } from '../table/registry.ts';
import { misfit, Refusal } from './refusal.ts';

const MESSAGES_PER_SECOND = 400;

export interface DmDeskOptions {
  readonly serviceKey: string;
  readonly mediaTokens: MediaTokens;
  /** Where the bot reaches the sfu. */
  readonly media: { readonly url: string; readonly path: string };
  readonly nowMs: () => number;
  readonly log: Logger;
}

/**
 * The `/dm` namespace and the desk where tables find the bot. One bot at a time: the newest connection serves all tables.
 * While there is none, everything a table asks of it is let go; when one comes it is told every live table anew.
 */
export class DmDesk implements Voicebox {
  readonly #options: DmDeskOptions;
  #tables: TableRegistry | null = null;
  #bot: { socket: Socket; abilities: BotAbilities } | null = null;
  #lastLease: number;
  /** Lease of the DM at each table it was asked to. */
  readonly #leases = new Map<TableId, number>();
  /** Tables that the bot is being asked to: what is told of them waits, so that it comes after. */
  readonly #opening = new Map<TableId, Promise<void>>();

  constructor(options: DmDeskOptions) {
    this.#options = options;
    this.#lastLease = Math.floor(options.nowMs() / 1_000);
  }

  get abilities(): BotAbilities | null {
    return this.#bot?.abilities ?? null;
  }

  serve(io: Server, tables: TableRegistry): void {
    this.#tables = tables;
    const namespace = io.of('/dm');
    namespace.use((socket, next) => {
      const handshake = dmHandshakeSchema.safeParse(socket.handshake.auth);
      const code = !handshake.success
        ? misfit(socket)
        : isSame(handshake.data.serviceKey, this.#options.serviceKey)
          ? null
          : 'unauthorised';
      next(code === null ? undefined : new Refusal(socket, code));
    });
    namespace.on('connection', (socket) => this.#welcome(socket, tables));
  }

  speak(tableId: TableId, segment: Parameters<Voicebox['speak']>[1]): void {
    this.#tell(dmEventsToBot.speak, { tableId, ...segment });
  }

  stop(tableId: TableId): void {
    this.#tell(dmEventsToBot.stop, { tableId });
  }

  changeSeat(tableId: TableId, seat: Parameters<Voicebox['changeSeat']>[1]): void {
    this.#tell(dmEventsToBot.seatChanged, { tableId, seat });
  }

  removeSeat(tableId: TableId, seatId: Parameters<Voicebox['removeSeat']>[1]): void {
    this.#tell(dmEventsToBot.seatLeft, { tableId, seatId });
  }

  openTable(tableId: TableId): void {
    if (this.#bot) this.#open(this.#bot.socket, tableId);
  }

  closeTable(tableId: TableId): void {
    const socket = this.#bot?.socket;
    if (socket)
      ask(contractSocket(socket), dmRequestsToBot.closeTable, { tableId }).catch((error: unknown) =>
        this.#failed('closing', tableId, error),
      );
  }

  #welcome(socket: Socket, tables: TableRegistry): void {
    const { log, nowMs } = this.#options;
    const onFault = (fault: Fault): void =>
      log.warn({ message: fault.message, code: fault.code, err: fault.cause }, 'a message of the bot was refused');
    const handlers: Handlers<typeof dmRequestsToApi> = {
      hello: (abilities) => this.#seatBot(socket, abilities, tables),
      submitUtterance: ({ tableId, utterance }) => {
        tables.wake(tableId).utterance(utterance);
        return {};
      },
      renewMediaToken: async ({ tableId }) => this.#mint(tableId),
    };
    serve(contractSocket(socket), dmRequestsToApi, handlers, {
      language: 'en',
      messagesPerSecond: MESSAGES_PER_SECOND,
      nowMs,
      onFault,
      events: Object.values(dmEventsToApi),
    });
    this.#hearEvents(contractSocket(socket), tables, onFault);
    socket.on('disconnect', () => {
      if (this.#bot?.socket !== socket) return;
      this.#bot = null;
      for (const table of tables.live) table.abilitiesChanged();
    });
  }

  #seatBot(socket: Socket, abilities: BotAbilities, tables: TableRegistry): { apiNowMs: number } {
    const older = this.#bot?.socket;
    this.#bot = { socket, abilities };
    if (older !== socket) older?.disconnect(true);
    for (const table of tables.live) {
      table.abilitiesChanged();
      this.#open(socket, table.tableId);
    }
    return { apiNowMs: this.#options.nowMs() };
  }

  #hearEvents(socket: ContractSocket, tables: TableRegistry, onFault: (fault: Fault) => void): void {
    const { log } = this.#options;
    hear(
      socket,
      dmEventsToApi.seatVoiced,
      ({ tableId, seatId, voiced }) => tables.find(tableId)?.voiced(seatId, voiced),
      onFault,
    );
    hear(socket, dmEventsToApi.interim, ({ tableId, seatId, text }) => tables.find(tableId)?.botInterim(seatId, text), onFault);
    hear(
      socket,
      dmEventsToApi.segmentProgressed,
      ({ tableId, ...progress }) => tables.find(tableId)?.progress(progress),
      onFault,
    );
    hear(socket, dmEventsToApi.bargedIn, ({ tableId }) => tables.find(tableId)?.bargedIn(), onFault);
    hear(
      socket,
      dmEventsToApi.presenceChanged,
      ({ tableId, joined }) => log.info({ tableId, joined }, 'the voice path of a table changed'),
      onFault,
    );
  }

  #open(socket: Socket, tableId: TableId): void {
    const table = this.#tables?.find(tableId);
    if (!table || table.emptyForMs() !== null) return;
    const opened = (this.#opening.get(tableId) ?? Promise.resolve()).then(() => this.#ask(socket, table));
    this.#opening.set(tableId, opened);
    void opened.then(() => {
      if (this.#opening.get(tableId) === opened) this.#opening.delete(tableId);
    });
  }

  /** Asks the bot to a table. Never throws: a bot that does not answer is told so by the log, and asked again when it comes back. */
  async #ask(socket: Socket, table: LiveTable): Promise<void> {
    const { tableId } = table;
    this.#lastLease += 1;
    const lease = this.#lastLease;
    this.#leases.set(tableId, lease);
    try {
      const { token } = await this.#mint(tableId);
      const media = { ...this.#options.media, token, lease };
      await ask(contractSocket(socket), dmRequestsToBot.openTable, {
        tableId,
        language: table.language,
        media,
        seats: table.listenedSeats,
        hints: table.hints,
      });
    } catch (error) {
      this.#failed('opening', tableId, error);
    }
  }

  async #mint(tableId: TableId): ReturnType<MediaTokens['mint']> {
    const lease = this.#leases.get(tableId);
    if (lease === undefined) throw new ProtocolError('not_found', 'the bot was not asked to this table');
    return this.#options.mediaTokens.mint({ role: 'dm', tableId, peerId: DM_PEER_ID, mayPublish: true, mayHear: true, lease });
  }

  #tell<C extends EventContract>(contract: C, payload: PayloadOf<C> & { tableId: TableId }): void {
    const send = (): void => {
      if (this.#bot) tell(this.#bot.socket, contract, payload);
    };
    const opening = this.#opening.get(payload.tableId);
    if (opening) void opening.then(send);
    else send();
  }

  #failed(what: 'opening' | 'closing', tableId: TableId, error: unknown): void {
    this.#options.log.warn(
      { tableId, what, code: error instanceof ProtocolError ? error.code : 'internal' },
      'the bot did not answer',
    );
  }
}

/** socket.io's overloads are wider than the contract's; the shapes are the same. */
function contractSocket(socket: Socket): ContractSocket {
  return socket;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
