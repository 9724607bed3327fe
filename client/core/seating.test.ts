import { describe, expect, it } from 'vitest';
import { placeSeats } from './seating.ts';

describe('places around the table', () => {
  it('one’s own is nearest to the viewer', () => {
    for (const count of [1, 2, 5, 9]) expect(placeSeats(count)[0]?.y).toBeCloseTo(1);
  });

  it('are apart from each other, up to a table of twelve', () => {
    for (let count = 2; count <= 12; count += 1) {
      const places = placeSeats(count);
      for (const [index, one] of places.entries())
        for (const other of places.slice(index + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(0.35);
    }
  });
});
