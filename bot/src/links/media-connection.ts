import { errorBodySchema, type ErrorCode, type Language, PROTOCOL_VERSION } from '@skald/protocol';
import { io, type Socket } from 'socket.io-client';

/** Longest pause between two tries to connect, in ms. Recovery must fit into five seconds (V6). */
const LONGEST_PAUSE_MS = 2_000;
const SHORTEST_PAUSE_MS = 200;

export interface MediaConnectionOptions {
  readonly url: string;
  readonly path: string;
  readonly instance: string;
  readonly serviceKey: string;
  readonly language: Language;
  /** The pass to show now. */
  readonly token: () => string;
  readonly onConnected: (socket: Socket) => void;
  readonly onDisconnected: () => void;
  /** The sfu refused to let us in; tries go on until `close`. */
  readonly onRefused: (code: ErrorCode | 'unknown') => void;
}

/** A connection to the sfu that comes back by itself. The opener closes it. */
export interface MediaConnection {
  readonly socket: Socket;
  /** Hangs up and connects again with the present token. */
  reconnect(): void;
  close(): void;
}

export function connectToSfu(options: MediaConnectionOptions): MediaConnection {
  let refusals = 0;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  const socket = io(`${options.url.replace(/\/$/, '')}/media`, {
    path: options.path,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: SHORTEST_PAUSE_MS,
    reconnectionDelayMax: LONGEST_PAUSE_MS,
    auth: (give) =>
      give({
        version: PROTOCOL_VERSION,
        token: options.token(),
        instance: options.instance,
        language: options.language,
        serviceKey: options.serviceKey,
      }),
  });

  // The client library does not try again after a refusal or when the server hangs up; we do.
  const tryAgain = (): void => {
    clearTimeout(retry);
    if (isClosed) return;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** refusals);
    refusals += 1;
    retry = setTimeout(() => socket.connect(), pauseMs);
  };
  socket.on('connect', () => {
    refusals = 0;
    options.onConnected(socket);
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const body = errorBodySchema.safeParse(error.data);
    if (body.success || !socket.active) options.onRefused(body.success ? body.data.code : 'unknown');
    if (!socket.active) tryAgain();
  });
  socket.on('disconnect', () => {
    options.onDisconnected();
    if (!socket.active) tryAgain();
  });

  return {
    socket,
    reconnect() {
      if (socket.connected) socket.disconnect();
      else tryAgain();
    },
    close() {
      isClosed = true;
      clearTimeout(retry);
      socket.disconnect();
    },
  };
}
