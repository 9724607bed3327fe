import type { Browser, Page } from 'playwright-core';
import { joinTable, layTable, untilPlays, type SeatPage } from '../../../e2e/src/seats.ts';
import { installBursts, type Path } from './burst-page.ts';
import { countExpected, mouthToEarDelays, type Notes } from './delays.ts';

const NAMES = ['Ada', 'Bor', 'Cleo', 'Dan', 'Eva'];
const BURST_HZ = 1_000;
const BURST_MS = 200;
const BURST_LEVEL = 0.5;
/**
 * What a microphone gives between two bursts, far below what counts as one: without it nothing is sent then (DTX), and jitter buffers
 * take the drift between the simulated sound cards, some percent, for a pause of the speaker, and delay more with each burst.
 */
const ROOM_TONE = { frequencyHz: 300, level: 0.03 };
/** Pause between two bursts of one page, in ms; drawn anew each time, so that bursts fall on any part of a packet. */
const GAP_MS = { least: 700, most: 1_100 };
/** Bursts of a run's beginning that do not count. */
const WARM_UP_MS = 2_000;
/** What was said last has been heard by then. */
const LAST_EAR_MS = 500;

export interface BurstRun {
  readonly delaysMs: readonly number[];
  readonly expected: number;
}

/** Pages at one table of the whole system that send each other bursts of sound, through the sfu or directly. */
export class BurstTable {
  readonly #seats: readonly SeatPage[];
  readonly #random: () => number;

  private constructor(seats: readonly SeatPage[], random: () => number) {
    this.#seats = seats;
    this.#random = random;
  }

  static async open(browser: Browser, url: string, players: number, random: () => number): Promise<BurstTable> {
    const first = await layTable(browser, url, { name: NAMES[0] ?? '', consents: false });
    const seats: SeatPage[] = [first];
    for (const name of NAMES.slice(1, players)) seats.push(await joinTable(browser, first.inviteUrl, { name, consents: false }));
    for (const { page, seatId } of seats) {
      await untilPlays(
        page,
        seats.filter((other) => other.seatId !== seatId).map((other) => `${other.seatId}/microphone`),
      );
      await installBursts(page);
      await page.evaluate(({ frequencyHz, level }) => window.skaldTest.hum(frequencyHz, level), ROOM_TONE);
      await stopPainting(page);
    }
    return new BurstTable(seats, random);
  }

  /** Connects every two pages directly, beside the table. */
  async openMesh(): Promise<void> {
    for (const [index, one] of this.#seats.entries()) {
      for (const other of this.#seats.slice(index + 1)) {
        const offer = await one.page.evaluate((peer) => window.skaldBurst.offer(peer), other.seatId);
        const [peer, sdp] = [one.seatId, offer];
        const answer = await other.page.evaluate(([from, text]) => window.skaldBurst.answer(from, text), [peer, sdp] as const);
        await one.page.evaluate(([to, text]) => window.skaldBurst.accept(to, text), [other.seatId, answer] as const);
      }
    }
  }

  /** One run of so many bursts a page over one path; the other path is silent meanwhile. */
  async run(path: Path, bursts: number): Promise<BurstRun> {
    for (const { page } of this.#seats) {
      await setMuted(page, path === 'mesh');
      await page.evaluate((isFed) => window.skaldBurst.feedMesh(isFed), path === 'mesh');
      await page.evaluate((heard) => window.skaldBurst.listen(heard), path);
    }
    const fromMs = Date.now() + WARM_UP_MS;
    await Promise.all(this.#seats.map(({ page }) => this.#talk(page, bursts)));
    const [first] = this.#seats;
    await first?.page.waitForTimeout(LAST_EAR_MS);
    const notes: Notes = new Map(
      await Promise.all(
        this.#seats.map(
          async ({ page, seatId }) => [seatId, await page.evaluate(() => window.skaldBurst.endListening())] as const,
        ),
      ),
    );
    return { delaysMs: mouthToEarDelays(notes, fromMs), expected: countExpected(notes, fromMs) };
  }

  async close(): Promise<void> {
    for (const { context } of this.#seats) await context.close();
  }

  #talk(page: Page, bursts: number): Promise<void> {
    const draw = (): number => GAP_MS.least + this.#random() * (GAP_MS.most - GAP_MS.least);
    const gapsMs = Array.from({ length: bursts - 1 }, draw);
    return page.evaluate(([startMs, waits, sound]) => window.skaldBurst.talk(startMs, waits, sound), [
      draw(),
      gapsMs,
      makeBurst(),
    ] as const);
  }
}

/** Presses the page's own button, which nobody sees. */
async function setMuted(page: Page, isMuted: boolean): Promise<void> {
  const button = page.getByTestId('mute');
  if ((await button.getAttribute('data-muted')) !== String(isMuted)) await button.dispatchEvent('click');
}

/** From here on nothing is painted: without a graphics card the lights of those who speak would take the processor from their voices. */
async function stopPainting(page: Page): Promise<void> {
  await page.evaluate(() => void (document.documentElement.style.display = 'none'));
}

/** A tone that begins at once, 16-bit samples at 48 kHz, base64. */
function makeBurst(): string {
  const samples = Int16Array.from(
    { length: 48 * BURST_MS },
    (_, index) => BURST_LEVEL * 32_767 * Math.cos((2 * Math.PI * BURST_HZ * index) / 48_000),
  );
  return Buffer.from(samples.buffer).toString('base64');
}
