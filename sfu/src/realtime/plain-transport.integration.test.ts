import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaEvents, mediaRequests } from '@skald/protocol';
import { createSrtpSender } from '../testing/srtp.ts';
import {
  PlainRtpEnd,
  connectMedia,
  dmClaims,
  newTableId,
  opusParameters,
  playerClaims,
  seatDm,
  startTestSfu,
  type MediaClient,
  type TestSfu,
} from '../testing/index.ts';

const SPEECH = Buffer.alloc(80, 7);
let host: TestSfu;
beforeAll(async () => void (host = await startTestSfu()));
afterAll(() => host.close());

/** A DM whose connection comes through a proxy, as from another machine. */
async function joinFromAfar(tableId = newTableId()): Promise<MediaClient> {
  const client = await connectMedia(host, { claims: dmClaims(tableId), headers: { 'x-forwarded-for': '192.0.2.77' } });
  await client.ask(mediaRequests.join, {});
  return client;
}
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('plain transports', () => {
  it('off loopback they need SRTP, and its strongest suite', async () => {
    const dm = await joinFromAfar();
    const create = (srtpParameters: Record<string, unknown> | null) =>
      dm.ask(mediaRequests.createPlainTransport, { srtpParameters });
    await expect(create(null)).rejects.toThrow(refused('forbidden'));
    const keyBase64 = randomBytes(30).toString('base64');
    await expect(create({ cryptoSuite: 'AES_CM_128_HMAC_SHA1_80', keyBase64 })).rejects.toThrow(refused('bad_request'));
    dm.close();
  });

  it('SRTP is decrypted, and packets without the key are not believed', async () => {
    const tableId = newTableId();
    const dm = await joinFromAfar(tableId);
    const master = randomBytes(44);
    const made = await dm.ask(mediaRequests.createPlainTransport, {
      srtpParameters: { cryptoSuite: 'AEAD_AES_256_GCM', keyBase64: master.toString('base64') },
    });
    expect(made.srtpParameters).toMatchObject({ cryptoSuite: 'AEAD_AES_256_GCM' });
    for (const [source, ssrc] of [
      ['narrator', 0x8001],
      ['characters', 0x8002],
    ] as const)
      await dm.ask(mediaRequests.createProducer, {
        transportId: made.transportId,
        kind: 'audio',
        rtpParameters: opusParameters(ssrc),
        source,
      });
    const player = await connectMedia(host, { claims: playerClaims(tableId) });
    await player.ask(mediaRequests.join, {});
    const stranger = await PlainRtpEnd.open(made.port, createSrtpSender(randomBytes(44)));
    const open = await PlainRtpEnd.open(made.port);
    const secret = await PlainRtpEnd.open(made.port, createSrtpSender(master));
    for (const end of [stranger, open]) await end.send(0x8002, SPEECH);
    await secret.send(0x8001, SPEECH);
    const heard = await player.event(mediaEvents.speaking, ({ speaking }) => speaking);
    expect(heard.source).toBe('narrator');
    expect(player.got(mediaEvents.speaking).some(({ source, speaking }) => source === 'characters' && speaking)).toBe(false);
    for (const closable of [stranger, open, secret, dm, player]) closable.close();
  });

  it('[V4] marks follow the level each packet carries', async () => {
    const tableId = newTableId();
    const dm = await seatDm(host, tableId);
    await dm.publish('narrator', 0x8101, { levels: true });
    const player = await connectMedia(host, { claims: playerClaims(tableId) });
    await player.ask(mediaRequests.join, {});
    for (let count = 0; count < 10; count += 1) await dm.end.send(0x8101, SPEECH, -90);
    await dm.end.send(0x8101, SPEECH, -21);
    const mark = await player.event(mediaEvents.speaking, ({ speaking }) => speaking);
    expect(mark).toEqual({ peerId: 'dm', source: 'narrator', speaking: true, levelDbov: -21 });
    await player.event(mediaEvents.speaking, ({ speaking, levelDbov }) => !speaking && levelDbov === -127);
    dm.close();
    player.close();
  });

  it('[V4] ambience is no voice', async () => {
    const tableId = newTableId();
    const dm = await seatDm(host, tableId);
    await dm.publish('ambience', 0x8201);
    await dm.publish('narrator', 0x8202);
    const player = await connectMedia(host, { claims: playerClaims(tableId) });
    await player.ask(mediaRequests.join, {});
    await dm.end.send(0x8201, SPEECH);
    await dm.end.send(0x8202, SPEECH);
    expect((await player.event(mediaEvents.speaking, ({ speaking }) => speaking)).source).toBe('narrator');
    expect(player.got(mediaEvents.speaking).some(({ source }) => source === 'ambience')).toBe(false);
    dm.close();
    player.close();
  });
});
