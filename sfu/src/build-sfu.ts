import type { Server as HttpServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import fastify from 'fastify';
import { setLogEventListeners } from 'mediasoup';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { MEDIA_PATH, ProtocolError } from '@skald/protocol';
import type { Env } from './env.ts';
import { serveHealth } from './http/health.ts';
import { spawnMediaWorker } from './room/media-worker.ts';
import { Rooms } from './room/rooms.ts';
import { serveControl } from './realtime/control-namespace.ts';
import { serveMedia } from './realtime/media-namespace.ts';
import { createTokenVerifier } from './realtime/media-token.ts';
import { Refusal, languageOf } from './realtime/refusal.ts';
import { createServiceKeyCheck } from './realtime/service-key.ts';

export interface SfuOptions extends Omit<Env, 'logLevel'> {
  readonly logger: Logger;
  /** How long a peer whose connection was lost keeps its media, in ms. */
  readonly resumeGraceMs?: number;
  /** How long a token may have been expired while its socket stays open, in ms. */
  readonly tokenGraceMs?: number;
}

export interface Sfu {
  /** The port it listens on. */
  readonly port: number;
  readonly rooms: Rooms;
  /** Closes sockets, rooms and workers, in this order. May be called twice. */
  close(): Promise<void>;
}

const RESUME_GRACE_MS = 20_000;
const TOKEN_GRACE_MS = 60_000;
/** Largest frame of a socket, in bytes. Larger than a message may be, so that one too large is answered and not cut off. */
const MAX_FRAME_BYTES = 256 * 1024;
/** A lost connection is noticed after these two together, in ms. */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 10_000;
/** A socket that joins no namespace within this time is closed, in ms. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Builds the whole process and listens. Throws when a worker does not start or a port is taken; nothing is left behind then. */
export async function createSfu(options: SfuOptions): Promise<Sfu> {
  const { logger } = options;
  logMediasoup(logger);
  const nowMs = (): number => performance.now();
  const epochMs = (): number => Date.now();
  const listen = { listenAddress: options.rtcListenAddress, announcedAddress: options.rtcAnnouncedAddress };
  const rooms = new Rooms({
    workers: options.workers,
    spawn: (slot) =>
      spawnMediaWorker({ ...listen, port: options.rtcPort === 0 ? 0 : options.rtcPort + slot, workerBin: options.workerBin }),
    resumeGraceMs: options.resumeGraceMs ?? RESUME_GRACE_MS,
    logger,
    nowMs,
    nowS: () => Math.floor(epochMs() / 1_000),
  });
  await rooms.start();

  const http = fastify({ logger: false });
  serveHealth(http, () => ({ workers: rooms.statistics().workers, isDraining: rooms.statistics().isDraining }));
  const io = createSocketServer(http.server);
  const isServiceKey = createServiceKeyCheck(options.serviceKey);
  const gate = { verifyToken: createTokenVerifier(options.mediaTokenKey, epochMs), isServiceKey };
  const tokenGraceMs = options.tokenGraceMs ?? TOKEN_GRACE_MS;
  serveMedia(io.of('/media'), { ...listen, rooms, gate, tokenGraceMs, logger, nowMs, epochMs });
  serveControl(io.of('/control'), { rooms, isServiceKey, logger, nowMs });

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(io, rooms, () => http.close()));
  try {
    await http.listen({ host: options.host, port: options.port });
  } catch (error) {
    await close();
    throw error;
  }
  const address = http.server.address();
  return { port: typeof address === 'object' && address ? address.port : options.port, rooms, close };
}

function createSocketServer(server: HttpServer): Server {
  const io: Server = new Server(server, {
    path: MEDIA_PATH,
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    cors: { origin: '*' },
  });
  io.use((socket, next) => {
    const { auth } = socket.handshake;
    next(new Refusal(new ProtocolError('not_found', 'nothing is served on the root namespace'), languageOf(auth)));
  });
  return io;
}

/** mediasoup's warnings come with garbage and with packets that are early or late: of no interest until one looks for something. */
function logMediasoup(logger: Logger): void {
  setLogEventListeners({
    onwarn: (namespace, log) => logger.debug({ namespace, log }, 'mediasoup warned'),
    onerror: (namespace, log) => logger.warn({ namespace, log }, 'mediasoup failed'),
  });
}

/** Sockets first: a client whose connection breaks comes again by itself, one that is told to go does not. */
async function closeAll(io: Server, rooms: Rooms, closeHttp: () => Promise<void>): Promise<void> {
  rooms.retire();
  await io.close();
  rooms.close();
  await closeHttp();
}
