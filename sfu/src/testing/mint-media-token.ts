import { SignJWT } from 'jose';
import { MEDIA_TOKEN_AUDIENCE, MEDIA_TOKEN_ISSUER, type MediaClaims } from '@skald/protocol';

export interface MintOptions {
  readonly claims: MediaClaims;
  readonly key: string;
  /** Life of the token in seconds; negative for one that has expired. 300 unless told. */
  readonly expiresInS?: number;
  /** Seconds since the epoch; now unless told. */
  readonly issuedAtS?: number;
  readonly audience?: string;
  readonly issuer?: string;
}

/** Mints a media token as the api does. */
export function mintMediaToken(options: MintOptions): Promise<string> {
  const issuedAtS = options.issuedAtS ?? Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...options.claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(options.issuer ?? MEDIA_TOKEN_ISSUER)
    .setAudience(options.audience ?? MEDIA_TOKEN_AUDIENCE)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + (options.expiresInS ?? 300))
    .sign(new TextEncoder().encode(options.key));
}
