import { seatIdSchema, type SeatId } from '@skald/protocol';

/** Several who may know a thing together, as they are kept: the DM first, then seats in their order, joined by `+`. */
export type Circle = `${SeatId | 'dm'}+${string}`;

/** Who may know a thing: everybody at the table, the DM alone, one seat alone (not the DM), or a circle of them. */
export type Audience = 'party' | 'dm' | SeatId | Circle;

/** The audience of these, in its one form. Throws RangeError when there is nobody. */
export function audienceOf(members: readonly (SeatId | 'dm')[]): Audience {
  const [first, ...others] = [...new Set(members)].sort((a, b) => order(a).localeCompare(order(b)));
  if (first === undefined) throw new RangeError('an audience has somebody in it');
  return others.length === 0 ? first : (`${[first, ...others].join('+')}` as Circle);
}

/** Whether a seat may know what has this audience. */
export function mayKnow(audience: Audience, seatId: SeatId): boolean {
  return audience === 'party' || membersOf(audience).includes(seatId);
}

/** Whether the DM may know it. */
export function dmMayKnow(audience: Audience): boolean {
  return audience === 'party' || membersOf(audience).includes('dm');
}

/** Whether everybody of `inner` belongs to `outer`: what `outer` knows may then be told to `inner`. */
export function isWithin(inner: Audience, outer: Audience): boolean {
  if (outer === 'party') return true;
  if (inner === 'party') return false;
  const members = membersOf(outer);
  return membersOf(inner).every((member) => members.includes(member));
}

export function isAudience(text: string): text is Audience {
  if (text === 'party') return true;
  const members = text.split('+');
  const areKnown = members.every((member) => member === 'dm' || seatIdSchema.safeParse(member).success);
  return areKnown && audienceOf(members as (SeatId | 'dm')[]) === text;
}

/** Seats and the DM of an audience that is not the whole party. */
export function membersOf(audience: Exclude<Audience, 'party'>): readonly (SeatId | 'dm')[] {
  return audience.split('+') as (SeatId | 'dm')[];
}

function order(member: SeatId | 'dm'): string {
  return member === 'dm' ? '' : member;
}
