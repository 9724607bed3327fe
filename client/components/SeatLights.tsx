import type { CSSProperties, ReactNode } from 'react';
import { placeSeats } from '../core/seating.ts';

interface SeatLightsProps {
  readonly taken: number;
  readonly max: number;
  /** Light of the nearest seat, the reader's own, 0 to 1. */
  readonly ownLevel?: number;
}

/** Pools of light on the seats of a table that one has not sat down at: the taken ones are lit. */
export function SeatLights({ taken, max, ownLevel }: SeatLightsProps): ReactNode {
  return placeSeats(max).map(({ x, y }, index) => {
    const isOwn = index === 0;
    const light = isOwn ? (ownLevel ?? 0.06) : index <= taken ? 0.5 : 0.06;
    const place = { '--x': x, '--y': y, '--light': light.toFixed(2), '--seat-hue': (index * 67 + 40) % 360 } as CSSProperties;
    return (
      <span key={index} className="seat-light" style={place}>
        <span className="seat-pool" />
        <span className={isOwn ? 'seat-stool own' : 'seat-stool'} />
      </span>
    );
  });
}
