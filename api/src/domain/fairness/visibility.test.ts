import type { SeatId } from '@skald/protocol';
import { expect, it } from 'vitest';
import { dmMayKnow, mayKnow } from '../audience.ts';
import { audienceOfRoll, visibilityOf } from './visibility.ts';

const [ADA, BOR] = ['st_aaaaaaaaaaaaaaaaaaaa' as SeatId, 'st_bbbbbbbbbbbbbbbbbbbb' as SeatId];

it.each([
  ['public', ADA, [true, true, true]],
  ['dm', ADA, [true, false, true]],
  ['blind', ADA, [false, false, true]],
  ['self', ADA, [true, false, false]],
  ['public', null, [true, true, true]],
  ['dm', null, [false, false, true]],
  ['blind', null, [false, false, true]],
] as const)('[G2.6] a %s roll of %s is known to its own: roller, another, the DM', (visibility, seatId, known) => {
  const audience = audienceOfRoll(visibility, seatId);
  expect([mayKnow(audience, ADA), mayKnow(audience, BOR), dmMayKnow(audience)]).toEqual(known);
  expect(visibilityOf(audience, seatId)).toBe(visibility === 'blind' && seatId === null ? 'dm' : visibility);
});

it('[G2.6] nobody rolls for nobody’s eyes', () => {
  expect(() => audienceOfRoll('self', null)).toThrow(RangeError);
});
