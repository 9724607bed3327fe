import {
  ANONYMOUS_REQUESTS,
  createRateLimiter,
  ProtocolError,
  serve,
  tableEvents,
  tableHandshakeSchema,
  tableRequests,
  tell,
  type Fault,
  type Handlers,
  type Language,
  type MediaClaims,
  type ReplyOf,
  type SeatId,
  type TableId,
} from '@skald/protocol';
import type { Namespace, Server, Socket } from 'socket.io';
import { codeOf } from '../errors.ts';
import type { LiveTable } from '../table/live-table.ts';
import type { MediaTokens } from '../table/media-tokens.ts';
import type { SeatClient } from '../table/people.ts';
import type { TableRegistry } from '../table/registry.ts';
import type { Logger } from 'pino';
import { campaignHandlers } from './campaign-handlers.ts';
import { gameHandlers } from './game-handlers.ts';
import { misfit, Refusal } from './refusal.ts';

/** Messages a second that one page may send on average: push-to-talk and interim captions are the busiest. */
const MESSAGES_PER_SECOND = 15;
/** Lines of chat a second of one page, on average: nobody types faster, and each may cost a turn of the DM. */
const CHATS_PER_SECOND = 2;
/** Documents of dice a second: each holds every roll of an evening. */
const DOCUMENTS_PER_SECOND = 1;
/** A page that was refused this often for sending too fast is sent away. */
const MOST_TOO_FAST = 1_000;

export interface TableNamespaceOptions {
  readonly tables: TableRegistry;
  readonly mediaTokens: MediaTokens;
  /** Origin under which the page of this request reaches the sfu, and the socket.io path there. */
  readonly mediaAddress: (headers: Record<string, string | string[] | undefined>) => { url: string; path: string };
  readonly nowMs: () => number;
  readonly log: Logger;
}

interface SeatData {
  readonly tableId: TableId;
  readonly seatId: SeatId;
  readonly language: Language;
}

/** The `/table` namespace: pages of seats. The handshake's seat token decides the table and the seat; nothing else is believed. */
export function serveTableNamespace(io: Server, options: TableNamespaceOptions): Namespace {
  const namespace = io.of('/table');
  namespace.use((socket, next) => {
    try {
      socket.data = readHandshake(socket, options.tables);
      next();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'internal') options.log.error({ err: error }, 'a handshake failed');
      next(new Refusal(socket, code));
    }
  });
  namespace.on('connection', (socket) => seatPage(socket, socket.data as SeatData, options));
  return namespace;
}

function readHandshake(socket: Socket, tables: TableRegistry): SeatData {
  const handshake = tableHandshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) throw new ProtocolError(misfit(socket), 'the handshake does not fit');
  const { seat, table } = tables.admit(handshake.data.seatToken, ['seat']);
  if (!seat) throw new ProtocolError('link_invalid', 'not a seat token');
  return { tableId: table.id, seatId: seat.id, language: handshake.data.language };
}

/** A page that has not entered holds no table: it may have been put to sleep, or deleted, before the page asks for it. */
function seatPage(socket: Socket, { tableId, seatId, language }: SeatData, options: TableNamespaceOptions): void {
  const log = options.log.child({ tableId, seatId });
  const client = clientOf(socket);
  let table: LiveTable | null = null;
  const entered = (): LiveTable => {
    if (!table) throw new ProtocolError('not_ready', 'table:enter comes first');
    return table;
  };
  const enter: PageParts['enter'] = (resume) => {
    const live = options.tables.wake(tableId);
    const reply = live.enter(seatId, resume);
    live.connect(seatId, client);
    table = live;
    return reply;
  };
  serve(socket, tableRequests, handlers({ socket, seatId, language, entered, enter, options }), {
    language,
    messagesPerSecond: MESSAGES_PER_SECOND,
    nowMs: options.nowMs,
    onFault: faultWatch(socket, log, options.log),
  });
  socket.on('disconnect', () => {
    try {
      table?.disconnect(seatId, client);
    } catch (error) {
      log.error({ err: error }, 'a page could not be seen off');
    }
  });
}

