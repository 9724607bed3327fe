import { networkInterfaces } from 'node:os';
import type { Namespace, Socket } from 'socket.io';
import type { Logger } from 'pino';
import { localAddresses, type ListenSettings } from '../room/listen-infos.ts';
import { plainPlace, type Origin } from '../room/plain-place.ts';
import type { Rooms } from '../room/rooms.ts';
import { identify, type Gate, type Identity } from './media-handshake.ts';
import { openMediaSession } from './media-session.ts';
import { Refusal, languageOf } from './refusal.ts';

export interface MediaNamespaceOptions extends ListenSettings {
  readonly rooms: Rooms;
  readonly gate: Gate;
  readonly tokenGraceMs: number;
  readonly logger: Logger;
  readonly nowMs: () => number;
  readonly epochMs: () => number;
}

/** Serves `/media`: a socket comes in with a verified token, or gets a connect error whose data is an ErrorBody. */
export function serveMedia(namespace: Namespace, options: MediaNamespaceOptions): void {
  const identities = new WeakMap<Socket, Identity>();
  namespace.use((socket, next) => {
    const { auth } = socket.handshake;
    identify(auth, options.gate).then(
      (identity) => {
        identities.set(socket, identity);
        next();
      },
      (error: unknown) => {
        const refusal = new Refusal(error, languageOf(auth));
        options.logger.debug({ code: refusal.data.code }, 'media socket refused');
        next(refusal);
      },
    );
  });
  namespace.on('connection', (socket) => {
    const identity = identities.get(socket);
    if (!identity) return void socket.disconnect(true);
    const { rooms, gate, tokenGraceMs, nowMs, epochMs } = options;
    const { tableId, peerId } = identity.token.claims;
    const logger = options.logger.child({ tableId, peerId });
    const place = plainPlace(originOf(socket), options, localAddresses(networkInterfaces()));
    openMediaSession({
      socket,
      identity,
      plainPlace: place,
      rooms,
      verifyToken: gate.verifyToken,
      tokenGraceMs,
      logger,
      nowMs,
      epochMs,
    });
  });
}

function originOf(socket: Socket): Origin {
  const { remoteAddress = '', localAddress = '' } = socket.request.socket;
  return { remoteAddress, localAddress, isProxied: socket.handshake.headers['x-forwarded-for'] !== undefined };
}
