import { createTranscriptionServer } from '@skald/bot/testing';
import { launchChromium } from '../../e2e/src/browser.ts';
import { startHost } from '../../e2e/src/host.ts';
import type { Report } from './report/figure.ts';
import { readCases, readCountOption, runBenchmark } from './report/run-benchmark.ts';
import { median, percentile } from './report/statistics.ts';
import { openDelayedServer } from './turn/delayed-server.ts';
import { SAYINGS, startScriptedDm, TURN_CASES, type TurnCase } from './turn/scripted-dm.ts';
import { TurnTable } from './turn/turn-table.ts';
import type { TurnTimes } from './turn/turn-times.ts';

const TURNS = 20;
/** Turns of a case that do not count: programs start, connections open. */
const WARM_UP_TURNS = 2;
/** Of a case's turns, so many have to be answered. */
const LEAST_ANSWERED = 0.9;
const TRANSCRIPTION_MS = 120;
const FIRST_TOKEN_MS = 300;
/** The embedded voice has no configured time: what it needs counts as our own. */
const FIRST_AUDIO_MS = 0;
const API_KEY = 'sk-of-the-local-servers';

/**
 * From a player's last voiced packet to the first voiced packet of the answer at a listener, in the whole system as a user starts it:
 * a Chromium page at a table, the real SDKs against local servers of fixed speed, the embedded voice. Both ends are taken from the
 * page's RTP packets, behind the encoder and before the jitter buffer. `own_ms` is the total less what the servers are set to need.
 */
await runBenchmark('turn', async (report) => {
  const turns = readCountOption('turns', TURNS);
  const cases = readCases(TURN_CASES);
  const words = Object.fromEntries(
    Object.values(SAYINGS).flatMap(({ digits, text }) => [
      [digits, text],
      // A release at the very end of the sound may cut its last symbol off.
      [digits.slice(0, -1), text],
    ]),
  );
  const transcription = await createTranscriptionServer({ apiKey: API_KEY, words });
  report.closeAtEnd(() => transcription.close());
  const delayed = await openDelayedServer(new URL(transcription.url).origin, TRANSCRIPTION_MS);
  report.closeAtEnd(() => delayed.close());
  const dm = await startScriptedDm(API_KEY, FIRST_TOKEN_MS);
  report.closeAtEnd(() => dm.close());
  const host = await startHost({
    environment: {
      LOG_LEVEL: 'warn',
      OPENAI_TRANSCRIBE_BASE_URL: `${delayed.origin}/v1`,
      OPENAI_TRANSCRIBE_API_KEY: API_KEY,
      ANTHROPIC_BASE_URL: dm.url,
      ANTHROPIC_API_KEY: API_KEY,
    },
  });
  report.closeAtEnd(() => host.close());
  const browser = await launchChromium({ args: ['--force-prefers-reduced-motion'] });
  report.closeAtEnd(() => browser.close());
  report.configure('browser', `Chromium ${browser.version()}`);
  report.configure('transcription, ms', TRANSCRIPTION_MS);
  report.configure('first token, ms', FIRST_TOKEN_MS);
  report.configure('first audio, ms', FIRST_AUDIO_MS);
  report.configure('further tokens', 'at once');
  report.configure('voice', 'embedded');
  const table = await TurnTable.open(browser, host.url);
  for (const name of cases) {
    await report.measureCase(name, async () => {
      await table.setMode(name === 'open' ? 'open' : 'push-to-talk');
      addFigures(report, name, await playTurns(report, name, turns, () => table.play(name, delayed.requestsAtMs)));
    });
  }
  await table.close();
  const whole = transcription.requests.filter(({ digits }) => Object.values(SAYINGS).some((saying) => saying.digits === digits));
  report.say(`Heard to the last symbol: ${whole.length} of ${transcription.requests.length} utterances.`);
  for (const problem of dm.problems) report.say(`Model server: ${problem}.`);
});

async function playTurns(
  report: Report,
  name: TurnCase,
  turns: number,
  play: () => Promise<TurnTimes | null>,
): Promise<TurnTimes[]> {
  const played: TurnTimes[] = [];
  for (let turn = 0; turn < WARM_UP_TURNS + turns; turn += 1) {
    const times = await play();
    if (times === null) report.say(`${name}: turn ${turn + 1} had no answer.`);
    else if (turn >= WARM_UP_TURNS) played.push(times);
    if (times) report.say(describe(`${name}, turn ${turn + 1}`, times));
  }
  if (played.length < LEAST_ANSWERED * turns) throw new Error(`${name}: of ${turns} turns ${played.length} were answered`);
  return played;
}

function addFigures(report: Report, name: TurnCase, played: readonly TurnTimes[]): void {
  const totals = played.map(({ totalMs }) => totalMs);
  const own = totals.map((totalMs) => totalMs - TRANSCRIPTION_MS - FIRST_TOKEN_MS - FIRST_AUDIO_MS);
  const gaps = played.flatMap(({ gapsMs }) => gapsMs);
  report.add(name, 'total_ms_p50', median(totals), 'ms', totals.length);
  report.add(name, 'total_ms_p95', percentile(totals, 0.95), 'ms', totals.length);
  report.add(name, 'own_ms_p50', median(own), 'ms', own.length);
  report.add(name, 'own_ms_p95', percentile(own, 0.95), 'ms', own.length);
  const endpoints = played.map(({ endpointMs }) => endpointMs);
  report.add(name, 'endpoint_ms_p50', median(endpoints), 'ms', endpoints.length);
  report.add(name, 'gap_ms_p95', percentile(gaps, 0.95), 'ms', gaps.length);
}

function describe(what: string, { totalMs, endpointMs, gapsMs }: TurnTimes): string {
  const gaps = gapsMs.map((gapMs) => gapMs.toFixed(0)).join(' and ');
  return `${what}: ${totalMs.toFixed(0)} ms, of it ${endpointMs.toFixed(0)} to the end of the utterance; silences of ${gaps} ms`;
}