function clientOf(socket: Socket): SeatClient {
  return {
    tell: (cursor, event) => tell(socket, tableEvents.told, { cursor, event }),
    interim: (speaker, text) => tell(socket, tableEvents.interim, { seatId: speaker, text }),
    dismiss: (reason) => {
      tell(socket, reason === 'removed' ? tableEvents.removed : tableEvents.superseded, {});
      socket.disconnect(true);
    },
  };
}

/**
 * Logs what was refused, without content. A flood is logged twice: when it begins, and when the page is sent away for it. Of an
 * anonymous request only a fault of our own is logged, by `nameless`, which knows no seat. (G9.3)
 */
function faultWatch(socket: Socket, log: Logger, nameless: Logger): (fault: Fault) => void {
  let tooFast = 0;
  return ({ message, code, cause }) => {
    if (code === 'rate_limited') tooFast += 1;
    const isAnonymous = ANONYMOUS_REQUESTS.includes(message);
    if (isAnonymous && code === 'internal') nameless.error({ message, err: cause }, 'a request without a name failed');
    if (!isAnonymous && (code !== 'rate_limited' || tooFast === 1))
      log.info({ message, code, err: code === 'internal' ? cause : undefined }, 'a message was refused');
    if (code !== 'rate_limited' || tooFast !== MOST_TOO_FAST) return;
    log.warn('a page that floods is sent away');
    socket.disconnect(true);
  };
}

interface PageParts {
  readonly socket: Socket;
  readonly seatId: SeatId;
  readonly language: Language;
  readonly entered: () => LiveTable;
  readonly enter: (resume: Parameters<LiveTable['enter']>[1]) => ReturnType<LiveTable['enter']>;
  readonly options: TableNamespaceOptions;
}

function handlers({ socket, seatId, language, entered, enter, options }: PageParts): Handlers<typeof tableRequests> {
  const mayReadFairness = createRateLimiter(DOCUMENTS_PER_SECOND, options.nowMs);
  const mayChat = createRateLimiter(CHATS_PER_SECOND, options.nowMs);
  return {
    enter: ({ resume }) => enter(resume),
    requestMediaToken: () => mintMediaToken(socket, seatId, entered(), options),
    postMessage: (chat) => {
      const table = entered();
      if (!mayChat()) throw new ProtocolError('rate_limited', 'too many lines of chat');
      return table.post(seatId, chat, language);
    },
    updateSeat: (patch) => ({ seat: entered().updateSeat(seatId, patch) }),
    setTalk: ({ target, sequence }) => {
      entered().setTalk(seatId, target, sequence);
      return {};
    },
    submitTranscript: ({ text, language, confidence, startedAgoMs, endedAgoMs }) => {
      const nowMs = options.nowMs();
      entered().transcript({
        seatId,
        text,
        language,
        confidence,
        startedAtMs: nowMs - startedAgoMs,
        endedAtMs: nowMs - endedAgoMs,
      });
      return {};
    },
    tellInterim: ({ text }) => {
      entered().interim(seatId, text);
      return {};
    },
    readHistory: ({ before, limit }) => entered().history(seatId, before, limit),
    stopDm: () => {
      entered().stopDm();
      return {};
    },
    ...campaignHandlers(seatId, entered, options.nowMs),
    ...gameHandlers(seatId, entered, options.nowMs),
    endSession: () => {
      entered().endSession(seatId);
      return {};
    },
    endCampaign: () => {
      entered().endCampaign(seatId);
      return {};
    },
    contributeEntropy: ({ value }) => entered().fairness.contribute(seatId, value),
    readFairness: ({ sessionId }) => {
      const table = entered();
      if (!mayReadFairness()) throw new ProtocolError('rate_limited', 'too many documents');
      return table.fairness.read(seatId, sessionId);
    },
  };
}

async function mintMediaToken(
  socket: Socket,
  seatId: SeatId,
  { tableId, seats }: LiveTable,
  { mediaTokens, mediaAddress }: TableNamespaceOptions,
): Promise<ReplyOf<typeof tableRequests.requestMediaToken>> {
  const role = seats.find((seat) => seat.seatId === seatId)?.role ?? 'listener';
  const claims: MediaClaims =
    role === 'player'
      ? { role, tableId, peerId: seatId, mayPublish: true, mayHear: true }
      : { role, tableId, peerId: seatId, mayPublish: false, mayHear: true };
  return { ...(await mediaTokens.mint(claims)), ...mediaAddress(socket.handshake.headers) };
}
