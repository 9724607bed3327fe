import {
  errorBody,
  languageSchema,
  ProtocolError,
  serve,
  tableEvents,
  tableHandshakeSchema,
  tableRequests,
  tell,
  type Handlers,
  type Language,
  type MediaClaims,
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

/** Messages a second that one page may send on average: push-to-talk and interim captions are the busiest. */
const MESSAGES_PER_SECOND = 15;

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
      const asked = languageSchema.safeParse((socket.handshake.auth as { language?: unknown }).language);
      const code = codeOf(error);
      if (code === 'internal') options.log.error({ err: error }, 'a handshake failed');
      next(Object.assign(new Error(code), { data: errorBody(code, asked.data ?? 'en') }));
    }
  });
  namespace.on('connection', (socket) => seatPage(socket, socket.data as SeatData, options));
  return namespace;
}

function readHandshake(socket: Socket, tables: TableRegistry): SeatData {
  const handshake = tableHandshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) {
    const isVersion = handshake.error.issues.some((issue) => issue.path[0] === 'version');
    throw new ProtocolError(isVersion ? 'version_mismatch' : 'bad_request', 'the handshake does not fit');
  }
  const { seat, table } = tables.admit(handshake.data.seatToken, ['seat']);
  if (!seat) throw new ProtocolError('link_invalid', 'not a seat token');
  return { tableId: table.id, seatId: seat.id, language: handshake.data.language };
}

function seatPage(socket: Socket, { tableId, seatId, language }: SeatData, options: TableNamespaceOptions): void {
  const { tables, log, nowMs } = options;
  let table: LiveTable;
  const client: SeatClient = {
    tell: (cursor, event) => tell(socket, tableEvents.told, { cursor, event }),
    interim: (speaker, text) => tell(socket, tableEvents.interim, { seatId: speaker, text }),
    dismiss: (reason) => {
      tell(socket, reason === 'removed' ? tableEvents.removed : tableEvents.superseded, {});
      socket.disconnect(true);
    },
  };
  try {
    table = tables.wake(tableId);
  } catch (error) {
    log.warn({ tableId, code: codeOf(error) }, 'a page came to a table that is gone');
    socket.disconnect(true);
    return;
  }
  let hasEntered = false;
  const entered = (): LiveTable => {
    if (!hasEntered) throw new ProtocolError('not_ready', 'table:enter comes first');
    return table;
  };
  serve(
    socket,
    tableRequests,
    handlers({
      socket,
      seatId,
      entered,
      options,
      enter: (resume) => {
        hasEntered = true;
        const reply = table.enter(seatId, resume);
        table.connect(seatId, client);
        return reply;
      },
    }),
    {
      language,
      messagesPerSecond: MESSAGES_PER_SECOND,
      nowMs,
      onFault: (fault) =>
        log.info(
          { tableId, seatId, message: fault.message, code: fault.code, err: fault.code === 'internal' ? fault.cause : undefined },
          'a message was refused',
        ),
    },
  );
  socket.on('disconnect', () => {
    try {
      table.disconnect(seatId, client);
    } catch (error) {
      log.error({ tableId, seatId, err: error }, 'a page could not be seen off');
    }
  });
}

interface PageParts {
  readonly socket: Socket;
  readonly seatId: SeatId;
  readonly entered: () => LiveTable;
  readonly enter: (resume: Parameters<LiveTable['enter']>[1]) => ReturnType<LiveTable['enter']>;
  readonly options: TableNamespaceOptions;
}

function handlers({ socket, seatId, entered, enter, options }: PageParts): Handlers<typeof tableRequests> {
  return {
    enter: ({ resume }) => enter(resume),
    requestMediaToken: async () => {
      const { tableId, seats } = entered();
      const role = seats.find((seat) => seat.seatId === seatId)?.role ?? 'listener';
      const claims: MediaClaims =
        role === 'player'
          ? { role, tableId, peerId: seatId, mayPublish: true, mayHear: true }
          : { role, tableId, peerId: seatId, mayPublish: false, mayHear: true };
      return { ...(await options.mediaTokens.mint(claims)), ...options.mediaAddress(socket.handshake.headers) };
    },
    postMessage: (chat) => ({ messageId: entered().post(seatId, chat) }),
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
    endSession: () => {
      entered().endSession(seatId);
      return {};
    },
  };
}
