import {
  mediaRequests,
  type PayloadOf,
  type ReplyOf,
  type RequestContract,
  type RequestOf,
  type mediaEvents,
} from '@skald/protocol';
import type { Device, types } from 'mediasoup-client';
import { IceKeeper } from './ice-keeper.ts';
import type { RemoteAudio } from './remote-audio.ts';

export type AskMedia = <C extends RequestContract>(contract: C, request: RequestOf<C>) => Promise<ReplyOf<C>>;
export type Offer = PayloadOf<typeof mediaEvents.consumerOffered>;

export interface MediaSessionOptions {
  readonly device: Device;
  readonly routerRtpCapabilities: Record<string, unknown>;
  readonly ask: AskMedia;
  readonly remoteAudio: RemoteAudio;
  /** Sound flows, or no longer does. */
  readonly onFlow: (isFlowing: boolean) => void;
  /** ICE restarts did not help: everything has to be made anew. */
  readonly onBroken: () => void;
}

/** Opus for speech: mono, nothing sent in silence, in-band error correction, lost packets asked for again. (V1) */
const OPUS_FOR_SPEECH: types.ProducerCodecOptions = {
  opusStereo: false,
  opusDtx: true,
  opusFec: true,
  opusNack: true,
  opusMaxAverageBitrate: 32_000,
};

/** Transports, the microphone's producer and everybody's consumers at one router. Lives until the router or the page goes. */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #keepers: IceKeeper[] = [];
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #unready = new Set<string>();
  #send: types.Transport | undefined;
  #receive: types.Transport | undefined;
  #producer: types.Producer | undefined;
  #publishing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
  }

  /** Sets everything up, hearing first. Throws ProtocolError, or what the browser throws. */
  async start(readTrack: () => MediaStreamTrack | null): Promise<void> {
    const { device, ask, routerRtpCapabilities } = this.#options;
    await device.load({ routerRtpCapabilities: routerRtpCapabilities });
    this.#receive = await this.#createTransport('recv');
    await this.#offerReceiving();
    this.#send = await this.#createTransport('send');
    this.#send.on('produce', ({ rtpParameters }, done, fail) => {
      const transportId = this.#send?.id ?? '';
      ask(mediaRequests.createProducer, { transportId, kind: 'audio', rtpParameters: { ...rtpParameters }, source: 'microphone' })
        .then(({ producerId }) => done({ id: producerId }))
        .catch(fail);
    });
    await this.publish(readTrack());
  }

  /** Sends this track from now on; null sends nothing. Calls take effect in order. */
  publish(track: MediaStreamTrack | null): Promise<void> {
    const next = this.#publishing.then(() => this.#publishNow(track));
    this.#publishing = next.catch(() => undefined);
    return next;
  }

  /** After the signalling was away: asks for what may have been missed, and mends transports that broke meanwhile. */
  async resume(): Promise<void> {
    await this.#offerReceiving();
    for (const consumerId of [...this.#unready]) await this.#makeReady(consumerId);
    for (const keeper of this.#keepers) keeper.mend();
  }

  async consume(offer: Offer): Promise<void> {
    if (!this.#receive || this.#isClosed) return;
    if (this.#consumers.has(offer.consumerId)) return this.#makeReady(offer.consumerId);
    const { consumerId, producerId, kind, peerId, source } = offer;
    const rtpParameters = offer.rtpParameters as unknown as types.RtpParameters;
    const consumer = await this.#receive.consume({ id: consumerId, producerId, kind, rtpParameters });
    if (this.#isClosed) return;
    this.#consumers.set(consumerId, consumer);
    this.#unready.add(consumerId);
    this.#options.remoteAudio.add({ consumerId, peerId, source, track: consumer.track });
    await this.#makeReady(consumerId);
  }

  dropConsumer(consumerId: string): void {
    this.#consumers.get(consumerId)?.close();
    this.#consumers.delete(consumerId);
    this.#unready.delete(consumerId);
    this.#options.remoteAudio.remove(consumerId);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const keeper of this.#keepers) keeper.close();
    for (const consumerId of [...this.#consumers.keys()]) this.dropConsumer(consumerId);
    this.#producer?.close();
    this.#send?.close();
    this.#receive?.close();
  }

  /** A consumer is made paused; packets come only after this answer, so that none races the set-up. */
  async #makeReady(consumerId: string): Promise<void> {
    await this.#options.ask(mediaRequests.resumeConsumer, { consumerId });
    this.#unready.delete(consumerId);
  }

  async #offerReceiving(): Promise<void> {
    const transportId = this.#receive?.id;
    if (transportId === undefined) return;
    const rtpCapabilities = { ...this.#options.device.recvRtpCapabilities };
    await this.#options.ask(mediaRequests.receive, { transportId, rtpCapabilities });
  }

  async #publishNow(track: MediaStreamTrack | null): Promise<void> {
    if (!this.#send || this.#isClosed) return;
    if (this.#producer) return this.#producer.replaceTrack({ track });
    if (!track) return;
    this.#producer = await this.#send.produce({
      track,
      codecOptions: OPUS_FOR_SPEECH,
      stopTracks: false,
      disableTrackOnPause: false,
    });
  }

  async #createTransport(direction: 'send' | 'recv'): Promise<types.Transport> {
    const { ask, device, onBroken } = this.#options;
    const created = await ask(mediaRequests.createTransport, { direction });
    const options = { ...created, id: created.transportId } as unknown as types.TransportOptions;
    const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      const request = { transportId: transport.id, dtlsParameters: { ...dtlsParameters } };
      ask(mediaRequests.connectTransport, request).then(done).catch(fail);
    });
    const keeper = new IceKeeper({
      restart: async () => {
        const { iceParameters } = await ask(mediaRequests.restartIce, { transportId: transport.id });
        await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
      },
      onGivenUp: onBroken,
    });
    this.#keepers.push(keeper);
    transport.on('connectionstatechange', (state) => {
      keeper.follow(state);
      this.#options.onFlow(this.#keepers.every((each) => each.isHealthy));
    });
    return transport;
  }
}
