import { ProtocolError, type MediaClaims, type Source } from '@skald/protocol';

const DM_SOURCES: readonly Source[] = ['narrator', 'characters', 'ambience'];
const PLAYER_SOURCES: readonly Source[] = ['microphone'];

/** What these claims may publish; one producer of each at most. */
export function sourcesOf(claims: MediaClaims): readonly Source[] {
  if (!claims.mayPublish) return [];
  return claims.role === 'dm' ? DM_SOURCES : PLAYER_SOURCES;
}

/** Throws ProtocolError `forbidden` unless these claims may publish this source. */
export function requireSource(claims: MediaClaims, source: Source): void {
  if (!sourcesOf(claims).includes(source)) throw new ProtocolError('forbidden', `${claims.role} may not publish ${source}`);
}

/** Throws ProtocolError `forbidden` unless these claims may hear others. */
export function requireHearing(claims: MediaClaims): void {
  if (!claims.mayHear) throw new ProtocolError('forbidden', `${claims.role} may not hear`);
}
