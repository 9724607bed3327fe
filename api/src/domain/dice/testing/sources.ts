import type { RandomSource } from '../roll-dice.ts';

/** Shows the given faces in order, from 1, and throws beyond them. */
export function showing(...faces: number[]): RandomSource & { left(): number } {
  return {
    left: () => faces.length,
    next() {
      const face = faces.shift();
      if (face === undefined) throw new Error('no more dice were expected');
      return face - 1;
    },
  };
}

/** A source that gives the same numbers for the same seed: 32 bits of state, every value as likely, far from secret. */
export function seededSource(seed: number): RandomSource {
  let state = seed >>> 0;
  const next32 = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    next(sides) {
      const limit = 2 ** 32 - (2 ** 32 % sides);
      for (;;) {
        const drawn = next32();
        if (drawn < limit) return drawn % sides;
      }
    },
  };
}
