import { expect, it } from 'vitest';
import { compareSpeed } from './compare-speed.ts';

it('the quotient is that of the speeds, whichever runs first', () => {
  let nowMs = 0;
  const taking = (costMs: number) => () => {
    nowMs += costMs;
    return 1;
  };
  const { ours, theirs, ratios } = compareSpeed(taking(0.25), taking(1), 4, () => nowMs);
  expect(ours).toEqual([4_000, 4_000, 4_000, 4_000]);
  expect(theirs).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(ratios).toEqual([4, 4, 4, 4]);
});

it('what gives no number is not measured', () => {
  expect(() =>
    compareSpeed(
      () => Number.NaN,
      () => 1,
      1,
    ),
  ).toThrow('no number');
});
