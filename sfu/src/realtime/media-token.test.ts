import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { MEDIA_TOKEN_AUDIENCE, MEDIA_TOKEN_ISSUER, type SeatId, type TableId } from '@skald/protocol';
import { mintMediaToken, type MintOptions } from '../testing/mint-media-token.ts';
import { createTokenVerifier } from './media-token.ts';

const NOW_S = 1_800_000_000;
const key = 'k'.repeat(64);
const claims = {
  role: 'player',
  tableId: 'tb_00000001' as TableId,
  peerId: 'st_00000001' as SeatId,
  mayPublish: true,
  mayHear: true,
} as const;
const verify = createTokenVerifier(key, () => NOW_S * 1_000);
const mint = (changes: Partial<MintOptions> = {}) => mintMediaToken({ claims, key, issuedAtS: NOW_S, ...changes });
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('media tokens', () => {
  it('a token of the api is believed', async () => {
    expect(await verify(await mint())).toEqual({ claims, issuedAtS: NOW_S, expiresAtS: NOW_S + 300 });
  });

  it('an expired one is called expired, five seconds are tolerated', async () => {
    await expect(verify(await mint({ issuedAtS: NOW_S - 306, expiresInS: 300 }))).rejects.toThrow(code('token_expired'));
    await expect(verify(await mint({ issuedAtS: NOW_S - 304, expiresInS: 300 }))).resolves.toBeDefined();
  });

  it.each([
    ['another key', { key: 'x'.repeat(43) }],
    ['another audience', { audience: 'skald-api' }],
    ['another issuer', { issuer: 'someone' }],
    ['a life over ten minutes', { expiresInS: 601 }],
    ['an issue in the future', { issuedAtS: NOW_S + 60 }],
    ['claims that do not fit', { claims: { ...claims, peerId: 'dm' } as never }],
  ])('one with %s is refused', async (_what, changes) => {
    await expect(verify(await mint(changes))).rejects.toThrow(code('token_invalid'));
  });

  it('other algorithms are refused, none included', async () => {
    const unsigned = new UnsecuredJWT({ ...claims })
      .setIssuer(MEDIA_TOKEN_ISSUER)
      .setAudience(MEDIA_TOKEN_AUDIENCE)
      .setIssuedAt(NOW_S)
      .setExpirationTime(NOW_S + 300)
      .encode();
    await expect(verify(unsigned)).rejects.toThrow(code('token_invalid'));
    const sha512 = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS512' })
      .setIssuer(MEDIA_TOKEN_ISSUER)
      .setAudience(MEDIA_TOKEN_AUDIENCE)
      .setIssuedAt(NOW_S)
      .setExpirationTime(NOW_S + 300)
      .sign(new TextEncoder().encode(key));
    await expect(verify(sha512)).rejects.toThrow(code('token_invalid'));
  });

  it('a token without an end is refused', async () => {
    const endless = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(MEDIA_TOKEN_ISSUER)
      .setAudience(MEDIA_TOKEN_AUDIENCE)
      .setIssuedAt(NOW_S)
      .sign(new TextEncoder().encode(key));
    await expect(verify(endless)).rejects.toThrow(code('token_invalid'));
  });

  it('what was changed after signing is refused, and so is rubbish', async () => {
    const [head, , signature] = (await mint()).split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, role: 'dm', peerId: 'dm', lease: 9 })).toString('base64url');
    await expect(verify(`${head}.${forged}.${signature}`)).rejects.toThrow(code('token_invalid'));
    await expect(verify('rubbish')).rejects.toThrow(code('token_invalid'));
    await expect(verify('')).rejects.toThrow(code('token_invalid'));
  });
});
