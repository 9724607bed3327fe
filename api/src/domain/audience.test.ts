import { formatId, type SeatId } from '@skald/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceOf, dmMayKnow, isAudience, isWithin, mayKnow, type Audience } from './audience.ts';

const seats = Array.from({ length: 5 }, (_, index) => formatId('seat', new Uint8Array(20).fill(index)));
const [ada, boris, carl] = seats as [SeatId, SeatId, SeatId];
const someone = fc.constantFrom<SeatId | 'dm'>('dm', ...seats);
const circles = fc.array(someone, { minLength: 1, maxLength: 6 });

describe('audience', () => {
  it('[M7] a seat knows what is the party’s, its own, or of a circle it belongs to, and nothing else', () => {
    const known = (audience: Audience) => seats.filter((seatId) => mayKnow(audience, seatId));
    expect(known('party')).toEqual(seats);
    expect(known('dm')).toEqual([]);
    expect(known(ada)).toEqual([ada]);
    expect(known(audienceOf(['dm', boris]))).toEqual([boris]);
    expect(known(audienceOf([carl, ada]))).toEqual([ada, carl]);
  });

  it('[M7] the DM does not know what one seat or a whisper keeps to itself', () => {
    expect(['party' as const, 'dm' as const, audienceOf(['dm', ada])].map(dmMayKnow)).toEqual([true, true, true]);
    expect([ada, audienceOf([ada, boris])].map(dmMayKnow)).toEqual([false, false]);
  });

  it('[M7] has one form, whatever order and doubles it was made of', () => {
    fc.assert(
      fc.property(circles, fc.infiniteStream(fc.nat()), (members, noise) => {
        const shuffled = [...members, ...members].toSorted(() => ((noise.next().value as number) % 3) - 1);
        expect(audienceOf(shuffled)).toBe(audienceOf(members));
        expect(isAudience(audienceOf(members))).toBe(true);
        expect(seats.filter((seatId) => mayKnow(audienceOf(members), seatId))).toEqual(
          seats.filter((seatId) => members.includes(seatId)),
        );
      }),
    );
    expect(() => audienceOf([])).toThrow(RangeError);
  });

  it.each(['', 'all', 'dm+dm', `${boris}+dm`, `${ada}+`, `party+${ada}`, `dm+${ada} `])('[M7] %j is no audience', (text) => {
    expect(isAudience(text)).toBe(false);
  });

  it('[M7] what an audience knows may be told to those who are all in it', () => {
    expect(isWithin(ada, 'party')).toBe(true);
    expect(isWithin(ada, audienceOf(['dm', ada]))).toBe(true);
    expect(isWithin(audienceOf(['dm', ada]), ada)).toBe(false);
    expect(isWithin('party', audienceOf(['dm', ada]))).toBe(false);
    expect(isWithin('party', 'party')).toBe(true);
  });
});
