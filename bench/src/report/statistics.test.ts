import { expect, it } from 'vitest';
import { median, percentile, spread } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

it('a percentile is a value that was measured, and enough of them are not above it', () => {
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 0.95)).toBe(7);
});

it('a median of an even number of values lies between the middle two', () => {
  expect([median([5, 1, 9]), median([4, 1, 2, 9]), median(hundred)]).toEqual([5, 3, 50.5]);
});

it('a spread reaches from the least to the greatest', () => {
  expect(spread([3, -2, 4.5])).toBe(6.5);
});

it('nothing has no statistics', () => {
  for (const measure of [median, spread]) expect(() => measure([])).toThrow(RangeError);
});
