import { createTranscriptionServer, type TranscriptionServer } from '@skald/bot/testing';
import { DM_PEER_ID, type JoinReply, type Message } from '@skald/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { lines, nameOver } from '../src/lines.ts';
import { joinTable, layTable, untilDm, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';
import { rest, TableClient } from '../src/table-client.ts';

const KEY = 'test-key-of-the-server';
/** What the transcription server makes of DTMF symbols. */
const WORDS = {
  A1B2A1B2: 'I would take the left path along the river',
  C3D4C3D4: 'We could also wait here until the rain stops',
  B7B8: 'Let us begin',
  '5A': 'And the biscuits',
  D0: 'You cannot hear me say this',
  A9: 'This was said after it',
  '7C': 'I take back what I permitted',
  '0B': 'And this is nobody’s business either',
};
type Symbols = keyof typeof WORDS;

type Speech = Extract<Message, { kind: 'speech' }>;

describe('several people speak', () => {
  let host: Host;
  let browser: Browser;
  let transcription: TranscriptionServer;
  let ada: SeatPage;
  let bor: SeatPage;
  let cleo: SeatPage;
  /** Somebody who only reads. */
  let reader: TableClient;

  beforeAll(async () => {
    transcription = await createTranscriptionServer({ apiKey: KEY, words: WORDS });
    [host, browser] = await Promise.all([
      startHost({ environment: { OPENAI_TRANSCRIBE_BASE_URL: transcription.url, OPENAI_TRANSCRIBE_API_KEY: KEY } }),
      launchChromium(),
    ]);
    const first = await layTable(browser, host.url, { name: 'Ada' });
    ada = first;
    bor = await joinTable(browser, first.inviteUrl, { name: 'Bor' });
    cleo = await joinTable(browser, first.inviteUrl, { name: 'Cleo', consents: false });
    const token = new URL(first.inviteUrl).hash.slice(1);
    const { body } = await rest<JoinReply>(host.system.urls.api, 'POST', '/api/tables/join', { token, name: 'Dan' });
    reader = new TableClient(host.system.urls.api, body.seatToken);
    for (const { page } of [ada, bor, cleo]) await untilPlays(page, [`${DM_PEER_ID}/narrator`]);
    for (const other of [ada, cleo]) await untilPlays(bor.page, [`${other.seatId}/microphone`]);
  });
  afterAll(async () => {
    reader?.close();
    await browser?.close();
    await host?.close();
    await transcription?.close();
  });

  /** Says it, so many times without a pause. */
  const dial = ({ page }: SeatPage, symbols: Symbols, times = 1): Promise<void> =>
    page.evaluate((keys) => window.skaldTest.dial(keys), symbols.repeat(times));

  const speechOf = (seat: SeatPage, symbols: Symbols): Speech | undefined =>
    reader.messages.find(
      (message): message is Speech =>
        message.kind === 'speech' && message.seatId === seat.seatId && (message.text?.includes(WORDS[symbols]) ?? false),
    );

  const untilSpoken = (seat: SeatPage, symbols: Symbols): Promise<Speech> =>
    vi.waitFor(
      () => {
        const speech = speechOf(seat, symbols);
        if (!speech) throw new Error(`${symbols} is no utterance of that seat; recordings were ${recordings().join(' ')}`);
        return speech;
      },
      { timeout: 15_000, interval: 50 },
    );

  /** What each recording that was sent to the server says; a tone with a gap in it is one symbol. */
  const recordings = (): string[] => transcription.requests.map(({ digits }) => digits.replaceAll(/(.)\1+/g, '$1'));

  const sent = (symbols: Symbols): number => recordings().filter((digits) => digits.includes(symbols)).length;

  it('[D2] at once: two utterances, both whole, each of its own player, and they are known to overlap', async () => {
    await Promise.all([dial(ada, 'A1B2A1B2'), dial(bor, 'C3D4C3D4')]);
    const [one, other] = await Promise.all([untilSpoken(ada, 'A1B2A1B2'), untilSpoken(bor, 'C3D4C3D4')]);
    expect(recordings().toSorted()).toEqual(['A1B2A1B2', 'C3D4C3D4']);
    for (const { page } of [ada, bor, cleo]) {
      const first = lines(page, { kind: 'speech', text: one.text ?? '' });
      const second = lines(page, { kind: 'speech', text: other.text ?? '' });
      await Promise.all([first.waitFor(), second.waitFor()]);
      expect([await nameOver(first), await nameOver(second)]).toEqual(['Ada', 'Bor']);
    }
    // Whichever is told second names the first.
    expect([...one.overlaps, ...other.overlaps]).toContainEqual(one.overlaps.length > 0 ? other.utteranceId : one.utteranceId);
    expect(Math.min(one.endedAtMs, other.endedAtMs)).toBeGreaterThan(Math.max(one.startedAtMs, other.startedAtMs));
    expect([one.target, other.target]).toEqual(['table', 'table']);
    expect(await lines(ada.page, { kind: 'dm' }).count()).toBe(0);
  });

  it('[V2] push-to-talk to the DM: what is said while it is held is for the DM, which answers', async () => {
    const button = bor.page.getByTestId('talk-dm');
    await button.hover();
    await bor.page.mouse.down();
    await bor.page.waitForFunction(
      () => document.querySelector('[data-testid="talk-dm"]')?.getAttribute('aria-pressed') === 'true',
    );
    await dial(bor, 'B7B8');
    await bor.page.mouse.up();
    expect(await untilSpoken(bor, 'B7B8')).toMatchObject({ target: 'dm' });
    await lines(ada.page, { kind: 'speech', seatId: bor.seatId, target: 'dm', text: WORDS.B7B8 }).waitFor();
    await untilLoud(ada.page, DM_PEER_ID, 'narrator');
  });

  it('[D8] who speaks over the DM makes it stop: the line is cut where it was, and the DM listens', async () => {
    await untilDm(ada.page, ['speaking']);
    await untilLoud(ada.page, DM_PEER_ID, 'narrator');
    const spoken = dial(ada, '5A', 6);
    await untilDm(ada.page, ['listening'], 5_000);
    await bor.page.waitForFunction((dm) => window.skaldTest.loudness(dm, 'narrator') < -60, DM_PEER_ID, { timeout: 5_000 });
    await spoken;
    const cut = lines(ada.page, { kind: 'dm', state: 'cut' });
    await cut.first().waitFor();
    expect(await lines(ada.page, { kind: 'dm', state: 'speaking' }).count()).toBe(0);
    expect((await untilSpoken(ada, '5A')).target).toBe('table');
    expect(await lines(ada.page, { kind: 'dm', state: 'pending' }).count()).toBe(0);
    await untilDm(ada.page, ['listening'], 1_000);
  });

  it('[V10] who did not consent is heard by the others and sent to no recogniser', async () => {
    await Promise.all([untilLoud(bor.page, cleo.seatId, 'microphone'), dial(cleo, 'D0', 3)]);
    await dial(bor, 'A9');
    await untilSpoken(bor, 'A9');
    expect(sent('D0')).toBe(0);
    expect(reader.messages.some((message) => message.kind === 'speech' && message.seatId === cleo.seatId)).toBe(false);
  });

  it('[V10] consent is given in play, and taken back in the middle of a sentence', async () => {
    await setConsent(cleo, true);
    await dial(cleo, 'D0', 3);
    await untilSpoken(cleo, 'D0');
    await cleo.page.getByTestId('open-settings').click();
    await Promise.all([dial(cleo, '7C', 3), cleo.page.getByTestId('settings-consent').setChecked(false, { force: true })]);
    await cleo.page.getByTestId('close-sheet').click();
    await untilConsent(cleo, false);
    await Promise.all([untilLoud(bor.page, cleo.seatId, 'microphone'), dial(cleo, '0B', 3)]);
    const before = sent('A9');
    await dial(bor, 'A9');
    await vi.waitFor(() => expect(sent('A9')).toBe(before + 1), { timeout: 15_000, interval: 50 });
    expect([sent('7C'), sent('0B')]).toEqual([0, 0]);
    expect([speechOf(cleo, '7C'), speechOf(cleo, '0B')]).toEqual([undefined, undefined]);
  });

  /** Changes it as a person does, and waits until the others can see it. */
  async function setConsent(seat: SeatPage, consents: boolean): Promise<void> {
    const { page } = seat;
    await page.getByTestId('open-settings').click();
    await page.getByTestId('settings-consent').setChecked(consents, { force: true });
    await page.getByTestId('close-sheet').click();
    await untilConsent(seat, consents);
  }

  async function untilConsent({ seatId }: SeatPage, consents: boolean): Promise<void> {
    await vi.waitFor(
      () => {
        const changed = reader.events.findLast((event) => event.type === 'seat:changed' && event.seat.seatId === seatId);
        expect(changed).toMatchObject({ seat: { consent: consents } });
      },
      { timeout: 5_000, interval: 20 },
    );
  }
});
