import { jwtVerify, errors } from 'jose';
import {
  MEDIA_TOKEN_AUDIENCE,
  MEDIA_TOKEN_ISSUER,
  MEDIA_TOKEN_MAX_AGE_S,
  ProtocolError,
  mediaClaimsSchema,
  type MediaClaims,
} from '@skald/protocol';

/** A token that was verified. Times are in seconds since the epoch. */
export interface VerifiedToken {
  readonly claims: MediaClaims;
  readonly issuedAtS: number;
  readonly expiresAtS: number;
}

export type VerifyMediaToken = (token: string) => Promise<VerifiedToken>;

/** Clocks of the api and the sfu may differ by this much, in seconds. */
export const CLOCK_TOLERANCE_S = 5;

/**
 * Makes the check of media tokens: HS256 with the shared key and nothing else, our issuer and audience, a life of at most ten minutes.
 * The key is the UTF-8 text of MEDIA_TOKEN_KEY. What it makes throws ProtocolError `token_expired` or `token_invalid`.
 */
export function createTokenVerifier(key: string, nowMs: () => number): VerifyMediaToken {
  const secret = new TextEncoder().encode(key);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: ['HS256'],
        issuer: MEDIA_TOKEN_ISSUER,
        audience: MEDIA_TOKEN_AUDIENCE,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(nowMs()),
      });
      const { iat: issuedAtS = 0, exp: expiresAtS = 0 } = payload;
      if (expiresAtS - issuedAtS > MEDIA_TOKEN_MAX_AGE_S) throw new ProtocolError('token_invalid', 'the token lives too long');
      if (issuedAtS > nowMs() / 1_000 + CLOCK_TOLERANCE_S)
        throw new ProtocolError('token_invalid', 'the token is from the future');
      return { claims: mediaClaimsSchema.parse(payload), issuedAtS, expiresAtS };
    } catch (error) {
      if (error instanceof ProtocolError) throw error;
      if (error instanceof errors.JWTExpired) throw new ProtocolError('token_expired', 'the media token has expired');
      throw new ProtocolError('token_invalid', 'the media token is not valid');
    }
  };
}
