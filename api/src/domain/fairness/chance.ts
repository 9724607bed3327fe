import type { SeatId, SessionId } from '@skald/protocol';

/** Hashes that the caller brings: what decides here knows no cryptography of its own. */
export interface Hashes {
  /** SHA-256, 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /** HMAC-SHA256, 32 bytes. */
  hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array;
}

/** Chance of a browser, as it is kept with a seed: 16 bytes in hexadecimal, and the first roll that it counts for. */
export interface GivenChance {
  readonly seatId: SeatId;
  readonly value: string;
  readonly fromCounter: number;
}

/** The roll that is drawn. */
export interface DrawPlace {
  readonly sessionId: SessionId;
  /** 32 bytes in hexadecimal. */
  readonly seed: string;
  /** Number of the roll with its seed, from 0. */
  readonly counter: number;
  readonly contributions: readonly GivenChance[];
}

const PREFIX = 'skald dice v1';
/** Whole numbers that 6 bytes can hold. */
const SPAN = 2 ** 48;

/**
 * Draws the dice of one roll, each a whole number from 0 to `sides` - 1. The same place gives the same dice in the same
 * order, whoever computes them. (G2.3)
 */
export function drawsOf(hashes: Hashes, place: DrawPlace): { next(sides: number): number } {
  const key = bytesOf(place.seed);
  const entropy = hexOf(entropyAt(hashes, place));
  let drawn = 0;
  return {
    next(sides) {
      const mostUsable = SPAN - (SPAN % sides);
      for (let attempt = 0; ; attempt += 1) {
        const message = utf8(`${entropy}:${place.counter}:${drawn}:${attempt}`);
        const value = firstSixBytes(hashes.hmacSha256(key, message));
        if (value >= mostUsable) continue;
        drawn += 1;
        return value % sides;
      }
    },
  };
}

/** Chance of the browsers that counts for a roll: a chain of hashes over the evening and what was given before it. (G2.2) */
export function entropyAt(hashes: Hashes, { sessionId, contributions, counter }: Omit<DrawPlace, 'seed'>): Uint8Array {
  return contributions
    .filter((given) => given.fromCounter <= counter)
    .reduce(
      (chain, given) => hashes.sha256(concat(chain, utf8(given.seatId + given.value))),
      hashes.sha256(utf8(PREFIX + sessionId)),
    );
}

/** SHA-256 of a seed's 32 bytes, in hexadecimal. */
export function commitmentOf(hashes: Hashes, seed: string): string {
  return hexOf(hashes.sha256(bytesOf(seed)));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

function firstSixBytes(bytes: Uint8Array): number {
  return bytes.subarray(0, 6).reduce((value, byte) => value * 256 + byte, 0);
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
