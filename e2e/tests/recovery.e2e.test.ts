import { readdirSync, readFileSync } from 'node:fs';
import { DM_PEER_ID } from '@skald/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { chat, joinTable, layTable, untilDm, untilHears, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';

/** Everything is back by itself within this time (issue 2, point 6). */
const BACK_WITHIN_MS = 15_000;

describe('what breaks comes back by itself, and nothing that was said is lost', () => {
  let host: Host;
  let browser: Browser;
  let ada: SeatPage;
  let bor: SeatPage;
  const said: string[] = [];
  let toneHz = 400;

  beforeAll(async () => {
    [host, browser] = await Promise.all([startHost(), launchChromium()]);
    const first = await layTable(browser, host.url, { name: 'Ada' });
    ada = first;
    bor = await joinTable(browser, first.inviteUrl, { name: 'Bor' });
    await untilVoices();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  /** Both pages hear each other in tones that were not there before, and have the DM's voice paths. */
  async function untilVoices(timeoutMs = BACK_WITHIN_MS): Promise<void> {
    const pairs = [
      [ada, bor],
      [bor, ada],
    ] as const;
    await Promise.all(
      pairs.map(async ([speaker, listener]) => {
        toneHz += 90;
        const hz = toneHz;
        await speaker.page.evaluate((frequency) => window.skaldTest.hum(frequency, 0.2), hz);
        await untilHears(listener.page, speaker.seatId, 'microphone', hz, -60, timeoutMs);
        await untilPlays(listener.page, [`${DM_PEER_ID}/narrator`, `${DM_PEER_ID}/characters`], timeoutMs);
      }),
    );
    await Promise.all([ada, bor].map(({ page }) => page.evaluate(() => window.skaldTest.silence())));
  }

  /** A line to the table that everybody sees, and all lines before it still there. */
  async function sayAndKeep(text: string): Promise<void> {
    said.push(text);
    await chat(ada.page, text, 'table');
    for (const { page } of [ada, bor])
      for (const line of said)
        await page.getByTestId('stream').getByText(line, { exact: true }).first().waitFor({ timeout: BACK_WITHIN_MS });
  }

  /** The DM answers a line, and its voice is heard by both. */
  async function untilDmSpeaks(): Promise<void> {
    await untilDm(ada.page, ['listening']);
    await ada.page.locator('[data-testid="dm-state"][data-voice="true"]').waitFor({ timeout: BACK_WITHIN_MS });
    await chat(ada.page, 'where are we?');
    await Promise.all([ada, bor].map(({ page }) => untilLoud(page, DM_PEER_ID, 'narrator', BACK_WITHIN_MS)));
    await ada.page.getByTestId('stop-dm').click();
    await untilDm(ada.page, ['listening']);
  }

  it('all is well before', async () => {
    await sayAndKeep('first line of the evening');
    await untilDmSpeaks();
  });

  it('[R5] a reload', async () => {
    await bor.page.reload();
    await untilVoices();
    await sayAndKeep('after the reload');
  });

  it('[R5] a second tab takes the seat over, the first one says so', async () => {
    const second = await bor.context.newPage();
    await second.goto(bor.page.url());
    await bor.page.getByTestId('superseded').waitFor({ timeout: BACK_WITHIN_MS });
    const first = bor.page;
    bor = { ...bor, page: second };
    await second.getByTestId('dm-state').waitFor();
    await untilVoices();
    await sayAndKeep('after the second tab');
    await first.close();
  });

  it('[V5] the api killed: voices go on meanwhile, the table comes back', async () => {
    const ended = host.system.kill('api', 'SIGKILL');
    await ended;
    await untilVoices(3_000);
    await host.system.untilHealthy('api', BACK_WITHIN_MS);
    await sayAndKeep('after the api');
    await untilDmSpeaks();
  });

  it('[D1] the bot killed', async () => {
    await host.system.kill('bot', 'SIGKILL');
    await untilDm(ada.page, ['listening', 'absent']);
    await host.system.untilHealthy('bot', BACK_WITHIN_MS);
    await untilVoices();
    await sayAndKeep('after the bot');
    await untilDmSpeaks();
  });

  it('[V6] the sfu killed', async () => {
    await host.system.kill('sfu', 'SIGKILL');
    await untilVoices();
    await sayAndKeep('after the sfu');
    await untilDmSpeaks();
  });

  it('[V6] a media worker killed', async () => {
    process.kill(childOf(host.system.processes.sfu.pid ?? 0, 'mediasoup-worker'), 'SIGKILL');
    await untilVoices();
    await sayAndKeep('after the worker');
    await untilDmSpeaks();
  });

  it('the processes that were not killed never ended', () => {
    for (const name of ['api', 'bot', 'sfu'] as const)
      expect(host.system.readLog(name).filter((line) => line.includes('Unhandled') || line.includes('uncaught'))).toEqual([]);
  });
});

/** Process id of the child with this name. */
function childOf(parent: number, name: string): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const [, command = '', fields = ''] = /^\d+ \((.*)\) (.*)$/.exec(readFileSync(`/proc/${entry}/stat`, 'utf8').trim()) ?? [];
      if (Number(fields.split(' ')[1]) === parent && name.startsWith(command)) return Number(entry);
    } catch {
      continue;
    }
  }
  throw new Error(`${parent} has no child ${name}`);
}
