import { createHash, createHmac } from 'node:crypto';
import type { SeatId, SessionId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { commitmentOf, drawsOf, entropyAt, hexOf, type DrawPlace, type Hashes } from './chance.ts';

const hashes: Hashes = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
};
const SESSION = 'se_aaaaaaaaaaaaaaaaaaaa' as SessionId;
const [ADA, BOR] = ['st_aaaaaaaaaaaaaaaaaaaa' as SeatId, 'st_bbbbbbbbbbbbbbbbbbbb' as SeatId];
const SEED = '00112233445566778899aabbccddeeff'.repeat(2);
const ADAS = { seatId: ADA, value: 'a'.repeat(32), fromCounter: 0 };
const BORS = { seatId: BOR, value: 'b'.repeat(32), fromCounter: 5 };
const place = (change: Partial<DrawPlace> = {}): DrawPlace => ({
  sessionId: SESSION,
  seed: SEED,
  counter: 0,
  contributions: [],
  ...change,
});
const draw = (at: DrawPlace, count = 8, sides = 20): number[] => {
  const source = drawsOf(hashes, at);
  return Array.from({ length: count }, () => source.next(sides));
};

describe('draws of a roll', () => {
  it('[G2.3] follow from the seed, the chance given, and the roll’s number alone: the same place has the same dice', () => {
    expect(draw(place())).toEqual(draw(place()));
    const others = [
      place({ counter: 1 }),
      place({ seed: 'ff'.repeat(32) }),
      place({ sessionId: 'se_bbbbbbbbbbbbbbbbbbbb' as SessionId }),
      place({ contributions: [ADAS] }),
    ];
    const all = [place(), ...others].map((at) => draw(at).join());
    expect(new Set(all).size).toBe(all.length);
  });

  it('[G2.3] are what the written recipe gives, computed here without the code above', () => {
    const sha = (...parts: (Buffer | string)[]): Buffer =>
      parts.reduce<ReturnType<typeof createHash>>((hash, part) => hash.update(part), createHash('sha256')).digest();
    const entropy = sha(sha('skald dice v1', SESSION), ADA, ADAS.value).toString('hex');
    const wanted = [0, 1, 2].map((index) => {
      const bytes = createHmac('sha256', Buffer.from(SEED, 'hex')).update(`${entropy}:3:${index}:0`).digest();
      return bytes.readUIntBE(0, 6) % 20;
    });
    expect(draw(place({ counter: 3, contributions: [ADAS, BORS] }), 3)).toEqual(wanted);
  });

  it('[G2.2] chance counts from the roll it was given before, not earlier', () => {
    const hex = (counter: number, contributions: DrawPlace['contributions']): string =>
      hexOf(entropyAt(hashes, { sessionId: SESSION, counter, contributions }));
    expect(hex(4, [ADAS, BORS])).toBe(hex(4, [ADAS]));
    expect(hex(5, [ADAS, BORS])).not.toBe(hex(5, [ADAS]));
  });

  it('[G2.3] numbers from the uneven tail are drawn again, so that every side is equally likely', () => {
    const tail = new Uint8Array(32).fill(255); // 2^48 - 1 is beyond the last whole multiple of 20
    const five = new Uint8Array(32);
    five[5] = 5;
    const asked: string[] = [];
    const scripted: Hashes = {
      sha256: (bytes) => hashes.sha256(bytes),
      hmacSha256: (_key, message) => {
        asked.push(new TextDecoder().decode(message).split(':').slice(1).join(':'));
        return asked.length === 1 ? tail : five;
      },
    };
    expect(drawsOf(scripted, place()).next(20)).toBe(5);
    expect(asked).toEqual(['0:0:0', '0:0:1']);
  });

  it('[G2.3] 10,000 d20 pass a chi-square test at 0.1 %, over one seed and over many', () => {
    const one = Array.from({ length: 10_000 }, (_, counter) => draw(place({ counter }), 1)[0]!);
    const many = Array.from({ length: 100 }, (_, index) =>
      draw(place({ seed: index.toString(16).padStart(64, '0') }), 100),
    ).flat();
    for (const values of [one, many]) {
      const counts = Array.from({ length: 20 }, (_, side) => values.filter((value) => value === side).length);
      const chiSquare = counts.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
      expect(chiSquare).toBeLessThan(43.8); // 19 degrees of freedom
      expect(chiSquare).toBeGreaterThan(4.9); // nor too even to be chance
    }
  });
});

it('[G2.1] a commitment is the SHA-256 of the seed’s bytes', () => {
  expect(commitmentOf(hashes, SEED)).toBe(createHash('sha256').update(Buffer.from(SEED, 'hex')).digest('hex'));
});
