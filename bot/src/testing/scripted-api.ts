import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ask,
  type BotAbilities,
  dmEventsToApi,
  type dmEventsToBot,
  dmHandshakeSchema,
  dmRequestsToApi,
  dmRequestsToBot,
  type EventContract,
  type PayloadOf,
  ProtocolError,
  type RequestOf,
  serve,
  TABLE_PATH,
  type TableId,
  tell,
  type Utterance,
} from '@skald/protocol';
import { Server, type Socket } from 'socket.io';

export interface ScriptedApiOptions {
  readonly serviceKey: string;
  /** 0 for a random one. */
  readonly port?: number;
  readonly apiNowMs?: () => number;
  readonly renewToken?: (tableId: TableId) => Promise<{ token: string; expiresInMs: number }>;
  /** Throws what the api is to refuse an utterance with. */
  readonly judgeUtterance?: (utterance: Utterance) => void;
}

interface Told {
  readonly name: string;
  readonly payload: unknown;
}

/** Longest wait for something that has to come, in ms. */
const EVENT_WAIT_MS = 15_000;

/** The api's end of `/dm`, played by a test over a real socket. Throws on what it was not told to expect. The opener closes it. */
export class ScriptedApi {
  readonly #options: ScriptedApiOptions;
  readonly #http: HttpServer;
  readonly #io: Server;
  readonly #told: Told[] = [];
  readonly #watchers = new Set<() => void>();
  readonly utterances: Utterance[] = [];
  /** What each bot said of itself when it connected. */
  readonly greetings: BotAbilities[] = [];
  #socket: Socket | null = null;

  private constructor(options: ScriptedApiOptions) {
    this.#options = options;
    this.#http = createServer();
    this.#io = new Server(this.#http, { path: TABLE_PATH, transports: ['websocket'] });
    this.#io.of('/dm').use((socket, next) => {
      const handshake = dmHandshakeSchema.safeParse(socket.handshake.auth);
      next(handshake.data?.serviceKey === options.serviceKey ? undefined : new Error('unauthorised'));
    });
    this.#io.of('/dm').on('connection', (socket) => this.#serve(socket));
  }

  static async start(options: ScriptedApiOptions): Promise<ScriptedApi> {
    const api = new ScriptedApi(options);
    await new Promise<void>((resolve) => api.#http.listen(options.port ?? 0, '127.0.0.1', resolve));
    return api;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when a bot has greeted. */
  async greeted(count = 1): Promise<BotAbilities> {
    return this.#until(`greeting ${count}`, () => this.greetings[count - 1]);
  }

  openTable(request: RequestOf<typeof dmRequestsToBot.openTable>) {
    return ask(this.#bot(), dmRequestsToBot.openTable, request);
  }

  closeTable(tableId: TableId) {
    return ask(this.#bot(), dmRequestsToBot.closeTable, { tableId });
  }

  tell<C extends (typeof dmEventsToBot)[keyof typeof dmEventsToBot]>(contract: C, payload: PayloadOf<C>): void {
    tell(this.#bot(), contract, payload);
  }

  /** Everything of one kind that the bot told so far. */
  got<C extends EventContract>(contract: C): PayloadOf<C>[] {
    return this.#told
      .filter(({ name }) => name === contract.name)
      .map(({ payload }) => contract.payload.parse(payload) as PayloadOf<C>);
  }

  /** The first event of this kind, past or to come, that fits. Throws when none comes in time. */
  event<C extends EventContract>(contract: C, fits: (payload: PayloadOf<C>) => boolean = () => true): Promise<PayloadOf<C>> {
    return this.#until(contract.name, () => this.got(contract).find(fits));
  }

  utterance(fits: (utterance: Utterance) => boolean = () => true): Promise<Utterance> {
    return this.#until('utterance:submit', () => this.utterances.find(fits));
  }

  /** Cuts the bot's connection; it comes back by itself. */
  hangUp(): void {
    this.#bot().disconnect(true);
  }

  async close(): Promise<void> {
    this.#io.disconnectSockets(true);
    await this.#io.close();
    this.#http.closeAllConnections();
  }

  #bot(): Socket {
    if (!this.#socket) throw new Error('no bot has greeted');
    return this.#socket;
  }

  #serve(socket: Socket): void {
    const toldNames = new Set<string>(Object.values(dmEventsToApi).map(({ name }) => name));
    socket.onAny((name: string, payload: unknown) => {
      if (!toldNames.has(name)) return;
      this.#told.push({ name, payload });
      this.#changed();
    });
    serve(socket, dmRequestsToApi, this.#handlers(socket), {
      language: 'en',
      onFault: () => undefined,
      messagesPerSecond: 1_000,
      nowMs: () => performance.now(),
      events: Object.values(dmEventsToApi),
    });
  }

  #handlers(socket: Socket): Parameters<typeof serve<typeof dmRequestsToApi>>[2] {
    const { apiNowMs = Date.now, renewToken, judgeUtterance } = this.#options;
    return {
      hello: (abilities) => {
        this.#socket = socket;
        this.greetings.push(abilities);
        setImmediate(() => this.#changed());
        return { apiNowMs: apiNowMs() };
      },
      submitUtterance: ({ utterance }) => {
        judgeUtterance?.(utterance);
        this.utterances.push(utterance);
        setImmediate(() => this.#changed());
        return {};
      },
      renewMediaToken: ({ tableId }) => {
        if (!renewToken) throw new ProtocolError('unavailable', 'this test renews no tokens');
        return renewToken(tableId);
      },
    };
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }

  #until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`${what} did not come`));
      }, EVENT_WAIT_MS);
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}
