import type { SeatId } from '@skald/protocol';

/** Who may know a thing: everybody at the table, the DM alone, or one seat. */
export type Audience = 'party' | 'dm' | SeatId;

/** Whether a seat may know what has this audience. */
export function mayKnow(audience: Audience, seatId: SeatId): boolean {
  return audience === 'party' || audience === seatId;
}
