import {
  ask,
  hear,
  type Language,
  mediaEvents,
  mediaRequests,
  type PayloadOf,
  ProtocolError,
  seatIdSchema,
} from '@skald/protocol';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import type { Log, MediaPlace, NowMs, Room, RoomEvents } from '../presence/ports.ts';
import { connectToSfu, type MediaConnection } from './media-connection.ts';
import { createRoomMedia, type RoomMedia } from './room-media.ts';
import { keepToken, type RenewToken, type TokenKeeper } from './token-keeper.ts';

export interface SfuLinkOptions {
  readonly media: MediaPlace;
  readonly instance: string;
  readonly serviceKey: string;
  readonly language: Language;
  readonly renewToken: RenewToken;
  readonly nowMs: NowMs;
  readonly log: Log;
}

/** Pauses before a room that could not be joined is tried again, in ms; doubled each time. */
const REJOIN_PAUSE_MS = 500;
const LONGEST_REJOIN_PAUSE_MS = 8_000;
/** Another try of this presence would be refused again. */
const FINAL_CODES: ReadonlySet<string> = new Set(['lease_outdated', 'seat_superseded', 'seat_removed', 'room_closed']);

const receivedSchema = z.object({
  codecs: z.array(z.object({ payloadType: z.int() })).min(1),
  encodings: z.array(z.object({ ssrc: z.int() })).min(1),
});
type Offer = PayloadOf<typeof mediaEvents.consumerOffered>;

/** The DM's place in one room: joins, makes its transports, hears every microphone, and comes back by itself whatever dies. */
export function openSfuLink(options: SfuLinkOptions, events: RoomEvents): Room {
  const link = new SfuLink(options, events);
  return {
    useToken: (token) => link.useToken(token),
    renewWayOut: () => link.renewWayOut(),
    close: async () => link.close(),
  };
}

type TakePacket = (packet: Uint8Array, nowMs: number) => void;

class SfuLink {
  readonly #options: SfuLinkOptions;
  readonly #events: RoomEvents;
  readonly #token: TokenKeeper;
  readonly #connection: MediaConnection;
  /** By consumer; null until its ear is ready. */
  readonly #microphones = new Map<string, { readonly ssrc: number }>();
  readonly #takers = new Map<number, TakePacket>();
  #media: RoomMedia | null = null;
  #isReady = false;
  #isClosed = false;
  #failures = 0;
  /** Grows with each connection and reset, so that what an older one began ends nowhere. */
  #life = 0;

