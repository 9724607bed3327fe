import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlEvents, controlRequests, mediaEvents, mediaRequests, type TableId } from '@skald/protocol';
import {
  connectControl,
  connectMedia,
  mintMediaToken,
  newSeatId,
  newTableId,
  opusCapabilities,
  opusParameters,
  playerClaims,
  seatDm,
  startTestSfu,
  type MediaClient,
  type TestSfu,
} from '../testing/index.ts';

let host: TestSfu;
beforeEach(async () => void (host = await startTestSfu({ tokenGraceMs: 0 })));
afterEach(() => host.close());

async function seatPlayer(tableId: TableId, expiresInS = 300): Promise<MediaClient> {
  const client = await connectMedia(host, { claims: playerClaims(tableId), expiresInS });
  await client.ask(mediaRequests.join, {});
  return client;
}
async function hearEverything(client: MediaClient) {
  const transport = await client.ask(mediaRequests.createTransport, { direction: 'recv' });
  await client.ask(mediaRequests.receive, { transportId: transport.transportId, rtpCapabilities: opusCapabilities() });
  return transport;
}
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('a worker that dies', () => {
  it('[V6] is replaced; everybody is told, joins again on the same socket and hears the dm again', async () => {
    const tableId = newTableId();
    const control = await connectControl(host);
    const dm = await seatDm(host, tableId);
    const player = await seatPlayer(tableId);
    const [pid] = host.sfu.rooms.workerPids;
    process.kill(pid as number, 'SIGKILL');
    await Promise.all([player.event(mediaEvents.reset), dm.client.event(mediaEvents.reset)]);
    await expect(player.ask(mediaRequests.createTransport, { direction: 'recv' })).rejects.toThrow(refused('out_of_order'));

    expect(await player.ask(mediaRequests.join, {})).toMatchObject({ resumed: false, peers: [] });
    expect(await dm.client.ask(mediaRequests.join, {})).toMatchObject({ resumed: false });
    expect(await control.event(controlEvents.workerReplaced)).toEqual({ rooms: [tableId] });
    expect(host.sfu.rooms.workerPids).not.toContain(pid);
    expect(host.sfu.rooms.statistics()).toMatchObject({ workers: 1, rooms: 1, peers: 2, workersReplaced: 1 });

    await hearEverything(player);
    const again = await dm.client.ask(mediaRequests.createPlainTransport, { srtpParameters: null });
    await dm.client.ask(mediaRequests.createProducer, {
      transportId: again.transportId,
      kind: 'audio',
      rtpParameters: opusParameters(0x4001),
      source: 'narrator',
    });
    expect(await player.event(mediaEvents.consumerOffered)).toMatchObject({ peerId: 'dm' });
    for (const closable of [control, dm, player]) closable.close();
  });
});

describe('rubbish', () => {
  it('rubbish on the media port and on a plain port disturbs nothing', async () => {
    const tableId = newTableId();
    const dm = await seatDm(host, tableId);
    await dm.publish('narrator', 0x5001);
    const player = await seatPlayer(tableId);
    const { iceCandidates } = await hearEverything(player);
    const udp = iceCandidates.find(({ protocol }) => protocol === 'udp');
    const socket = createSocket('udp4');
    const send = (bytes: Uint8Array, port: number) => new Promise((resolve) => socket.send(bytes, port, '127.0.0.1', resolve));
    for (let round = 0; round < 200; round += 1) {
      const bytes = randomBytes(1 + ((round * 7) % 1_400));
      if (round % 4 === 0) bytes[0] = 0x80;
      await send(bytes, udp?.port as number);
      await dm.end.sendRaw(bytes);
    }
    socket.close();
    await dm.end.send(0x5001, new Uint8Array(80));
    await player.event(mediaEvents.speaking, ({ speaking }) => speaking);
    expect(host.sfu.rooms.statistics()).toMatchObject({ workers: 1, workersReplaced: 0, producers: 1 });
    dm.close();
    player.close();
  });

  it('messages that are unknown, malformed or too large are answered so, on both namespaces', async () => {
    const player = await seatPlayer(newTableId());
    const control = await connectControl(host);
    for (const client of [player, control]) {
      const raw = (name: string, ...args: unknown[]) =>
        client.socket.timeout(5_000).emitWithAck(name, ...args) as Promise<unknown>;
      expect(await raw('no:such', {})).toMatchObject({ error: { code: 'unknown_message' } });
      expect(await raw('no:such')).toMatchObject({ error: { code: 'unknown_message' } });
    }
    const raw = (name: string, ...args: unknown[]) => player.socket.timeout(5_000).emitWithAck(name, ...args) as Promise<unknown>;
    const { name } = mediaRequests.createTransport;
    expect(await raw(name, { direction: 'both' })).toMatchObject({ error: { code: 'bad_request' } });
    expect(await raw(name, 'text')).toMatchObject({ error: { code: 'bad_request' } });
    expect(await raw(name, { direction: 'send', filler: 'x'.repeat(70_000) })).toMatchObject({ error: { code: 'too_large' } });
    expect(await raw(name, Buffer.alloc(90_000))).toMatchObject({ error: { code: 'too_large' } });
    const wrong = { tableId: 'x', peerId: 'y', code: 'z' };
    const answer = (await control.socket.timeout(5_000).emitWithAck(controlRequests.closePeer.name, wrong)) as unknown;
    expect(answer).toMatchObject({ error: { code: 'bad_request' } });
    player.socket.emit(name, { direction: 'send', filler: 'x'.repeat(300_000) });
    await player.gone();
    expect((await control.ask(controlRequests.readStatistics, {})).workers).toBe(1);
    control.close();
  });

  it('media parameters that make no sense, foreign ids and wrong order are refused and break nothing', async () => {
    const tableId = newTableId();
    const [player, stranger] = [await seatPlayer(tableId), await seatPlayer(tableId)];
    const recv = await player.ask(mediaRequests.createTransport, { direction: 'recv' });
    const send = await player.ask(mediaRequests.createTransport, { direction: 'send' });
    const produce = (transportId: string, rtpParameters: Record<string, unknown>) =>
      player.ask(mediaRequests.createProducer, { transportId, kind: 'audio', rtpParameters, source: 'microphone' });
    await expect(produce(recv.transportId, opusParameters(1))).rejects.toThrow(refused('out_of_order'));
    await expect(produce('nowhere', opusParameters(1))).rejects.toThrow(refused('not_found'));
    await expect(produce(send.transportId, {})).rejects.toThrow(refused('bad_request'));
    const video = { ...opusParameters(1), codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }] };
    await expect(produce(send.transportId, video)).rejects.toThrow(refused('media_unsupported'));
    const capabilities = { transportId: recv.transportId, rtpCapabilities: {} };
    await expect(player.ask(mediaRequests.receive, capabilities)).rejects.toThrow(refused('bad_request'));
    const sendway = { transportId: send.transportId, rtpCapabilities: opusCapabilities() };
    await expect(player.ask(mediaRequests.receive, sendway)).rejects.toThrow(refused('out_of_order'));
    const foreign = { transportId: recv.transportId };
    await expect(stranger.ask(mediaRequests.restartIce, foreign)).rejects.toThrow(refused('not_found'));
    await expect(player.ask(mediaRequests.connectTransport, { ...foreign, dtlsParameters: {} })).rejects.toThrow(
      refused('bad_request'),
    );
    await expect(player.ask(mediaRequests.closeProducer, { producerId: 'x' })).rejects.toThrow(refused('not_found'));
    expect((await player.ask(mediaRequests.restartIce, foreign)).iceParameters).toHaveProperty('usernameFragment');
    expect(host.sfu.rooms.statistics().workersReplaced).toBe(0);
    player.close();
    stranger.close();
  });

  it('a second transport of one direction replaces the first; a dm gets four plain ones', async () => {
    const tableId = newTableId();
    const player = await seatPlayer(tableId);
    const first = await player.ask(mediaRequests.createTransport, { direction: 'recv' });
    await player.ask(mediaRequests.createTransport, { direction: 'recv' });
    await expect(player.ask(mediaRequests.restartIce, { transportId: first.transportId })).rejects.toThrow(refused('not_found'));
    const dm = await seatDm(host, tableId);
    for (let made = 1; made < 4; made += 1) await dm.client.ask(mediaRequests.createPlainTransport, { srtpParameters: null });
    await expect(dm.client.ask(mediaRequests.createPlainTransport, { srtpParameters: null })).rejects.toThrow(
      refused('forbidden'),
    );
    dm.close();
    player.close();
  });
});

