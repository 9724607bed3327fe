import type { ListenedSeat, SeatId } from '@skald/protocol';
import type { Ear, HeardSegment } from '../audio/ports.ts';
import type { Microphone, NowMs, OpenEar } from './ports.ts';

/** The segmenters' clock, in ms. */
const TICK_MS = 20;

export interface EarsOptions {
  readonly openEar: OpenEar;
  readonly nowMs: NowMs;
  readonly onVoiced: (seatId: SeatId, voiced: boolean) => void;
  readonly onVoicedFor: (seatId: SeatId, voicedMs: number) => void;
  readonly onSegment: (seatId: SeatId, segment: HeardSegment) => void;
}

interface Listening {
  readonly seatId: SeatId;
  readonly ear: Ear;
}

type Talk = Pick<ListenedSeat, 'mode' | 'holding'>;

/** One ear for each microphone of a table; they meet only in what they tell. */
export class Ears {
  readonly #options: EarsOptions;
  readonly #byConsumer = new Map<string, Listening>();
  readonly #wanted = new Set<string>();
  readonly #talk = new Map<SeatId, Talk>();
  readonly #voiced = new Set<SeatId>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: EarsOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Answers with what takes the packets. Throws what opening an ear throws. */
  async open(microphone: Microphone): Promise<(packet: Uint8Array, nowMs: number) => void> {
    const { consumerId, seatId } = microphone;
    this.#wanted.add(consumerId);
    const ear = await this.#options.openEar(microphone, {
      onVoiced: (voiced) => this.#tellVoiced(seatId, voiced),
      onVoicedFor: (voicedMs) => this.#options.onVoicedFor(seatId, voicedMs),
      onSegment: (segment) => this.#options.onSegment(seatId, segment),
    });
    if (!this.#wanted.has(consumerId)) {
      ear.close();
      return () => undefined;
    }
    this.#byConsumer.set(consumerId, { seatId, ear });
    this.#setTalk(ear, seatId);
    return (packet, nowMs) => ear.receive(packet, nowMs);
  }

  closeOne(consumerId: string): void {
    this.#wanted.delete(consumerId);
    const listening = this.#byConsumer.get(consumerId);
    if (!listening) return;
    this.#byConsumer.delete(consumerId);
    listening.ear.close();
    this.#tellVoiced(listening.seatId, false);
  }

  closeAll(): void {
    for (const consumerId of [...this.#wanted]) this.closeOne(consumerId);
  }

  setTalk(seatId: SeatId, talk: Talk): void {
    const before = this.#talk.get(seatId);
    if (before?.mode === talk.mode && before.holding === talk.holding) return;
    this.#talk.set(seatId, talk);
    for (const listening of this.#byConsumer.values()) if (listening.seatId === seatId) this.#setTalk(listening.ear, seatId);
  }

  forgetSeat(seatId: SeatId): void {
    this.#talk.delete(seatId);
  }

  close(): void {
    clearInterval(this.#timer);
    this.closeAll();
  }

  #setTalk(ear: Ear, seatId: SeatId): void {
    const talk = this.#talk.get(seatId);
    if (talk) ear.setTalk(talk.mode, talk.holding, this.#options.nowMs());
  }

  #tick(): void {
    const nowMs = this.#options.nowMs();
    for (const { ear } of this.#byConsumer.values()) ear.tick(nowMs);
  }

  #tellVoiced(seatId: SeatId, voiced: boolean): void {
    if (this.#voiced.has(seatId) === voiced) return;
    if (voiced) this.#voiced.add(seatId);
    else this.#voiced.delete(seatId);
    this.#options.onVoiced(seatId, voiced);
  }
}
