import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { PayloadOf, mediaEvents } from '@skald/protocol';
import { AUDIO_LEVEL_URI, SILENCE_DBOV, packetLevelDbov } from './audio-level.ts';
import type { Published } from './published.ts';
import { QUIET, QUIET_MS, heardLevel, timePassed, type Speaking, type SpeakingStep } from './speaking-detector.ts';

export type SpeakingPayload = PayloadOf<typeof mediaEvents.speaking>;

export interface SpeakingMeterOptions {
  readonly router: types.Router;
  readonly onSpeaking: (payload: SpeakingPayload) => void;
  readonly logger: Logger;
  /** Monotonic clock in ms. */
  readonly nowMs: () => number;
}

interface Meter {
  readonly published: Published;
  state: Speaking;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Tells who speaks, from every packet of every voice in a room (V4). mediasoup's own observer reports at most four times a second,
 * so each producer is consumed by a transport that ends in this process. Ambience is no voice and is not metered.
 */
export class SpeakingMeter {
  readonly #options: SpeakingMeterOptions;
  readonly #meters = new Map<string, Meter>();
  #transport: Promise<types.DirectTransport> | undefined;

  constructor(options: SpeakingMeterOptions) {
    this.#options = options;
  }

  /** Meters a producer until it closes. A producer that cannot be metered is heard all the same. */
  watch(published: Published): void {
    if (published.source === 'ambience') return;
    const meter: Meter = { published, state: QUIET, timer: undefined };
    this.#meters.set(published.producer.id, meter);
    published.producer.observer.once('close', () => this.#forget(meter));
    this.#listen(meter).catch((error: unknown) => {
      if (!published.producer.closed) this.#options.logger.warn({ err: error }, 'a voice cannot be metered');
    });
  }

  /** The mark of every metered voice now, for one who just came. */
  marks(): SpeakingPayload[] {
    return [...this.#meters.values()].map(({ published, state }) => ({
      peerId: published.peerId,
      source: published.source,
      speaking: state.phase === 'speaking',
      levelDbov: SILENCE_DBOV,
    }));
  }

  /** Stops all timers; the transport closes with the router. */
  close(): void {
    for (const meter of this.#meters.values()) clearTimeout(meter.timer);
    this.#meters.clear();
  }

  async #listen(meter: Meter): Promise<void> {
    const { router, nowMs } = this.#options;
    this.#transport ??= router.createDirectTransport();
    const transport = await this.#transport;
    const { producer } = meter.published;
    const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
    const isLevelSent = producer.rtpParameters.headerExtensions?.some(({ uri }) => uri === AUDIO_LEVEL_URI) ?? false;
    const extension = consumer.rtpParameters.headerExtensions?.find(({ uri }) => uri === AUDIO_LEVEL_URI);
    const extensionId = isLevelSent ? extension?.id : undefined;
    consumer.on('rtp', (packet) => {
      const levelDbov = packetLevelDbov(packet, extensionId);
      if (levelDbov !== undefined) this.#apply(meter, heardLevel(meter.state, levelDbov, nowMs()));
    });
  }

  #apply(meter: Meter, step: SpeakingStep): void {
    if (!this.#meters.has(meter.published.producer.id)) return;
    meter.state = step.state;
    if (step.mark) this.#tell(meter, step.mark.speaking, step.mark.levelDbov);
    if (meter.state.phase === 'quiet') {
      clearTimeout(meter.timer);
      meter.timer = undefined;
    } else meter.timer ??= this.#expectSilence(meter);
  }

  #expectSilence(meter: Meter): NodeJS.Timeout {
    const sinceVoicedMs = meter.state.phase === 'speaking' ? this.#options.nowMs() - meter.state.lastVoicedMs : 0;
    return setTimeout(
      () => {
        meter.timer = undefined;
        this.#apply(meter, timePassed(meter.state, this.#options.nowMs()));
      },
      Math.max(1, Math.ceil(QUIET_MS - sinceVoicedMs)),
    );
  }

  #forget(meter: Meter): void {
    clearTimeout(meter.timer);
    if (!this.#meters.delete(meter.published.producer.id)) return;
    if (meter.state.phase === 'speaking') this.#tell(meter, false, SILENCE_DBOV);
  }

  #tell(meter: Meter, speaking: boolean, levelDbov: number): void {
    const { peerId, source } = meter.published;
    this.#options.onSpeaking({ peerId, source, speaking, levelDbov });
  }
}
