import { SignJWT } from 'jose';
import { MEDIA_TOKEN_AUDIENCE, MEDIA_TOKEN_ISSUER, MEDIA_TOKEN_MAX_AGE_S, type MediaClaims } from '@skald/protocol';

export interface MediaTokens {
  mint(claims: MediaClaims): Promise<{ token: string; expiresInMs: number }>;
}

/** Mints the sfu's tokens: JWT, HS256 (RFC 7519, RFC 7518). `key` holds at least 32 bytes. */
export function createMediaTokens(key: Uint8Array): MediaTokens {
  return {
    async mint(claims) {
      const token = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(MEDIA_TOKEN_ISSUER)
        .setAudience(MEDIA_TOKEN_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${MEDIA_TOKEN_MAX_AGE_S}s`)
        .sign(key);
      return { token, expiresInMs: MEDIA_TOKEN_MAX_AGE_S * 1_000 };
    },
  };
}
