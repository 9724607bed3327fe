import { randomInt } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../e2e/src/browser.ts';
import { startHost } from '../../e2e/src/host.ts';
import { BurstTable } from './mouth-to-ear/burst-table.ts';
import { openMediaRelay, type MediaRelay } from './network/media-relay.ts';
import type { Report } from './report/figure.ts';
import { readCases, readCountOption, runBenchmark } from './report/run-benchmark.ts';
import { median, percentile, spread } from './report/statistics.ts';

const CASES = ['2', '5', '40ms'] as const;
/** Each pair is one run through the sfu and one over the mesh. */
const LEAST_PAIRS = 6;
const BURSTS_A_RUN = 12;
const BURSTS_40MS = 40;
/** Packets wait so long between a page and the sfu, each way: 40 ms from page to page. */
const LEG_DELAY_MS = 20;
/** A wider spread of the paired differences is noise, not a measurement. */
const WIDEST_SPREAD_MS = 10;
/** Of the bursts that were said, so many have to be heard at least. */
const LEAST_HEARD = 0.95;
const SFU_ADDRESS = '127.0.0.1';
const RELAY_ADDRESS = '127.0.0.2';

/**
 * What the sfu adds. Chromium pages at a table of the whole system, as a user opens it; the sfu announces the address of a relay,
 * which notes each real packet right before it enters the sfu and right after it leaves: `forward_ms`. Mouth to ear is measured in
 * the pages, from the microphone's track to the track that is played, in bursts of a tone, alternating between the table and a
 * direct full mesh of the same pages: `added_ms`, the median of the paired differences of the runs' medians.
 */
await runBenchmark('mouth-to-ear', async (report) => {
  const pairs = readCountOption('pairs', LEAST_PAIRS);
  const cases = readCases(CASES);
  const relay = await openMediaRelay({ port: randomInt(20_000, 32_000), relayAddress: RELAY_ADDRESS, sfuAddress: SFU_ADDRESS });
  const environment = {
    RTC_LISTEN_ADDRESS: SFU_ADDRESS,
    RTC_ANNOUNCED_ADDRESS: RELAY_ADDRESS,
    RTC_PORT: String(relay.port),
    LOG_LEVEL: 'warn',
  };
  const host = await startHost({ environment });
  const browser = await launchChromium({
    args: ['--disable-features=WebRtcHideLocalIpsWithMdns', '--force-prefers-reduced-motion'],
  });
  report.configure('browser', `Chromium ${browser.version()}`);
  report.configure('bursts a run and page', BURSTS_A_RUN);
  try {
    for (const name of cases) {
      if (name === '40ms') await measureFarApart(report, browser, host.url, relay);
      else await measureTogether(report, browser, host.url, relay, Number(name), pairs);
    }
  } finally {
    await browser.close();
    await host.close();
    await relay.close();
  }
});

async function measureTogether(
  report: Report,
  browser: Browser,
  url: string,
  relay: MediaRelay,
  players: number,
  pairs: number,
): Promise<void> {
  const table = await BurstTable.open(browser, url, players, Math.random);
  await table.openMesh();
  const differences: number[] = [];
  const forwardMs: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const medians = { sfu: 0, mesh: 0 };
    for (const path of pair % 2 === 0 ? (['sfu', 'mesh'] as const) : (['mesh', 'sfu'] as const)) {
      await relay.takeForwardTimes();
      const { delaysMs, expected } = await table.run(path, BURSTS_A_RUN);
      if (delaysMs.length < LEAST_HEARD * expected || expected === 0)
        throw new Error(`of ${expected} bursts over the ${path} ${delaysMs.length} were heard`);
      medians[path] = median(delaysMs);
      report.say(describe(`${players} players, pair ${pair + 1}, ${path}`, delaysMs));
      if (path === 'sfu') forwardMs.push(...(await relay.takeForwardTimes()));
    }
    differences.push(medians.sfu - medians.mesh);
  }
  await table.close();
  const name = String(players);
  report.add(name, 'forward_ms_p50', percentile(forwardMs, 0.5), 'ms', forwardMs.length);
  report.add(name, 'forward_ms_p99', percentile(forwardMs, 0.99), 'ms', forwardMs.length);
  const spreadMs = spread(differences);
  if (pairs < LEAST_PAIRS) return report.say(`${players} players: added_ms wants ${LEAST_PAIRS} pairs of runs at least.`);
  if (spreadMs > WIDEST_SPREAD_MS)
    return report.say(`${players} players: added_ms was not measured, its spread is ${spreadMs.toFixed(1)} ms.`);
  report.add(name, 'added_ms', median(differences), 'ms', differences.length);
  report.add(name, 'added_ms_spread', spreadMs, 'ms', differences.length);
}

async function measureFarApart(report: Report, browser: Browser, url: string, relay: MediaRelay): Promise<void> {
  report.configure('delay from page to page each way, ms', 2 * LEG_DELAY_MS);
  const table = await BurstTable.open(browser, url, 2, Math.random);
  relay.setDelayMs(LEG_DELAY_MS);
  const { delaysMs, expected } = await table.run('sfu', BURSTS_40MS);
  relay.setDelayMs(0);
  await table.close();
  if (delaysMs.length < LEAST_HEARD * expected || expected === 0)
    throw new Error(`of ${expected} bursts with 40 ms each way ${delaysMs.length} were heard`);
  report.say(describe('2 players, 40 ms each way', delaysMs));
  report.add('40ms', 'p95_ms', percentile(delaysMs, 0.95), 'ms', delaysMs.length);
}

function describe(what: string, delaysMs: readonly number[]): string {
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(delaysMs, share).toFixed(1));
  return `${what}: mouth to ear p50 ${p50} ms, p95 ${p95} ms (${delaysMs.length} bursts)`;
}
