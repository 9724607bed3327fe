import type { Namespace } from 'socket.io';
import type { Logger } from 'pino';
import { ProtocolError, controlEvents, controlHandshakeSchema, controlRequests, serve, tell } from '@skald/protocol';
import type { Rooms } from '../room/rooms.ts';
import { Refusal, languageOf, requireVersion } from './refusal.ts';
import { serveOptions } from './socket-options.ts';

export interface ControlNamespaceOptions {
  readonly rooms: Rooms;
  readonly isServiceKey: (given: string | undefined) => boolean;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

/** Serves `/control`, the api's link: closing peers and rooms, draining, statistics; workers that were replaced are told. */
export function serveControl(namespace: Namespace, options: ControlNamespaceOptions): void {
  const { rooms, logger, nowMs } = options;
  namespace.use((socket, next) => {
    const { auth } = socket.handshake;
    try {
      requireControl(auth, options.isServiceKey);
      next();
    } catch (error) {
      next(new Refusal(error, languageOf(auth)));
    }
  });
  namespace.on('connection', (socket) => {
    serve(
      socket,
      controlRequests,
      {
        closePeer: async ({ tableId, peerId, code }) => {
          await rooms.closePeer(tableId, peerId, code);
          return {};
        },
        closeRoom: async ({ tableId }) => {
          await rooms.closeRoom(tableId);
          return {};
        },
        drain: () => {
          rooms.drain();
          return {};
        },
        readStatistics: () => rooms.statistics(),
      },
      serveOptions('en', logger, nowMs),
    );
    const stopHearing = rooms.onWorkerReplaced((tableIds) => tell(socket, controlEvents.workerReplaced, { rooms: tableIds }));
    socket.on('disconnect', stopHearing);
  });
}

function requireControl(auth: Record<string, unknown>, isServiceKey: (given: string | undefined) => boolean): void {
  requireVersion(auth);
  const parsed = controlHandshakeSchema.safeParse(auth);
  if (!parsed.success) throw new ProtocolError('bad_request', 'the handshake does not fit', { cause: parsed.error });
  if (!isServiceKey(parsed.data.serviceKey)) throw new ProtocolError('forbidden', 'the service key is wrong');
}
