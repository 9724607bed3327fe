import { createTranscriptionServer, type TranscriptionServer } from '@skald/bot/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../src/browser.ts';
import { startHost, type Host } from '../src/host.ts';
import { lines, nameOver } from '../src/lines.ts';
import { joinTable, layTable, untilLoud, untilPlays, type SeatPage } from '../src/seats.ts';
import { makeSpeechClip, type SpeechClip } from '../src/speech-clip.ts';

const KEY = 'test-key-of-the-server';
/** What the transcription server makes of any speech. */
const WORDS = 'We follow the light down to the water';
/** How much longer or shorter than the clip an utterance may be: the roll before it, the silence that ended it, and what processing takes. */
const LENGTH_TOLERANCE_MS = 800;

describe('a browser with its own device and its own processing', () => {
  let host: Host;
  let browser: Browser;
  let transcription: TranscriptionServer;
  let clip: SpeechClip;
  let listener: SeatPage;
  let speaker: SeatPage;

  beforeAll(async () => {
    transcription = await createTranscriptionServer({ apiKey: KEY, words: {}, otherwise: WORDS });
    clip = await makeSpeechClip({ text: 'We follow the light, down to the water and the old mill.', silenceMs: 3_000 });
    [host, browser] = await Promise.all([
      startHost({ environment: { OPENAI_TRANSCRIBE_BASE_URL: transcription.url, OPENAI_TRANSCRIBE_API_KEY: KEY } }),
      launchChromium({
        args: [
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-audio-capture=${clip.path}`,
        ],
      }),
    ]);
    const first = await layTable(browser, host.url, { name: 'Ada' });
    listener = first;
    speaker = await joinTable(browser, first.inviteUrl, { name: 'Bor', hasTestMicrophone: false });
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    await transcription?.close();
    clip?.close();
  });

  it('[V1] a clip of speech arrives at the other page, with processing on', async () => {
    const microphones = await speaker.page.evaluate(() => window.skaldTest.microphones());
    expect(microphones.at(-1)).toMatchObject({ echoCancellation: true, noiseSuppression: true, autoGainControl: true });
    await untilPlays(listener.page, [`${speaker.seatId}/microphone`]);
    await untilLoud(listener.page, speaker.seatId, 'microphone');
  });

  it('[D2] and becomes an utterance of that player, whole, and of nobody else', async () => {
    const line = lines(listener.page, { kind: 'speech', text: WORDS }).first();
    await line.waitFor();
    expect(await line.getAttribute('data-seat')).toBe(speaker.seatId);
    expect(await nameOver(line)).toBe('Bor');
    // The page may have sat down in the middle of a sentence; the next one is whole.
    await vi.waitFor(
      () => {
        const lengths = transcription.requests.map((request) => Math.abs(request.durationMs - clip.speechMs));
        expect(Math.min(...lengths)).toBeLessThan(LENGTH_TOLERANCE_MS);
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(await lines(listener.page, { kind: 'speech', seatId: listener.seatId }).count()).toBe(0);
  });
});