describe('tokens that end', () => {
  it('a peer that does not refresh is closed; one that does stays', async () => {
    const tableId = newTableId();
    const claims = playerClaims(tableId);
    const kept = await connectMedia(host, { claims, expiresInS: 3 });
    await kept.ask(mediaRequests.join, {});
    await kept.ask(mediaRequests.refreshToken, { token: await mintMediaToken({ key: host.mediaTokenKey, claims }) });
    const lost = await seatPlayer(tableId, 3);
    expect(await lost.event(mediaEvents.closed)).toEqual({ code: 'token_expired' });
    await lost.gone();
    expect(kept.socket.connected).toBe(true);
    expect(kept.got(mediaEvents.closed)).toEqual([]);
    kept.close();
  });
});

describe('/control', () => {
  it('closes a peer for good, and one that is not there without an error', async () => {
    const tableId = newTableId();
    const claims = playerClaims(tableId);
    const player = await connectMedia(host, { claims });
    await player.ask(mediaRequests.join, {});
    const control = await connectControl(host);
    await control.ask(controlRequests.closePeer, { tableId, peerId: newSeatId(), code: 'seat_removed' });
    await control.ask(controlRequests.closePeer, { tableId, peerId: claims.peerId, code: 'seat_removed' });
    expect(await player.event(mediaEvents.closed)).toEqual({ code: 'seat_removed' });
    await player.gone();
    const back = await connectMedia(host, { claims });
    await expect(back.ask(mediaRequests.join, {})).rejects.toThrow(refused('seat_removed'));
    back.close();
    control.close();
  });

  it('closes a room with everybody in it, and says that it was the room', async () => {
    const tableId = newTableId();
    const player = await seatPlayer(tableId);
    const control = await connectControl(host);
    await control.ask(controlRequests.closeRoom, { tableId });
    expect(await player.event(mediaEvents.closed)).toEqual({ code: 'room_closed' });
    expect(await control.ask(controlRequests.readStatistics, {})).toMatchObject({ rooms: 0, peers: 0 });
    control.close();
  });

  it('draining refuses new rooms and keeps those that are there', async () => {
    const tableId = newTableId();
    const player = await seatPlayer(tableId);
    const control = await connectControl(host);
    expect((await fetch(`${host.url}/readyz`)).status).toBe(200);
    await control.ask(controlRequests.drain, {});
    const late = await connectMedia(host, { claims: playerClaims(newTableId()) });
    await expect(late.ask(mediaRequests.join, {})).rejects.toThrow(refused('draining'));
    const friend = await seatPlayer(tableId);
    expect(player.socket.connected).toBe(true);
    expect((await control.ask(controlRequests.readStatistics, {})).isDraining).toBe(true);
    expect((await fetch(`${host.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${host.url}/healthz`)).status).toBe(200);
    for (const client of [late, friend, player, control]) client.close();
  });
});
