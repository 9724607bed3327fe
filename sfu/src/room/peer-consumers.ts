import type { types } from 'mediasoup';
import { ProtocolError, mediaEvents, type EventContract, type PayloadOf } from '@skald/protocol';
import { asProtocolError } from '../errors.ts';
import type { Published } from './published.ts';

export interface PeerConsumersOptions {
  readonly router: types.Router;
  readonly tell: <C extends EventContract>(contract: C, payload: PayloadOf<C>) => void;
  /** A producer could not be offered to this peer; it hears the others all the same. */
  readonly onFailed: (error: unknown) => void;
}

interface Offer {
  readonly published: Published;
  readonly consumer: types.Consumer;
  isTaken: boolean;
}

/** One way of receiving, with the producers that were offered by it. */
interface Receiving {
  readonly transport: types.Transport;
  readonly rtpCapabilities: types.RtpCapabilities;
  readonly offered: Set<string>;
}

/** Closed consumers that are told again after a lost connection; more than a full room has. */
const CLOSED_KEPT = 256;

/** What one peer hears: a consumer for each producer of the others, made paused, offered, and resumed when the other end is ready. */
export class PeerConsumers {
  readonly #options: PeerConsumersOptions;
  readonly #offers = new Map<string, Offer>();
  #closedIds: string[] = [];
  #receiving: Receiving | undefined;

  constructor(options: PeerConsumersOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#offers.size;
  }

  /** Begins the offers, or moves them to another transport: what came over the old one is closed first. */
  async receive(transport: types.Transport, rtpCapabilities: types.RtpCapabilities, all: Iterable<Published>): Promise<void> {
    if (this.#receiving?.transport !== transport) this.close();
    this.#receiving = { transport, rtpCapabilities, offered: this.#receiving?.offered ?? new Set() };
    await Promise.all([...all].map((published) => this.offer(published)));
  }

  /** Offers a producer once `receive` was called. Never throws. */
  async offer(published: Published): Promise<void> {
    const receiving = this.#receiving;
    const producerId = published.producer.id;
    if (!receiving || receiving.transport.closed || receiving.offered.has(producerId)) return;
    receiving.offered.add(producerId);
    try {
      const { rtpCapabilities } = receiving;
      if (!this.#options.router.canConsume({ producerId, rtpCapabilities }))
        throw new ProtocolError('media_unsupported', 'this peer cannot receive the codec of the room');
      // Without enableRtx mediasoup offers no NACK for audio. (V1)
      const consumer = await receiving.transport.consume({ producerId, rtpCapabilities, paused: true, enableRtx: true });
      if (receiving.offered !== this.#receiving?.offered || published.producer.closed) return consumer.close();
      this.#keep({ published, consumer, isTaken: false });
    } catch (error) {
      receiving.offered.delete(producerId);
      if (!published.producer.closed && !receiving.transport.closed) this.#options.onFailed(error);
    }
  }

  async resume(consumerId: string): Promise<void> {
    const offer = this.#offers.get(consumerId);
    if (!offer) throw new ProtocolError('not_found', 'no such consumer of this peer');
    try {
      await offer.consumer.resume();
      offer.isTaken = true;
    } catch (error) {
      throw asProtocolError(error, () => !offer.consumer.closed);
    }
  }

  /** Says again what a lost connection may have swallowed: offers that were never taken, and what was closed lately. */
  repeat(): void {
    for (const consumerId of this.#closedIds) this.#options.tell(mediaEvents.consumerClosed, { consumerId });
    for (const offer of this.#offers.values()) if (!offer.isTaken) this.#tellOffer(offer);
  }

  /** Closes all consumers; the next `receive` begins anew. */
  close(): void {
    this.#receiving = undefined;
    for (const { consumer } of [...this.#offers.values()]) this.#drop(consumer);
  }

  #keep(offer: Offer): void {
    const { consumer } = offer;
    this.#offers.set(consumer.id, offer);
    consumer.once('producerclose', () => this.#drop(consumer));
    consumer.once('transportclose', () => this.#drop(consumer));
    this.#tellOffer(offer);
  }

  #drop(consumer: types.Consumer): void {
    consumer.close();
    this.#receiving?.offered.delete(consumer.producerId);
    if (!this.#offers.delete(consumer.id)) return;
    this.#closedIds = [...this.#closedIds, consumer.id].slice(-CLOSED_KEPT);
    this.#options.tell(mediaEvents.consumerClosed, { consumerId: consumer.id });
  }

  #tellOffer({ consumer, published }: Offer): void {
    this.#options.tell(mediaEvents.consumerOffered, {
      consumerId: consumer.id,
      producerId: published.producer.id,
      peerId: published.peerId,
      source: published.source,
      kind: 'audio',
      rtpParameters: { ...consumer.rtpParameters },
    });
  }
}
