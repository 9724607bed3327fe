import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaEvents, mediaRequests, type MediaClaims, type TableId } from '@skald/protocol';
import {
  connectMedia,
  dmClaims,
  mintMediaToken,
  newInstance,
  newTableId,
  opusCapabilities,
  playerClaims,
  seatDm,
  startTestSfu,
  type MediaClient,
  type TestSfu,
} from '../testing/index.ts';

let host: TestSfu;
/** Keeps lost peers for a moment only. */
let hasty: TestSfu;
beforeAll(async () => void ([host, hasty] = await Promise.all([startTestSfu(), startTestSfu({ resumeGraceMs: 100 })])));
afterAll(() => Promise.all([host.close(), hasty.close()]));

async function join(
  claims: MediaClaims,
  instance = newInstance(),
  at = host,
): Promise<{ client: MediaClient; resumed: boolean }> {
  const client = await connectMedia(at, { claims, instance });
  const { resumed } = await client.ask(mediaRequests.join, {});
  return { client, resumed };
}
async function hearEverything(client: MediaClient): Promise<string> {
  const { transportId } = await client.ask(mediaRequests.createTransport, { direction: 'recv' });
  await client.ask(mediaRequests.receive, { transportId, rtpCapabilities: opusCapabilities() });
  return transportId;
}
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('joining and leaving', () => {
  it('others are told, and the last one who leaves closes the room', async () => {
    const tableId = newTableId();
    const rooms = hasty.sfu.rooms.statistics().rooms;
    const { client: ada } = await join(playerClaims(tableId), newInstance(), hasty);
    const claims = playerClaims(tableId);
    const { client: bob } = await join(claims, newInstance(), hasty);
    await ada.event(mediaEvents.peerJoined, ({ peerId }) => peerId === claims.peerId);
    expect(hasty.sfu.rooms.statistics().rooms).toBe(rooms + 1);
    bob.close();
    await ada.event(mediaEvents.peerLeft, ({ peerId }) => peerId === claims.peerId);
    ada.close();
    await expect.poll(() => hasty.sfu.rooms.statistics().rooms, { timeout: 30_000 }).toBe(rooms);
  });

  it('nothing works before joining', async () => {
    const client = await connectMedia(host, { claims: playerClaims(newTableId()) });
    await expect(client.ask(mediaRequests.createTransport, { direction: 'send' })).rejects.toThrow(refused('out_of_order'));
    await expect(client.ask(mediaRequests.resumeConsumer, { consumerId: 'x' })).rejects.toThrow(refused('out_of_order'));
    client.close();
  });

  it('[R5] another instance takes over; the old one is told, goes, and does not come back by itself', async () => {
    const claims = playerClaims(newTableId());
    const instance = newInstance();
    const { client: old } = await join(claims, instance);
    const { client: next, resumed } = await join(claims);
    expect(resumed).toBe(false);
    expect(await old.event(mediaEvents.closed)).toEqual({ code: 'seat_superseded' });
    await old.gone();
    const back = await connectMedia(host, { claims, instance, issuedAtS: Math.floor(Date.now() / 1_000) - 1 });
    await expect(back.ask(mediaRequests.join, {})).rejects.toThrow(refused('seat_superseded'));
    expect(next.socket.connected).toBe(true);
    back.close();
    next.close();
  });

  it('a newer lease closes the older dm; an older or equal one is refused', async () => {
    const tableId = newTableId();
    const { client: first } = await join(dmClaims(tableId, 1));
    const { client: second } = await join(dmClaims(tableId, 2));
    expect(await first.event(mediaEvents.closed)).toEqual({ code: 'lease_outdated' });
    for (const lease of [1, 2]) {
      const late = await connectMedia(host, { claims: dmClaims(tableId, lease) });
      await expect(late.ask(mediaRequests.join, {})).rejects.toThrow(refused('lease_outdated'));
      late.close();
    }
    expect(second.socket.connected).toBe(true);
    second.close();
  });

  it('two tables hear nothing of each other', async () => {
    const tableId = newTableId();
    const dm = await seatDm(host, tableId);
    const other = await join(playerClaims(newTableId()));
    const same = await join(playerClaims(tableId));
    await hearEverything(other.client);
    await hearEverything(same.client);
    await dm.publish('narrator', 0x1001);
    expect(await same.client.event(mediaEvents.consumerOffered)).toMatchObject({ peerId: 'dm', source: 'narrator' });
    expect(other.client.got(mediaEvents.consumerOffered)).toEqual([]);
    for (const closable of [dm, other.client, same.client]) closable.close();
  });
});

