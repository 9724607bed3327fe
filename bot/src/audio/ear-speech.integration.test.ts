import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../testing/random.ts';
import { packSpeech } from '../testing/rtp-speech.ts';
import { readWav } from '../testing/wav.ts';
import { createEar } from './ear.ts';
import { openHearingDecoder } from './opus.ts';
import type { HeardSegment } from './ports.ts';
import { createResampler } from './resampler.ts';
import { openVoiceActivity } from './voice-activity.ts';

const LINES = [
  ['en', 'I open the door and look inside.'],
  ['en', 'Yes.'],
  ['en', 'What does the old woman want from us?'],
  ['en', 'I throw the rope over the wall, and then I climb.'],
  ['en', 'Wait, do not touch that chest.'],
  ['ru', 'Я открываю дверь и заглядываю внутрь.'],
  ['ru', 'Да.'],
  ['ru', 'Чего хочет от нас эта старуха?'],
  ['ru', 'Бросаю верёвку через стену и лезу наверх.'],
  ['ru', 'Стой, не трогай сундук.'],
] as const;
const PAUSE_MS = 1_500;
const MS = 48;
const hasVoice = spawnSync('espeak-ng', ['--version']).status === 0;

async function speak(language: string, text: string): Promise<Int16Array> {
  const { stdout } = spawnSync('espeak-ng', ['-v', language, '--stdout', text]);
  const { samples, sampleRate } = readWav(stdout);
  const resampler = await createResampler(sampleRate, 48_000);
  const spoken = Int16Array.from([...resampler.process(samples), ...resampler.flush()]);
  resampler.close();
  return spoken;
}

/** All lines with pauses between, and where each begins and ends in ms. */
async function makeConversation(): Promise<{ samples: Int16Array; spans: { startMs: number; endMs: number }[] }> {
  const spoken = await Promise.all(LINES.map(([language, text]) => speak(language, text)));
  const samples = new Int16Array(spoken.reduce((sum, { length }) => sum + length + PAUSE_MS * MS, PAUSE_MS * MS));
  let at = PAUSE_MS * MS;
  const spans = spoken.map((line) => {
    samples.set(line, at);
    const isSound = (sample: number) => Math.abs(sample) > 300;
    const span = { startMs: (at + line.findIndex(isSound)) / MS, endMs: (at + line.findLastIndex(isSound)) / MS };
    at += line.length + PAUSE_MS * MS;
    return span;
  });
  return { samples, spans };
}

/** Adds noise `belowDb` under the mean level of a signal that peaks near full scale. */
function addNoise(samples: Int16Array, level: number): Int16Array {
  const random = createSeededRandom(11);
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, sample + (random() * 2 - 1) * level * 32_767)));
}

async function hear(samples: Int16Array): Promise<{ segment: HeardSegment; decidedMs: number }[]> {
  const heard: { segment: HeardSegment; decidedMs: number }[] = [];
  let nowMs = 0;
  const ear = await createEar(
    { openDecoder: openHearingDecoder, openVoiceActivity },
    { payloadType: 100 },
    {
      onVoiced: () => undefined,
      onVoicedFor: () => undefined,
      onSegment: (segment) => heard.push({ segment, decidedMs: nowMs }),
    },
  );
  for (const packet of await packSpeech(samples)) {
    nowMs += 20;
    ear.receive(packet, nowMs);
    ear.tick(nowMs);
  }
  ear.close();
  return heard;
}

function overlapMs(span: { startMs: number; endMs: number }, { startedMs, endedMs }: HeardSegment): number {
  return Math.min(span.endMs, endedMs) - Math.max(span.startMs, startedMs);
}

describe.skipIf(!hasVoice)('ear on synthetic speech (needs espeak-ng)', () => {
  it.each([
    ['clean', 0],
    ['with a noise of about -40 dBFS', 0.017],
  ])('finds ten Russian and English lines, %s: each one segment that ends in time', async (_, noise) => {
    const { samples, spans } = await makeConversation();
    const heard = await hear(noise === 0 ? samples : addNoise(samples, noise));
    const found = spans.map((span) => heard.filter(({ segment }) => overlapMs(span, segment) > 0));
    expect(found.map((segments) => segments.length)).toEqual(LINES.map(() => 1));
    expect(heard.length).toBeLessThanOrEqual(LINES.length + 1);
    spans.forEach((span, index) => {
      const [{ segment, decidedMs }] = found[index] as [(typeof heard)[number]];
      expect(overlapMs(span, segment)).toBeGreaterThan((span.endMs - span.startMs) * 0.75);
      expect(decidedMs - span.endMs).toBeLessThan(700);
      expect(decidedMs - span.endMs).toBeGreaterThan(350);
    });
  });
});

describe('ear on noises', () => {
  it('a minute of dice and keys opens nothing', async () => {
    const random = createSeededRandom(21);
    const samples = new Int16Array(60_000 * MS);
    for (let at = 0; at < samples.length - 4_800; at += Math.floor((60 + random() * 300) * MS)) {
      const level = 0.2 + random() * 0.6;
      const decay = 100 + random() * 300;
      for (let index = 0; index < 2_400; index += 1) {
        samples[at + index] = (random() * 2 - 1) * level * 32_767 * Math.exp(-index / decay);
      }
    }
    expect(await hear(samples)).toEqual([]);
  });

  it('steady noise opens nothing', async () => {
    expect(await hear(addNoise(new Int16Array(20_000 * MS), 0.03))).toEqual([]);
  });
});
