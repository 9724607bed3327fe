import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DM_PEER_ID } from '@skald/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, newVisitor } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { type NetworkNamespace, openNamespace, whyNoNamespaces } from '../src/network-namespace.ts';
import { chat, joinTable, layTable, untilHears, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';

const reason = whyNoNamespaces();
const TONES_HZ = { here: 520, there: 940 };

describe('a friend on the same network', () => {
  let network: NetworkNamespace;
  let host: Host;
  let here: Browser;
  let there: Browser;
  let plain: Server;
  let ada: SeatPage;
  let bor: SeatPage;

  beforeAll(async () => {
    if (reason !== null) return;
    // Before the host, which announces the addresses it finds at its start.
    network = openNamespace();
    plain = createServer((_, response) => response.end('<!doctype html><title>plain</title>'));
    await new Promise<void>((resolve) => plain.listen(0, network.hostAddress, resolve));
    [host, here, there] = await Promise.all([
      startHost(),
      launchChromium(),
      launchChromium({ executablePath: network.browserPath, args: ['--use-fake-device-for-media-stream'] }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([here?.close(), there?.close()]);
    await host?.close();
    plain?.close();
    network?.close();
  });
  beforeEach((context) => {
    if (reason !== null) context.skip(reason);
  });

  it('sees this machine only by an address that is not loopback, and nothing makes plain http secure there', async () => {
    const { context, page } = await newVisitor(there);
    await page.goto(`http://${network.hostAddress}:${(plain.address() as AddressInfo).port}`);
    expect(await page.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([false, false]);
    await expect(page.goto(host.url)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    await context.close();
  });

  it('[V1] opens the table by the address that the start printed: a secure page, with a microphone', async () => {
    const address = host.system.urls.network.find((url) => new URL(url).hostname === network.hostAddress);
    const first = await layTable(here, host.url, { name: 'Ada' });
    ada = first;
    const invite = new URL(first.inviteUrl);
    bor = await joinTable(there, `${address}${invite.pathname}${invite.hash}`, { name: 'Bor' });
    expect(new URL(bor.page.url()).hostname).toBe(network.hostAddress);
    expect(await bor.page.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([true, true]);
    await bor.page.waitForFunction(() => document.querySelector('[data-testid="mute"][data-muted="false"]') !== null);
  });

  it('[V1] is given a microphone by the browser itself', async () => {
    const { context, page } = await newVisitor(there, { hasTestMicrophone: false });
    await page.goto(new URL('/', bor.page.url()).href);
    const state = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const [track] = stream.getAudioTracks();
      const { readyState } = track ?? {};
      track?.stop();
      return readyState;
    });
    expect(state).toBe('live');
    await context.close();
  });

  it('[V1] is heard at the table, and hears it', async () => {
    await untilPlays(ada.page, [`${bor.seatId}/microphone`]);
    await untilPlays(bor.page, [`${ada.seatId}/microphone`]);
    await ada.page.evaluate((hz) => window.skaldTest.hum(hz, 0.2), TONES_HZ.here);
    await bor.page.evaluate((hz) => window.skaldTest.hum(hz, 0.2), TONES_HZ.there);
    await untilHears(ada.page, bor.seatId, 'microphone', TONES_HZ.there);
    await untilHears(bor.page, ada.seatId, 'microphone', TONES_HZ.here);
    // Each hears the other and not itself, once the tones’ beginnings have passed.
    await ada.page.waitForFunction(
      ([peer, hz]) => window.skaldTest.levelAt(peer, 'microphone', hz) < -70,
      [bor.seatId, TONES_HZ.here] as const,
      { timeout: 5_000 },
    );
    await Promise.all([ada, bor].map(({ page }) => page.evaluate(() => window.skaldTest.silence())));
  });

  it('[D1] is answered by the DM, aloud', async () => {
    await untilPlays(bor.page, [`${DM_PEER_ID}/narrator`]);
    await Promise.all([untilLoud(bor.page, DM_PEER_ID, 'narrator'), chat(bor.page, 'We begin')]);
    await untilLoud(ada.page, DM_PEER_ID, 'narrator');
  });
});
