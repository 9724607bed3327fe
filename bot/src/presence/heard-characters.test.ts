import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardCharacters } from './heard-characters.ts';

const LINE = 'The door opens slowly.';

describe('what was heard of a line', () => {
  it.each([
    [0, 0],
    [100, 0],
    [150, 3],
    [400, 8],
    [500, 8],
    [1_000, LINE.length],
    [9_000, LINE.length],
  ])('after %i of 1000 ms it is %i characters', (playedMs, heard) => {
    expect(heardCharacters(LINE, playedMs, { totalMs: 1_000, isWhole: true })).toBe(heard);
  });

  it('a line that is not made to its end is as long as such lines are', () => {
    expect(heardCharacters(LINE, 500, { totalMs: 500, isWhole: false })).toBe(3);
  });

  it('is always the end of a word or nothing, and never shrinks with time', () => {
    const text = fc.stringMatching(/^[a-zа-я]{1,9}( [a-zа-я]{1,9}){0,9}[.!?]$/);
    fc.assert(
      fc.property(text, fc.nat(2_000), fc.nat(2_000), (line, one, other) => {
        const length = { totalMs: 2_000, isWhole: true };
        const less = heardCharacters(line, Math.min(one, other), length);
        const more = heardCharacters(line, Math.max(one, other), length);
        expect(less).toBeLessThanOrEqual(more);
        expect([0, line.length].includes(less) || line[less] === ' ').toBe(true);
      }),
    );
  });
});