describe('a lost connection', () => {
  async function tableWithNarrator(tableId: TableId) {
    const dm = await seatDm(host, tableId);
    const producerId = await dm.publish('narrator', 0x2001);
    return { dm, producerId };
  }

  it('[V5] the same instance resumes: consumers stay, missed offers and closings are repeated', async () => {
    const tableId = newTableId();
    const { dm } = await tableWithNarrator(tableId);
    const claims = playerClaims(tableId);
    const instance = newInstance();
    const { client: before } = await join(claims, instance);
    await hearEverything(before);
    const taken = await before.event(mediaEvents.consumerOffered);
    await before.ask(mediaRequests.resumeConsumer, { consumerId: taken.consumerId });
    before.close();
    await before.gone();
    const ambienceId = await dm.publish('ambience', 0x2002);

    const { client: after, resumed } = await join(claims, instance);
    expect(resumed).toBe(true);
    const missed = await after.event(mediaEvents.consumerOffered);
    expect(missed.producerId).toBe(ambienceId);
    expect(after.got(mediaEvents.consumerOffered)).toHaveLength(1);
    await after.ask(mediaRequests.resumeConsumer, { consumerId: taken.consumerId });

    after.close();
    await after.gone();
    await dm.client.ask(mediaRequests.closeProducer, { producerId: ambienceId });
    const { client: again } = await join(claims, instance);
    expect(await again.event(mediaEvents.consumerClosed)).toEqual({ consumerId: missed.consumerId });
    again.close();
    dm.close();
  });

  it('[V5] media of the lost peer is forwarded all the while', async () => {
    const tableId = newTableId();
    const listener = await seatDm(host, tableId, { instance: 'listening-dm' });
    await listener.publish('narrator', 0x2101);
    listener.client.close();
    await listener.client.gone();
    const { client } = await join(playerClaims(tableId));
    await listener.end.send(0x2101, new Uint8Array(80));
    expect(await client.event(mediaEvents.speaking, ({ speaking }) => speaking)).toMatchObject({
      peerId: 'dm',
      source: 'narrator',
    });
    listener.end.close();
    client.close();
  });

  it('after the grace time the peer is gone and joins anew', async () => {
    const tableId = newTableId();
    const { client: witness } = await join(playerClaims(tableId), newInstance(), hasty);
    const claims = playerClaims(tableId);
    const instance = newInstance();
    const { client: lost } = await join(claims, instance, hasty);
    lost.close();
    await witness.event(mediaEvents.peerLeft, ({ peerId }) => peerId === claims.peerId);
    const { client: back, resumed } = await join(claims, instance, hasty);
    expect(resumed).toBe(false);
    back.close();
    witness.close();
  });

  it('a second connection of the same instance replaces the first without a word', async () => {
    const claims = playerClaims(newTableId());
    const instance = newInstance();
    const { client: first } = await join(claims, instance);
    const { client: second, resumed } = await join(claims, instance);
    expect(resumed).toBe(true);
    await first.gone();
    expect(first.got(mediaEvents.closed)).toEqual([]);
    await expect(second.ask(mediaRequests.createTransport, { direction: 'send' })).resolves.toBeDefined();
    second.close();
  });
});

describe('rights', () => {
  it('players publish a microphone, once; plain transports are for the dm', async () => {
    const { client } = await join(playerClaims(newTableId()));
    await expect(client.ask(mediaRequests.createPlainTransport, { srtpParameters: null })).rejects.toThrow(refused('forbidden'));
    const { transportId } = await client.ask(mediaRequests.createTransport, { direction: 'send' });
    const request = { transportId, kind: 'audio', rtpParameters: { ...opusParametersOfBrowser(0x3001) } } as const;
    await expect(client.ask(mediaRequests.createProducer, { ...request, source: 'narrator' })).rejects.toThrow(
      refused('forbidden'),
    );
    await client.ask(mediaRequests.createProducer, { ...request, source: 'microphone' });
    await expect(client.ask(mediaRequests.createProducer, { ...request, source: 'microphone' })).rejects.toThrow(
      refused('out_of_order'),
    );
    client.close();
  });

  it('the dm publishes no microphone, and each of its three voices once', async () => {
    const dm = await seatDm(host, newTableId());
    await expect(dm.publish('microphone', 0x3101)).rejects.toThrow(refused('forbidden'));
    await dm.publish('narrator', 0x3102);
    await dm.publish('characters', 0x3103);
    await dm.publish('ambience', 0x3104);
    await expect(dm.publish('narrator', 0x3105)).rejects.toThrow(refused('out_of_order'));
    dm.close();
  });

  it('a listener hears and does not publish; one who may not hear does not receive', async () => {
    const tableId = newTableId();
    const { peerId } = playerClaims(tableId);
    const listener = { role: 'listener', tableId, peerId, mayPublish: false, mayHear: true } as MediaClaims;
    const { client } = await join(listener);
    await expect(client.ask(mediaRequests.createTransport, { direction: 'send' })).rejects.toThrow(refused('forbidden'));
    await hearEverything(client);
    client.close();
    const { client: deaf } = await join({ ...playerClaims(tableId), mayHear: false });
    await expect(deaf.ask(mediaRequests.createTransport, { direction: 'recv' })).rejects.toThrow(refused('forbidden'));
    deaf.close();
  });

  it('a refreshed token takes rights away at once', async () => {
    const tableId = newTableId();
    const dm = await seatDm(host, tableId);
    await dm.client.ask(mediaRequests.receive, { transportId: dm.transportId, rtpCapabilities: opusCapabilities() });
    await dm.publish('narrator', 0x3201);
    const claims = playerClaims(tableId);
    const { client } = await join(claims);
    await hearEverything(client);
    const heard = await client.event(mediaEvents.consumerOffered);
    const { transportId } = await client.ask(mediaRequests.createTransport, { direction: 'send' });
    const rtpParameters = opusParametersOfBrowser(0x3202);
    await client.ask(mediaRequests.createProducer, { transportId, kind: 'audio', rtpParameters, source: 'microphone' });
    const offered = await dm.client.event(mediaEvents.consumerOffered);
    const less = { ...claims, mayPublish: false, mayHear: false };
    await client.ask(mediaRequests.refreshToken, { token: await mintMediaToken({ key: host.mediaTokenKey, claims: less }) });
    expect(await dm.client.event(mediaEvents.consumerClosed)).toEqual({ consumerId: offered.consumerId });
    expect(await client.event(mediaEvents.consumerClosed)).toEqual({ consumerId: heard.consumerId });
    client.close();
    dm.close();
  });
});

/** What a browser sends: like a plain producer's, with a mid. */
function opusParametersOfBrowser(ssrc: number): Record<string, unknown> {
  return {
    mid: '0',
    codecs: [
      { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { usedtx: 1 }, rtcpFeedback: [] },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 }],
    encodings: [{ ssrc }],
    rtcp: { cname: 'browser', reducedSize: true },
  };
}
