import { ProtocolError, type MediaClaims } from '@skald/protocol';
import type { ClosedCode } from './peer-link.ts';

export interface Holder {
  readonly instance: string;
  readonly claims: MediaClaims;
}

export type Admission =
  | { readonly kind: 'new' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'replace'; readonly code: ClosedCode };

/**
 * What becomes of one who joins. `holder` is the peer of the same id that is there, its connection lost or not;
 * `lastLease` the highest lease of a DM seen in this room, 0 before the first.
 * Throws ProtocolError `lease_outdated` for a DM that a newer one, or another one of the same lease, has overtaken.
 */
export function decideAdmission(holder: Holder | undefined, comer: Holder, lastLease: number): Admission {
  if (holder?.instance === comer.instance) return { kind: 'resume' };
  if (comer.claims.role !== 'dm') return holder ? { kind: 'replace', code: 'seat_superseded' } : { kind: 'new' };
  const { lease } = comer.claims;
  if (lease < lastLease || (holder && lease === lastLease))
    throw new ProtocolError('lease_outdated', `lease ${lease} came after lease ${lastLease}`);
  return holder ? { kind: 'replace', code: 'lease_outdated' } : { kind: 'new' };
}