  constructor(options: SfuLinkOptions, events: RoomEvents) {
    this.#options = options;
    this.#events = events;
    this.#token = keepToken(options.media.token, options.renewToken, (token) => this.#showToken(token));
    const { url, path } = options.media;
    this.#connection = connectToSfu({
      ...options,
      url,
      path,
      token: () => this.#token.current(),
      onConnected: () => this.#join(),
      onDisconnected: () => this.#lostSignalling(),
      onRefused: (code) => this.#refused(code),
    });
    this.#listen(this.#connection.socket);
  }

  useToken(token: string): void {
    this.#token.use(token);
    this.#showToken(token);
  }

  /** Soon, not at once: what broke the way out may break the next one too. */
  renewWayOut(): void {
    const life = this.#life;
    this.#isReady = false;
    this.#media?.discardMouth();
    setTimeout(() => {
      if (life === this.#life) this.#join();
    }, REJOIN_PAUSE_MS);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#life += 1;
    this.#token.close();
    this.#connection.close();
    this.#forgetMedia();
  }

  #listen(socket: Socket): void {
    const { log } = this.#options;
    const onFault = ({ message, code }: { message: string; code: string }): void =>
      log.warn({ message, code }, 'the sfu sent a message that does not fit');
    hear(socket, mediaEvents.consumerOffered, (offer) => void this.#take(offer), onFault);
    hear(socket, mediaEvents.consumerClosed, ({ consumerId }) => this.#drop(consumerId), onFault);
    hear(socket, mediaEvents.reset, () => this.#reset(), onFault);
    hear(socket, mediaEvents.closed, ({ code }) => this.#refused(code), onFault);
  }

  /** Joins and makes everything that is missing, again and again until it works or the connection is another one. */
  #join(): void {
    const life = (this.#life += 1);
    const attempt = async (): Promise<void> => {
      const socket = this.#connection.socket;
      const joined = await ask(socket, mediaRequests.join, {});
      if (life !== this.#life) return;
      if (!joined.resumed) this.#lose();
      const wasReady = this.#isReady;
      const media = (this.#media ??= createRoomMedia((ssrc, packet) => this.#takers.get(ssrc)?.(packet, this.#options.nowMs())));
      const way = await media.complete(socket, joined.routerRtpCapabilities);
      if (life !== this.#life) return;
      this.#isReady = true;
      this.#failures = 0;
      if (wasReady) this.#events.onCertain();
      else this.#events.onReady(way);
    };
    attempt().catch((error: unknown) => {
      if (life !== this.#life) return;
      const code = error instanceof ProtocolError ? error.code : 'unknown';
      this.#options.log.warn({ code, err: error }, 'the room could not be joined');
      if (code === 'lease_outdated') return this.#leaveForGood();
      setTimeout(
        () => {
          if (life === this.#life) this.#connection.reconnect();
        },
        Math.min(LONGEST_REJOIN_PAUSE_MS, REJOIN_PAUSE_MS * 2 ** this.#failures),
      );
      this.#failures += 1;
    });
  }

  async #take(offer: Offer): Promise<void> {
    const seatId = seatIdSchema.safeParse(offer.peerId);
    const received = receivedSchema.safeParse(offer.rtpParameters);
    const ssrc = received.data?.encodings[0]?.ssrc;
    const payloadType = received.data?.codecs[0]?.payloadType;
    if (offer.source !== 'microphone' || !seatId.success || ssrc === undefined || payloadType === undefined) return;
    const { consumerId } = offer;
    const isNew = !this.#microphones.has(consumerId);
    this.#microphones.set(consumerId, { ssrc });
    try {
      if (isNew) {
        const take = await this.#events.onMicrophone({ consumerId, seatId: seatId.data, payloadType });
        if (!this.#microphones.has(consumerId)) return;
        this.#takers.set(ssrc, take);
      }
      await ask(this.#connection.socket, mediaRequests.resumeConsumer, { consumerId });
    } catch (error) {
      const code = error instanceof ProtocolError ? error.code : 'unknown';
      this.#options.log.warn({ consumerId, code }, 'a microphone could not be taken');
    }
  }

  #drop(consumerId: string): void {
    const microphone = this.#microphones.get(consumerId);
    if (!microphone) return;
    this.#microphones.delete(consumerId);
    this.#takers.delete(microphone.ssrc);
    this.#events.onMicrophoneGone(consumerId);
  }

  #reset(): void {
    this.#lose();
    this.#join();
  }

  #lostSignalling(): void {
    this.#life += 1;
    if (this.#isReady && !this.#isClosed) this.#events.onUncertain();
  }

  /** Everything that was made in the room is gone. */
  #lose(): void {
    const wasReady = this.#isReady;
    this.#forgetMedia();
    if (wasReady && !this.#isClosed) this.#events.onLost();
  }

  #forgetMedia(): void {
    this.#isReady = false;
    this.#media?.close();
    this.#media = null;
    for (const consumerId of [...this.#microphones.keys()]) this.#drop(consumerId);
  }

  #refused(code: string): void {
    if (this.#isClosed) return;
    this.#options.log.warn({ code }, 'the sfu sent the DM away');
    if (FINAL_CODES.has(code)) return this.#leaveForGood();
    if (code === 'token_expired' || code === 'token_invalid') this.#token.renewNow();
  }

  #leaveForGood(): void {
    if (this.#isClosed) return;
    this.#lose();
    this.close();
    this.#events.onClosed();
  }

  #showToken(token: string): void {
    const { socket } = this.#connection;
    if (!socket.connected || this.#isClosed) return;
    ask(socket, mediaRequests.refreshToken, { token }).catch((error: unknown) => {
      const code = error instanceof ProtocolError ? error.code : 'unknown';
      this.#options.log.warn({ code }, 'the sfu did not take a fresh token');
    });
  }
}
