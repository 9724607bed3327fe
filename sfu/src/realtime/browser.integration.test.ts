import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_PATH, PROTOCOL_VERSION, mediaEvents, mediaRequests } from '@skald/protocol';
import { CHROMIUM, startTestBrowser, type TestBrowser } from '../testing/browser.ts';
import {
  mintMediaToken,
  newInstance,
  newTableId,
  opusCapabilities,
  playerClaims,
  seatDm,
  startTestSfu,
  type DmAtTable,
  type TestSfu,
} from '../testing/index.ts';

const NARRATOR_SSRC = 0x7001;
const SPEECH = Buffer.alloc(80, 7);

/** What `browser-peer.mjs` puts into its page. */
interface PagePeer {
  joins: boolean[];
  setVolume(volume: number): void;
  breakSignalling(): void;
  sendParameters(): { codecs: { rtcpFeedback: { type: string }[]; parameters: Record<string, unknown> }[] };
  receiveParameters(): { codecs: { rtcpFeedback: { type: string }[] }[] }[];
  inbound(): Promise<{ packetsReceived: number }[]>;
}
declare const peer: PagePeer;
declare const startPeer: (options: unknown) => Promise<void>;

describe.skipIf(!existsSync(CHROMIUM))('a real browser and the dm (needs Chromium)', () => {
  let host: TestSfu;
  let browser: TestBrowser;
  let dm: DmAtTable;
  let page: Page;
  let microphoneSsrc: number;
  const tableId = newTableId();
  const claims = playerClaims(tableId);

  beforeAll(async () => {
    host = await startTestSfu();
    browser = await startTestBrowser();
    dm = await seatDm(host, tableId);
    await dm.client.ask(mediaRequests.receive, { transportId: dm.transportId, rtpCapabilities: opusCapabilities() });
    await dm.publish('narrator', NARRATOR_SSRC);
    page = await browser.openPage();
    const token = await mintMediaToken({ claims, key: host.mediaTokenKey });
    const auth = { version: PROTOCOL_VERSION, token, instance: newInstance(), language: 'en' };
    await page.evaluate((options) => startPeer(options), { url: host.url, path: MEDIA_PATH, auth, frequencyHz: 440 });
    const offer = await dm.client.event(mediaEvents.consumerOffered, ({ peerId }) => peerId === claims.peerId);
    microphoneSsrc = (offer.rtpParameters.encodings as { ssrc: number }[])[0]?.ssrc ?? 0;
    await dm.client.ask(mediaRequests.resumeConsumer, { consumerId: offer.consumerId });
  });
  afterAll(async () => {
    dm.close();
    await browser.close();
    await host.close();
  });

  it('[V1] the microphone arrives at the dm through a real DTLS handshake', async () => {
    expect((await dm.end.packet(microphoneSsrc)).length).toBeGreaterThan(20);
    expect(host.sfu.rooms.statistics().workersReplaced).toBe(0);
  });

  it('[V1] Opus goes with error correction, DTX and NACK both ways', async () => {
    const [sent] = (await page.evaluate(() => peer.sendParameters())).codecs;
    expect(sent?.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
    expect(sent?.rtcpFeedback.map(({ type }) => type)).toContain('nack');
    const [received] = (await page.evaluate(() => peer.receiveParameters()))[0]?.codecs ?? [];
    expect(received?.rtcpFeedback.map(({ type }) => type)).toContain('nack');
  });

  it("[V4] the microphone's marks come with its own levels and end with the tone", async () => {
    const loud = await dm.client.event(mediaEvents.speaking, ({ peerId, speaking }) => peerId === claims.peerId && speaking);
    expect(loud.source).toBe('microphone');
    expect(loud.levelDbov).toBeGreaterThan(-25);
    dm.client.forget();
    await page.evaluate(() => peer.setVolume(0));
    await dm.client.event(mediaEvents.speaking, ({ peerId, speaking }) => peerId === claims.peerId && !speaking);
    await page.evaluate(() => peer.setVolume(0.3));
    await dm.client.event(mediaEvents.speaking, ({ peerId, speaking }) => peerId === claims.peerId && speaking);
  });

  it('[V1] what the dm says arrives at the page', async () => {
    await expect
      .poll(
        async () => {
          await dm.end.send(NARRATOR_SSRC, SPEECH);
          const [inbound] = await page.evaluate(() => peer.inbound());
          return inbound?.packetsReceived ?? 0;
        },
        { timeout: 60_000, interval: 20 },
      )
      .toBeGreaterThan(20);
  });

  it('[V5] a lost signalling connection interrupts no audio, and the page resumes where it was', async () => {
    const seen = dm.end.packets.length;
    await page.evaluate(() => peer.breakSignalling());
    await page.waitForFunction(() => peer.joins.length === 2);
    expect(await page.evaluate(() => peer.joins)).toEqual([false, true]);
    await expect.poll(() => dm.end.packets.length, { timeout: 30_000 }).toBeGreaterThan(seen + 100);
    const sequences = dm.end.packets
      .slice(seen)
      .filter((packet) => packet.readUInt32BE(8) === microphoneSsrc)
      .map((packet) => packet.readUInt16BE(2));
    const gaps = sequences.filter((sequence, index) => index > 0 && sequence !== (((sequences[index - 1] ?? 0) + 1) & 0xffff));
    expect(gaps).toEqual([]);
  });

  it('[V6] when the worker dies the page joins again on the same socket and is heard within five seconds', async () => {
    const [pid] = host.sfu.rooms.workerPids;
    dm.client.forget();
    const killedMs = performance.now();
    process.kill(pid as number, 'SIGKILL');
    await dm.client.event(mediaEvents.reset);
    await dm.client.ask(mediaRequests.join, {});
    await dm.client.event(mediaEvents.speaking, ({ peerId, speaking }) => peerId === claims.peerId && speaking);
    expect(performance.now() - killedMs).toBeLessThan(5_000);
    expect(await page.evaluate(() => peer.joins)).toEqual([false, true, false]);
  });
});
