import { performance } from 'node:perf_hooks';
import { makeDtmf } from '@skald/bot/testing';
import { DM_PEER_ID } from '@skald/protocol';
import { errors, type Browser, type Page } from 'playwright-core';
import { layTable, untilDm, untilPlays, type SeatPage } from '../../../e2e/src/seats.ts';
import { SAYINGS, SENTENCES, type TurnCase } from './scripted-dm.ts';
import { TAP_SCRIPT } from './tap-page.ts';
import { turnTimes, type TurnTimes } from './turn-times.ts';
import { voicedPackets } from './voiced-packets.ts';

/** The key is down so long before the first word, in ms. */
const KEY_LEAD_MS = 200;
const ANSWER_LIMIT_MS = 15_000;
const END_LIMIT_MS = 40_000;
const SYMBOL = { onMs: 80, offMs: 80 };
const SAMPLES_A_MS = 48;
const CLOCK_SAMPLES = 20;
const NARRATOR = `${DM_PEER_ID}/narrator`;

/** One player in Chromium at a table of the whole system, with a tap on the packets of its microphone and of the DM. */
export class TurnTable {
  readonly #seat: SeatPage;
  /** What to add to the page's clock for this process's. */
  readonly #pageLagMs: number;

  private constructor(seat: SeatPage, pageLagMs: number) {
    this.#seat = seat;
    this.#pageLagMs = pageLagMs;
  }

  static async open(browser: Browser, url: string): Promise<TurnTable> {
    const seat = await layTable(browser, url, { name: 'Ada' });
    // The tap has to be there before the page's own scripts; the page takes its seat again by itself.
    await seat.context.addInitScript({ path: TAP_SCRIPT });
    await seat.page.reload();
    await untilDm(seat.page, ['listening']);
    await untilPlays(seat.page, [NARRATOR]);
    return new TurnTable(seat, await measureLag(seat.page));
  }

  /** Chooses how this player talks from now on, in the page's settings. */
  async setMode(mode: 'open' | 'push-to-talk'): Promise<void> {
    const { page } = this.#seat;
    await page.getByTestId('open-settings').click();
    await page.getByTestId(`settings-${mode}`).check();
    await page.keyboard.press('Escape');
    await page.getByTestId('settings').waitFor({ state: 'hidden' });
  }

  /** Plays one turn to the end of the answer. `requestsAtMs` is where the transcription server notes its requests. */
  async play(name: TurnCase, requestsAtMs: readonly number[]): Promise<TurnTimes | null> {
    const { page } = this.#seat;
    const before = requestsAtMs.length;
    await page.evaluate(() => window.skaldTap.take());
    await page.evaluate(([sound, isHeld, leadMs]) => window.skaldTap.say(sound, isHeld, leadMs), [
      makeSaying(SAYINGS[name].digits),
      name !== 'open',
      KEY_LEAD_MS,
    ] as const);
    if (!(await comes(untilDm(page, ['speaking'], ANSWER_LIMIT_MS)))) return null;
    await untilDm(page, ['listening', 'waiting'], END_LIMIT_MS);
    const packets = await page.evaluate(() => window.skaldTap.take());
    const [said, answered] = await Promise.all([voicedPackets(packets, 'own'), voicedPackets(packets, NARRATOR)]);
    const transcriptionAtMs = (requestsAtMs[before] ?? Number.NaN) - this.#pageLagMs;
    return turnTimes({ said, answered, transcriptionAtMs, sentences: SENTENCES });
  }

  close(): Promise<void> {
    return this.#seat.context.close();
  }
}

/** False when the wait ran out; throws whatever else went wrong. */
async function comes(awaited: Promise<void>): Promise<boolean> {
  try {
    await awaited;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Symbols as sound that ends with the last one, 16-bit at 48 kHz, base64. */
function makeSaying(digits: string): string {
  const sound = makeDtmf(digits, SAMPLES_A_MS * 1_000, SYMBOL).slice(0, -SYMBOL.offMs * SAMPLES_A_MS);
  return Buffer.from(sound.buffer).toString('base64');
}

/** How far the page's clock is behind this process's, in ms, from the quickest of some questions. */
async function measureLag(page: Page): Promise<number> {
  let best = { tookMs: Number.POSITIVE_INFINITY, lagMs: 0 };
  for (let sample = 0; sample < CLOCK_SAMPLES; sample += 1) {
    const askedMs = performance.timeOrigin + performance.now();
    const pageMs = await page.evaluate(() => window.skaldTap.nowMs());
    const toldMs = performance.timeOrigin + performance.now();
    const tookMs = toldMs - askedMs;
    if (tookMs < best.tookMs) best = { tookMs, lagMs: (askedMs + toldMs) / 2 - pageMs };
  }
  return best.lagMs;
}
