import type { Roll, SeatId } from '@skald/protocol';
import { audienceOf, membersOf, type Audience } from '../audience.ts';

export type RollVisibility = Roll['visibility'];

/**
 * Who learns of a roll. `seatId` is whose roll it is, null for the DM. A blind roll is the DM's to know, even from the one
 * who asked for it. Throws RangeError for a roll for oneself that is nobody's. (G2.6)
 */
export function audienceOfRoll(visibility: RollVisibility, seatId: SeatId | null): Audience {
  switch (visibility) {
    case 'public':
      return 'party';
    case 'dm':
      return audienceOf(seatId === null ? ['dm'] : ['dm', seatId]);
    case 'blind':
      return 'dm';
    case 'self':
      if (seatId === null) throw new RangeError('a roll for oneself is a seat’s');
      return seatId;
  }
}

/** The word for an audience that a roll was given. */
export function visibilityOf(audience: Audience, seatId: SeatId | null): RollVisibility {
  if (audience === 'party') return 'public';
  const members = membersOf(audience);
  if (!members.includes('dm')) return 'self';
  return members.length === 1 && seatId !== null ? 'blind' : 'dm';
}
