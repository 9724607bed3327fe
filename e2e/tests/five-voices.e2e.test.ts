import { createTranscriptionServer, measureMedianPitchHz, type TranscriptionServer } from '@skald/bot/testing';
import { DM_PEER_ID } from '@skald/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { joinTable, layTable, untilDm, untilHears, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';

const NAMES = ['Ada', 'Bor', 'Cleo', 'Dan', 'Eva'];
const TONES_HZ = [440, 620, 860, 1180, 1620];
/** What the transcription server makes of DTMF symbols. */
const WORDS = { A1B2: 'Dungeon master, we begin.', A1C3: 'Мастер, мы начинаем.' };
const SPEECH = { en: { dialled: 'A1B2', text: WORDS.A1B2 }, ru: { dialled: 'A1C3', text: WORDS.A1C3 } };
const RECORDED_HZ = 24_000;
/** Least distance between the medians of the narrator's and a character's pitch. */
const APART_HZ = 40;

describe.each(['en', 'ru'] as const)('five pages at one table (%s)', (language) => {
  let host: Host;
  let browser: Browser;
  let transcription: TranscriptionServer;
  let seats: SeatPage[];

  beforeAll(async () => {
    transcription = await createTranscriptionServer({ apiKey: 'test-key-of-the-server', words: WORDS });
    [host, browser] = await Promise.all([
      startHost({
        environment: { OPENAI_TRANSCRIBE_BASE_URL: transcription.url, OPENAI_TRANSCRIBE_API_KEY: 'test-key-of-the-server' },
      }),
      launchChromium(),
    ]);
    const first = await layTable(browser, host.url, { name: NAMES[0]!, language });
    const others = [];
    for (const name of NAMES.slice(1)) others.push(await joinTable(browser, first.inviteUrl, { name, language }));
    seats = [first, ...others];
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await transcription?.close();
  });

  it('[V1] each page decodes the tones of the four others', async () => {
    const dm = ['narrator', 'characters', 'ambience'].map((source) => `${DM_PEER_ID}/${source}`);
    for (const own of seats) {
      const others = seats.filter((seat) => seat !== own).map((seat) => `${seat.seatId}/microphone`);
      await untilPlays(own.page, [...others, ...dm]);
    }
    await Promise.all(seats.map(({ page }, index) => page.evaluate((hz) => window.skaldTest.hum(hz, 0.2), TONES_HZ[index]!)));
    for (const own of seats) {
      for (const [index, other] of seats.entries())
        if (other !== own) await untilHears(own.page, other.seatId, 'microphone', TONES_HZ[index]!);
    }
    const wrong = await seats[0]!.page.evaluate(([peer, hz]) => window.skaldTest.levelAt(peer, 'microphone', hz), [
      seats[1]!.seatId,
      TONES_HZ[2]!,
    ] as const);
    expect(wrong).toBeLessThan(-70);
    await Promise.all(seats.map(({ page }) => page.evaluate(() => window.skaldTest.silence())));
  });

  it('[D1] [D2] one page’s speech becomes that player’s utterance, and all five hear the answer in voices that differ', async () => {
    const speaker = seats[2]!;
    const listener = seats[3]!;
    await listener.page.evaluate(
      (dm) => ['narrator', 'characters'].forEach((source) => window.skaldTest.record(dm, source)),
      DM_PEER_ID,
    );
    await speaker.page.evaluate((symbols) => window.skaldTest.dial(symbols), SPEECH[language].dialled);
    for (const { page } of seats) await page.getByText(SPEECH[language].text).first().waitFor();
    await Promise.all(seats.map(({ page }) => untilLoud(page, DM_PEER_ID, 'narrator')));
    await Promise.all(seats.map(({ page }) => untilLoud(page, DM_PEER_ID, 'characters', 60_000)));
    await untilDm(listener.page, ['listening'], 90_000);
    const pitches = await Promise.all(['narrator', 'characters'].map((source) => pitchOf(listener, source)));
    expect(Math.abs(pitches[0]! - pitches[1]!)).toBeGreaterThanOrEqual(APART_HZ);
    expect(transcription.requests.filter((request) => request.text !== '')).toHaveLength(1);
  });
});

async function pitchOf({ page }: SeatPage, source: string): Promise<number> {
  const base64 = await page.evaluate(([dm, from]) => window.skaldTest.endRecording(dm, from), [DM_PEER_ID, source] as const);
  const bytes = Buffer.from(base64, 'base64');
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2));
  const pitchHz = measureMedianPitchHz(samples, RECORDED_HZ);
  if (pitchHz === null) throw new Error(`nothing voiced was recorded of ${source}`);
  return pitchHz;
}
