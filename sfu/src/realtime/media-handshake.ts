import { ProtocolError, mediaHandshakeSchema, type MediaHandshake } from '@skald/protocol';
import type { VerifiedToken, VerifyMediaToken } from './media-token.ts';
import { requireVersion } from './refusal.ts';

/** Who stands behind a socket of the `/media` namespace. */
export interface Identity {
  readonly handshake: MediaHandshake;
  readonly token: VerifiedToken;
}

export interface Gate {
  readonly verifyToken: VerifyMediaToken;
  readonly isServiceKey: (given: string | undefined) => boolean;
}

/** Checks what a socket brings. Throws ProtocolError: `version_mismatch`, `bad_request`, `token_invalid`, `token_expired`, `forbidden`. */
export async function identify(auth: Record<string, unknown>, gate: Gate): Promise<Identity> {
  requireVersion(auth);
  const parsed = mediaHandshakeSchema.safeParse(auth);
  if (!parsed.success) throw new ProtocolError('bad_request', 'the handshake does not fit', { cause: parsed.error });
  const token = await gate.verifyToken(parsed.data.token);
  if (token.claims.role === 'dm' && !gate.isServiceKey(parsed.data.serviceKey))
    throw new ProtocolError('forbidden', 'a dm needs the service key');
  return { handshake: parsed.data, token };
}
