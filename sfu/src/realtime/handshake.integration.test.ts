import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_TOKEN_AUDIENCE, MEDIA_TOKEN_ISSUER, PROTOCOL_VERSION, SENTENCES, mediaRequests } from '@skald/protocol';
import {
  RefusedError,
  connect,
  connectMedia,
  dmClaims,
  mintMediaToken,
  newTableId,
  playerClaims,
  startTestSfu,
  type TestSfu,
} from '../testing/index.ts';

let host: TestSfu;
beforeAll(async () => void (host = await startTestSfu()));
afterAll(() => host.close());

async function refusal(attempt: Promise<unknown>): Promise<RefusedError['body']> {
  const error: unknown = await attempt.then(
    () => new Error('it was let in'),
    (reason: unknown) => reason,
  );
  if (error instanceof RefusedError) return error.body;
  throw error;
}

describe('/media handshake', () => {
  const claims = playerClaims(newTableId());
  const withToken = (token: string) => connectMedia(host, { claims, token });

  it('an expired token is refused in the language of the handshake', async () => {
    const issuedAtS = Math.floor(Date.now() / 1_000) - 400;
    expect(await refusal(connectMedia(host, { claims, issuedAtS, expiresInS: 300, language: 'ru' }))).toEqual({
      code: 'token_expired',
      message: SENTENCES.token_expired.ru,
    });
  });

  it('a forged key, a wrong audience, a wrong issuer and no algorithm are refused', async () => {
    const key = host.mediaTokenKey;
    const nowS = Math.floor(Date.now() / 1_000);
    const unsigned = new UnsecuredJWT({ ...claims })
      .setIssuer(MEDIA_TOKEN_ISSUER)
      .setAudience(MEDIA_TOKEN_AUDIENCE)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + 300)
      .encode();
    const bad = [
      await mintMediaToken({ claims, key: 'x'.repeat(43) }),
      await mintMediaToken({ claims, key, audience: 'skald-api' }),
      await mintMediaToken({ claims, key, issuer: 'nobody' }),
      unsigned,
      'rubbish',
    ];
    for (const token of bad) expect((await refusal(withToken(token))).code).toBe('token_invalid');
  });

  it('a dm needs the service key', async () => {
    const dm = dmClaims(newTableId());
    expect((await refusal(connectMedia(host, { claims: dm, serviceKey: undefined }))).code).toBe('forbidden');
    expect((await refusal(connectMedia(host, { claims: dm, serviceKey: host.mediaTokenKey }))).code).toBe('forbidden');
    (await connectMedia(host, { claims: dm })).close();
  });

  it('another version of the protocol is told to reload', async () => {
    const auth = { version: PROTOCOL_VERSION + 1, language: 'ru' };
    expect(await refusal(connect(host.url, '/media', auth))).toEqual({
      code: 'version_mismatch',
      message: SENTENCES.version_mismatch.ru,
    });
  });

  it.each([
    ['nothing', {}],
    ['a wrong shape', { version: PROTOCOL_VERSION, token: 7, instance: {}, language: 'en' }],
    ['an instance with other characters', { version: PROTOCOL_VERSION, token: 'x', instance: '../../etc', language: 'en' }],
    ['an unknown language', { version: PROTOCOL_VERSION, token: 'x', instance: 'instance-1', language: 'xx' }],
  ])('%s is a bad request', async (_what, auth) => {
    expect((await refusal(connect(host.url, '/media', auth))).code).toBe('bad_request');
  });
});

describe('other namespaces', () => {
  it('/control wants the service key', async () => {
    const attempt = connect(host.url, '/control', { version: PROTOCOL_VERSION, serviceKey: 'wrong' });
    expect((await refusal(attempt)).code).toBe('forbidden');
    expect((await refusal(connect(host.url, '/control', {}))).code).toBe('bad_request');
  });

  it('nothing is served on the root namespace, and unknown ones are refused', async () => {
    expect((await refusal(connect(host.url, '/', {}))).code).toBe('not_found');
    await expect(connect(host.url, '/nowhere', {})).rejects.toThrow('Invalid namespace');
  });
});

describe('token refresh', () => {
  it('is for the same table and peer', async () => {
    const tableId = newTableId();
    const claims = playerClaims(tableId);
    const client = await connectMedia(host, { claims });
    await client.ask(mediaRequests.join, {});
    const key = host.mediaTokenKey;
    const foreignTable = await mintMediaToken({ key, claims: { ...claims, tableId: newTableId() } });
    const foreignPeer = await mintMediaToken({ key, claims: playerClaims(tableId) });
    const dm = await mintMediaToken({ key, claims: dmClaims(tableId) });
    for (const token of [foreignTable, foreignPeer, dm])
      await expect(client.ask(mediaRequests.refreshToken, { token })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client.ask(mediaRequests.refreshToken, { token: 'x' })).rejects.toMatchObject({ code: 'token_invalid' });
    await client.ask(mediaRequests.refreshToken, { token: await mintMediaToken({ key, claims }) });
    client.close();
  });
});
