import { expect, it } from 'vitest';
import { countExpected, mouthToEarDelays, type Notes } from './delays.ts';

const notes: Notes = new Map([
  ['ada', { mouth: [1_000, 2_000], bor: [1_560, 9_000] }],
  ['bor', { mouth: [1_500], ada: [1_060, 2_070] }],
]);

it('each burst is followed from one mouth to the other ear', () => {
  expect(mouthToEarDelays(notes, 0)).toEqual([60, 60, 70]);
  expect(countExpected(notes, 0)).toBe(3);
});

it('bursts for warming up and bursts that nobody heard do not count', () => {
  expect(mouthToEarDelays(notes, 1_600)).toEqual([70]);
  const deaf: Notes = new Map([
    ['ada', { mouth: [1_000] }],
    ['bor', { mouth: [], ada: [900, 1_651] }],
  ]);
  expect(mouthToEarDelays(deaf, 0)).toEqual([]);
  expect(countExpected(deaf, 0)).toBe(1);
});
