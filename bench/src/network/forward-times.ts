import type { RtpHeader } from './rtp-packet.ts';

/** A packet that comes later than this after the one it could be a copy of is none, in ms. */
const MAX_FORWARD_MS = 1_000;
/** Packets that went in and may still come out. */
const KEPT = 4_096;

/**
 * Pairs packets that went into the sfu with the copies that came out of it. The sfu gives each copy its own SSRC and keeps the
 * timestamp, whose start each sender draws from 32 bits; so copies are found by it. A second copy on one way is a retransmission
 * and does not count.
 */
export class ForwardTimes {
  readonly #inAtMs = new Map<number, number>();
  readonly #seen = new Set<string>();
  #times: number[] = [];

  wentIn({ timestamp }: RtpHeader, atMs: number): void {
    if (this.#inAtMs.has(timestamp)) return;
    this.#inAtMs.set(timestamp, atMs);
    if (this.#inAtMs.size <= KEPT) return;
    const [oldest] = this.#inAtMs.keys();
    if (oldest !== undefined) this.#inAtMs.delete(oldest);
  }

  /** `way` names the receiver. */
  cameOut({ timestamp, ssrc }: RtpHeader, way: string, atMs: number): void {
    const inAtMs = this.#inAtMs.get(timestamp);
    const copy = `${way} ${ssrc} ${timestamp}`;
    if (inAtMs === undefined || this.#seen.has(copy) || atMs - inAtMs > MAX_FORWARD_MS) return;
    this.#seen.add(copy);
    this.#times.push(atMs - inAtMs);
  }

  /** Times in ms since the last call. */
  take(): number[] {
    const times = this.#times;
    this.#times = [];
    this.#seen.clear();
    return times;
  }
}
