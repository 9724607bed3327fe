import {
  ask,
  type BotAbilities,
  dmEventsToApi,
  dmEventsToBot,
  type DmHandshake,
  dmRequestsToApi,
  dmRequestsToBot,
  type EventContract,
  hear,
  type PayloadOf,
  PROTOCOL_VERSION,
  type RequestOf,
  type SeatId,
  serve,
  TABLE_PATH,
  type TableId,
  tell,
} from '@skald/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Log, NowMs, Reports, SegmentToSpeak } from '../presence/ports.ts';
import { createUtteranceOutbox } from './utterance-outbox.ts';
import type { RenewToken } from './token-keeper.ts';

export type OpenTableRequest = RequestOf<typeof dmRequestsToBot.openTable>;

/** What the api asks and tells. */
export interface ApiLinkHandlers {
  openTable(request: OpenTableRequest): void;
  closeTable(tableId: TableId): Promise<void>;
  seatChanged(change: PayloadOf<typeof dmEventsToBot.seatChanged>): void;
  seatLeft(tableId: TableId, seatId: SeatId): void;
  speak(segment: SegmentToSpeak): void;
  stop(tableId: TableId): void;
}

export interface ApiLinkOptions {
  /** Origin of the api, such as `http://127.0.0.1:4001`. */
  readonly url: string;
  readonly serviceKey: string;
  /** Random for each run of the bot. */
  readonly instance: string;
  readonly abilities: BotAbilities;
  readonly nowMs: NowMs;
  readonly log: Log;
}

/** The bot's link to the api: comes back by itself; what must not be lost waits for it. The opener closes it. */
export interface ApiLink extends Reports {
  /** The api has greeted us on the present connection. */
  readonly isGreeted: boolean;
  /** Throws ProtocolError. */
  renewToken(tableId: TableId): RenewToken;
  /** Begins to connect. Called once, when whoever answers is ready. */
  open(handlers: ApiLinkHandlers): void;
  close(): void;
}

/** The api tells every segment and every change of a seat: far above what a full evening of tables needs. */
const MESSAGES_PER_SECOND = 500;
const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
const GREETING_RETRY_MS = 1_000;

export function createApiLink(options: ApiLinkOptions): ApiLink {
  const { nowMs, log } = options;
  const socket = createSocket(options);
  let apiAheadMs: number | null = null;
  let isGreeted = false;
  let retry: NodeJS.Timeout | undefined;
  const outbox = createUtteranceOutbox({
    send: (tableId, utterance) => ask(socket, dmRequestsToApi.submitUtterance, { tableId, utterance }),
    toApiMs: (monotonicMs) => (isGreeted && apiAheadMs !== null ? Math.round(monotonicMs + apiAheadMs) : null),
    nowMs,
    log,
  });
  const report = <C extends EventContract>(contract: C, payload: PayloadOf<C>): void => {
    // Told only to an api that is there: one that starts again asks for the state it needs.
    if (socket.connected) tell(socket, contract, payload);
  };
  const greet = (): void => {
    const askedMs = nowMs();
    ask(socket, dmRequestsToApi.hello, options.abilities)
      .then(({ apiNowMs }) => {
        apiAheadMs = apiNowMs - (askedMs + nowMs()) / 2;
        isGreeted = true;
        log.info({}, 'linked to the api');
        outbox.flush();
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the api did not greet');
        if (socket.connected) retry = setTimeout(greet, GREETING_RETRY_MS);
      });
  };
  socket.on('connect', greet);
  socket.on('disconnect', () => {
    isGreeted = false;
    clearTimeout(retry);
  });
  const stopTrying = keepTrying(socket, log);

  return {
    get isGreeted() {
      return isGreeted;
    },
    open(handlers) {
      answerApi(socket, handlers, options);
      socket.connect();
    },
    renewToken: (tableId) => (signal) => ask(socket, dmRequestsToApi.renewMediaToken, { tableId }, { signal }),
    submitUtterance: (tableId, utterance) => outbox.submit(tableId, utterance),
    presenceChanged: (tableId, joined) => report(dmEventsToApi.presenceChanged, { tableId, joined }),
    seatVoiced: (tableId, seatId, voiced) => report(dmEventsToApi.seatVoiced, { tableId, seatId, voiced }),
    segmentProgressed: (tableId, progress) => report(dmEventsToApi.segmentProgressed, { tableId, ...progress }),
    bargedIn: (tableId, by) => report(dmEventsToApi.bargedIn, { tableId, ...by }),
    close() {
      clearTimeout(retry);
      stopTrying();
      outbox.close();
      socket.disconnect();
    },
  };
}

function createSocket({ url, serviceKey, instance }: ApiLinkOptions): Socket {
  const auth: DmHandshake = { version: PROTOCOL_VERSION, serviceKey, instance };
  return io(`${url.replace(/\/$/, '')}/dm`, {
    path: TABLE_PATH,
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: SHORTEST_PAUSE_MS,
    reconnectionDelayMax: LONGEST_PAUSE_MS,
    auth,
  });
}

/** The client library gives up after a refusal or when the server hangs up; we do not. Returns how to stop. */
function keepTrying(socket: Socket, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const again = (): void => {
    clearTimeout(timer);
    if (!socket.active && !isStopped) timer = setTimeout(() => socket.connect(), LONGEST_PAUSE_MS);
  };
  socket.on('disconnect', again);
  socket.on('connect_error', (error) => {
    if (!socket.active) log.warn({ reason: error.message }, 'the api refused the bot');
    again();
  });
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function answerApi(socket: Socket, handlers: ApiLinkHandlers, { nowMs, log }: ApiLinkOptions): void {
  const onFault = ({ message, code }: { message: string; code: string }): void =>
    log.warn({ message, code }, 'a message of the api was refused');
  const hearInOrder = <C extends EventContract>(contract: C, handle: (payload: PayloadOf<C>) => void): void => {
    // A request is answered one microtask after it came: what is told waits as long, else it would overtake.
    const later = (payload: PayloadOf<C>): void =>
      void Promise.resolve()
        .then(() => handle(payload))
        .catch((error: unknown) => log.warn({ message: contract.name, err: error }, 'a message of the api failed'));
    hear(socket, contract, later, onFault);
  };
  hearInOrder(dmEventsToBot.seatChanged, (change) => handlers.seatChanged(change));
  hearInOrder(dmEventsToBot.seatLeft, ({ tableId, seatId }) => handlers.seatLeft(tableId, seatId));
  hearInOrder(dmEventsToBot.speak, (segment) => handlers.speak(segment));
  hearInOrder(dmEventsToBot.stop, ({ tableId }) => handlers.stop(tableId));
  serve(
    socket,
    dmRequestsToBot,
    {
      openTable: (request) => {
        handlers.openTable(request);
        return {};
      },
      closeTable: async ({ tableId }) => {
        await handlers.closeTable(tableId);
        return {};
      },
    },
    { language: 'en', onFault, messagesPerSecond: MESSAGES_PER_SECOND, nowMs, events: Object.values(dmEventsToBot) },
  );
}
