import { randomInt } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../e2e/src/browser.ts';
import { startHost } from '../../e2e/src/host.ts';
import { BurstTable } from './mouth-to-ear/burst-table.ts';
import { comparePaths, describeRun, isHeard, settle } from './mouth-to-ear/compare-paths.ts';
import { openMediaRelay, type MediaRelay } from './network/media-relay.ts';
import type { Report } from './report/figure.ts';
import { readCases, readCountOption, runBenchmark } from './report/run-benchmark.ts';
import { median, percentile, spread } from './report/statistics.ts';

const CASES = ['2', '5', '40ms'] as const;
/** Each pair is one run through the sfu and one over the mesh. */
const LEAST_PAIRS = 6;
const BURSTS_40MS = 30;
/** Packets wait so long between a page and the sfu, each way: 40 ms from page to page. */
const LEG_DELAY_MS = 20;
/** A wider spread of the paired differences is noise, not a measurement. */
const WIDEST_SPREAD_MS = 10;
const SFU_ADDRESS = '127.0.0.1';
const RELAY_ADDRESS = '127.0.0.2';

interface Setting {
  readonly report: Report;
  readonly browser: Browser;
  readonly url: string;
  readonly relay: MediaRelay;
}

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
  report.closeAtEnd(() => relay.close());
  const environment = {
    RTC_LISTEN_ADDRESS: SFU_ADDRESS,
    RTC_ANNOUNCED_ADDRESS: RELAY_ADDRESS,
    RTC_PORT: String(relay.port),
    LOG_LEVEL: 'warn',
  };
  const host = await startHost({ environment });
  report.closeAtEnd(() => host.close());
  const browser = await launchChromium({
    args: ['--disable-features=WebRtcHideLocalIpsWithMdns', '--force-prefers-reduced-motion'],
  });
  report.closeAtEnd(() => browser.close());
  report.configure('browser', `Chromium ${browser.version()}`);
  report.configure('pairs of runs', pairs);
  report.configure('delay from page to page in case 40ms, each way, ms', 2 * LEG_DELAY_MS);
  const setting: Setting = { report, browser, url: host.url, relay };
  for (const name of cases) {
    await report.measureCase(name, () =>
      name === '40ms' ? measureFarApart(setting) : measureTogether(setting, Number(name), pairs),
    );
  }
});

async function measureTogether({ report, browser, url, relay }: Setting, players: number, pairs: number): Promise<void> {
  const table = await BurstTable.open(browser, url, players, Math.random);
  try {
    await table.openMesh();
    const { differencesMs, forwardMs } = await comparePaths(table, relay, pairs, (sentence) => report.say(sentence));
    const name = String(players);
    report.add(name, 'forward_ms_p50', percentile(forwardMs, 0.5), 'ms', forwardMs.length);
    report.add(name, 'forward_ms_p99', percentile(forwardMs, 0.99), 'ms', forwardMs.length);
    if (differencesMs.length < LEAST_PAIRS)
      return report.say(`${name}: added_ms was not measured, only ${differencesMs.length} pairs of runs count.`);
    const spreadMs = spread(differencesMs);
    if (spreadMs > WIDEST_SPREAD_MS)
      return report.say(`${name}: added_ms was not measured, its spread is ${spreadMs.toFixed(1)} ms.`);
    report.add(name, 'added_ms', median(differencesMs), 'ms', differencesMs.length);
    report.add(name, 'added_ms_spread', spreadMs, 'ms', differencesMs.length);
  } finally {
    await table.close();
  }
}

async function measureFarApart({ report, browser, url, relay }: Setting): Promise<void> {
  const table = await BurstTable.open(browser, url, 2, Math.random);
  try {
    relay.setDelayMs(LEG_DELAY_MS);
    await settle(table, 'sfu');
    const run = await table.run('sfu', BURSTS_40MS);
    report.say(`40 ms each way: ${describeRun(run)}.`);
    if (!isHeard(run)) throw new Error('too few of the bursts were heard');
    report.add('40ms', 'p95_ms', percentile(run.delaysMs, 0.95), 'ms', run.delaysMs.length);
  } finally {
    relay.setDelayMs(0);
    await table.close();
  }
}
