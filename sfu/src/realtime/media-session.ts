import type { Socket } from 'socket.io';
import type { Logger } from 'pino';
import { ProtocolError, mediaEvents, mediaRequests, serve, tell, type Handlers } from '@skald/protocol';
import type { Peer } from '../room/peer.ts';
import type { ClosedCode, PeerLink } from '../room/peer-link.ts';
import type { PlainPlace } from '../room/plain-place.ts';
import type { Joined, Rooms } from '../room/rooms.ts';
import type { Identity } from './media-handshake.ts';
import type { VerifiedToken, VerifyMediaToken } from './media-token.ts';
import { createSerialQueue } from './serial-queue.ts';
import { serveOptions } from './socket-options.ts';

export interface MediaSessionOptions {
  readonly socket: Socket;
  readonly identity: Identity;
  readonly plainPlace: PlainPlace;
  readonly rooms: Rooms;
  readonly verifyToken: VerifyMediaToken;
  /** How long a token may have been expired while its socket stays open, in ms. */
  readonly tokenGraceMs: number;
  readonly logger: Logger;
  /** Monotonic clock in ms. */
  readonly nowMs: () => number;
  /** Wall clock in ms since the epoch. */
  readonly epochMs: () => number;
}

type Opaque = Record<string, unknown>;

/** One socket of the `/media` namespace: its requests are handled one after another, in the order they came. */
export function openMediaSession(options: MediaSessionOptions): void {
  const session = new MediaSession(options);
  const { socket, identity, logger, nowMs } = options;
  serve(socket, mediaRequests, session.handlers(), serveOptions(identity.handshake.language, logger, nowMs));
  socket.on('disconnect', () => session.onDisconnect());
}

class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #link: PeerLink;
  #token: VerifiedToken;
  #expiryTimer: NodeJS.Timeout | undefined;
  #joined: Joined | undefined;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.#token = options.identity.token;
    this.#link = createLink(options.socket);
    this.#watchExpiry();
  }

  handlers(): Handlers<typeof mediaRequests> {
    const inOrder = createSerialQueue();
    const handlers: Handlers<typeof mediaRequests> = {
      join: () => this.#join(),
      createTransport: ({ direction }) => this.#createTransport(direction),
      connectTransport: async ({ transportId, dtlsParameters }) => {
        await this.#peer().transports.connect(transportId, dtlsParameters);
        return {};
      },
      restartIce: async ({ transportId }) => ({
        iceParameters: plainJson(await this.#peer().transports.restartIce(transportId)),
      }),
      createPlainTransport: ({ srtpParameters }) => this.#createPlainTransport(srtpParameters),
      receive: async ({ transportId, rtpCapabilities }) => {
        await this.#peer().receive(transportId, rtpCapabilities);
        return {};
      },
      createProducer: async ({ transportId, rtpParameters, source }) => {
        const producer = await this.#peer().publish(transportId, rtpParameters, source);
        return { producerId: producer.id };
      },
      closeProducer: ({ producerId }) => {
        this.#peer().unpublish(producerId);
        return {};
      },
      resumeConsumer: async ({ consumerId }) => {
        await this.#peer().consumers.resume(consumerId);
        return {};
      },
      refreshToken: ({ token }) => this.#refreshToken(token),
    };
    return queued(handlers, inOrder);
  }

  onDisconnect(): void {
    clearTimeout(this.#expiryTimer);
    if (this.#joined) this.#joined.room.detach(this.#joined.peer, this.#link);
  }

  async #join() {
    const { rooms, identity, socket, epochMs } = this.#options;
    if (epochMs() >= this.#token.expiresAtS * 1_000) await this.#options.verifyToken(identity.handshake.token);
    const { claims, issuedAtS } = this.#token;
    const joined = await rooms.join({ claims, issuedAtS, instance: identity.handshake.instance }, this.#link);
    this.#joined = joined;
    const { room, peer, resumed } = joined;
    if (!socket.connected) room.detach(peer, this.#link);
    setImmediate(() => room.greet(peer));
    return {
      resumed,
      peerId: peer.id,
      routerRtpCapabilities: plainJson(room.router.rtpCapabilities),
      peers: room.peersBeside(peer),
    };
  }

  async #createTransport(direction: 'send' | 'recv') {
    const peer = this.#peer();
    const isAllowed = direction === 'send' ? peer.claims.mayPublish : peer.claims.mayHear;
    if (!isAllowed) throw new ProtocolError('forbidden', `this peer may not ${direction}`);
    const transport = await peer.transports.createWebRtc(direction);
    return {
      transportId: transport.id,
      iceParameters: plainJson(transport.iceParameters),
      iceCandidates: transport.iceCandidates.map(plainJson),
      dtlsParameters: plainJson(transport.dtlsParameters),
      iceServers: [],
    };
  }

  async #createPlainTransport(srtp: Opaque | null) {
    const peer = this.#peer();
    if (peer.claims.role !== 'dm') throw new ProtocolError('forbidden', 'plain transports are for the dm');
    const transport = await peer.transports.createPlain(this.#options.plainPlace, srtp);
    const { localAddress, localPort } = transport.tuple;
    const srtpParameters = transport.srtpParameters ? plainJson(transport.srtpParameters) : null;
    return { transportId: transport.id, address: localAddress, port: localPort, srtpParameters };
  }

  async #refreshToken(token: string) {
    const verified = await this.#options.verifyToken(token);
    const { claims } = this.#token;
    const isSame = verified.claims.tableId === claims.tableId && verified.claims.peerId === claims.peerId;
    if (!isSame) throw new ProtocolError('forbidden', 'a token of another peer cannot refresh this one');
    this.#token = verified;
    this.#watchExpiry();
    if (this.#joined && !this.#joined.peer.isClosed) this.#joined.room.grant(this.#joined.peer, verified.claims);
    return {};
  }

  /** The peer of this socket. Throws `out_of_order` before it joined, and after a reset until it joins again. */
  #peer(): Peer {
    const peer = this.#joined?.peer;
    if (!peer || peer.isClosed || peer.link !== this.#link) throw new ProtocolError('out_of_order', 'join first');
    return peer;
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiryTimer);
    const { epochMs, tokenGraceMs } = this.#options;
    const untilMs = this.#token.expiresAtS * 1_000 + tokenGraceMs - epochMs();
    this.#expiryTimer = setTimeout(() => this.#expire(), Math.max(0, untilMs));
  }

  #expire(): void {
    const joined = this.#joined;
    if (joined && !joined.peer.isClosed && joined.peer.link === this.#link) joined.room.remove(joined.peer, 'token_expired');
    else this.#link.end('token_expired');
  }
}

function createLink(socket: Socket): PeerLink {
  return {
    tell: (contract, payload) => tell(socket, contract, payload),
    end: (code?: ClosedCode) => {
      if (code !== undefined) tell(socket, mediaEvents.closed, { code });
      socket.disconnect(true);
    },
  };
}

/** mediasoup's parameters as the plain objects that the contract calls opaque. */
function plainJson(value: object): Opaque {
  return value as Opaque;
}

function queued<H extends Record<string, (request: never) => unknown>>(
  handlers: H,
  inOrder: ReturnType<typeof createSerialQueue>,
): H {
  const entries = Object.entries(handlers).map(([name, handle]) => [name, (request: never) => inOrder(() => handle(request))]);
  return Object.fromEntries(entries) as H;
}
