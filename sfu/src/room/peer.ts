import type { types } from 'mediasoup';
import { ProtocolError, type EventContract, type MediaClaims, type PayloadOf, type PeerId, type Source } from '@skald/protocol';
import { asProtocolError } from '../errors.ts';
import { readRtpCapabilities, readRtpParameters } from './media-parameters.ts';
import { PeerConsumers } from './peer-consumers.ts';
import type { ClosedCode, PeerLink } from './peer-link.ts';
import { PeerTransports, type TransportHost } from './peer-transports.ts';
import type { Published } from './published.ts';
import { requireHearing, requireSource, sourcesOf } from './rights.ts';

type Opaque = Record<string, unknown>;

/** What a peer needs of its room. */
export interface PeerRoom extends TransportHost {
  /** Every producer of the others. */
  readonly publishedForOthers: (peerId: PeerId) => Iterable<Published>;
  /** A producer was made: it is offered to the others. */
  readonly onPublished: (published: Published) => void;
  readonly onOfferFailed: (error: unknown) => void;
}

/** One participant of a room: its rights, transports, producers and consumers. They outlive a lost signalling connection. (V5) */
export class Peer {
  readonly id: PeerId;
  readonly instance: string;
  readonly transports: PeerTransports;
  readonly consumers: PeerConsumers;
  readonly #room: PeerRoom;
  readonly #producers = new Map<Source, types.Producer>();
  #claims: MediaClaims;
  #link: PeerLink | undefined;
  #isClosed = false;

  constructor(room: PeerRoom, claims: MediaClaims, instance: string, link: PeerLink) {
    this.id = claims.peerId;
    this.instance = instance;
    this.#room = room;
    this.#claims = claims;
    this.#link = link;
    this.transports = new PeerTransports(room);
    this.consumers = new PeerConsumers({
      router: room.router,
      tell: (contract, payload) => this.tell(contract, payload),
      onFailed: room.onOfferFailed,
    });
  }

  get claims(): MediaClaims {
    return this.#claims;
  }

  get link(): PeerLink | undefined {
    return this.#link;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get producerCount(): number {
    return this.#producers.size;
  }

  /** Takes up the peer over a new connection; the one before is cut without a word. */
  attach(link: PeerLink): void {
    const before = this.#link;
    this.#link = link;
    if (before !== link) before?.end();
  }

  /** The connection is gone; media goes on. */
  detach(): void {
    this.#link = undefined;
  }

  /** Lost while no connection is there: what matters is repeated when one is taken up. */
  tell<C extends EventContract>(contract: C, payload: PayloadOf<C>): void {
    this.#link?.tell(contract, payload);
  }

  /** A newer token's rights take effect at once: what it no longer allows is closed. */
  grant(claims: MediaClaims): void {
    this.#claims = claims;
    const allowed = sourcesOf(claims);
    for (const [source, producer] of [...this.#producers]) if (!allowed.includes(source)) producer.close();
    if (!claims.mayHear) this.consumers.close();
  }

  async publish(transportId: string, parameters: Opaque, source: Source): Promise<types.Producer> {
    requireSource(this.#claims, source);
    if (this.#producers.has(source)) throw new ProtocolError('out_of_order', `${source} is published already`);
    const transport = this.transports.take(transportId, 'send');
    const rtpParameters = readRtpParameters(parameters);
    const producer = await this.#produce(transport, rtpParameters);
    if (this.#isClosed || !sourcesOf(this.#claims).includes(source)) {
      producer.close();
      throw new ProtocolError('forbidden', 'the right to publish ended meanwhile');
    }
    this.#producers.set(source, producer);
    producer.observer.once('close', () => this.#producers.delete(source));
    this.#room.onPublished({ producer, peerId: this.id, source });
    return producer;
  }

  unpublish(producerId: string): void {
    const producer = [...this.#producers.values()].find(({ id }) => id === producerId);
    if (!producer) throw new ProtocolError('not_found', 'no such producer of this peer');
    producer.close();
  }

  async receive(transportId: string, capabilities: Opaque): Promise<void> {
    requireHearing(this.#claims);
    const transport = this.transports.take(transportId, 'recv');
    const rtpCapabilities = readRtpCapabilities(capabilities);
    await this.consumers.receive(transport, rtpCapabilities, this.#room.publishedForOthers(this.id));
  }

  close(code?: ClosedCode): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const link = this.#link;
    this.#link = undefined;
    this.consumers.close();
    this.transports.close();
    link?.end(code);
  }

  /** Ends without closing the connection: the media is gone already, and the other end joins again on the same socket. */
  abandon(): void {
    this.#isClosed = true;
    this.#link = undefined;
  }

  async #produce(transport: types.Transport, rtpParameters: types.RtpParameters): Promise<types.Producer> {
    try {
      return await transport.produce({ kind: 'audio', rtpParameters });
    } catch (error) {
      throw asProtocolError(error, () => !this.#room.router.closed);
    }
  }
}
