import { describe, expect, it } from 'vitest';
import { decodeDtmf, makeDtmf } from '../testing/dtmf.ts';
import { createSeededRandom } from '../testing/random.ts';
import { packSpeech } from '../testing/rtp-speech.ts';
import { createEar } from './ear.ts';
import { openHearingDecoder } from './opus.ts';
import type { EarEvents, HeardSegment } from './ports.ts';
import { openVoiceActivity } from './voice-activity.ts';

const PORTS = { openDecoder: openHearingDecoder, openVoiceActivity };
const PAYLOAD_TYPE = 100;

function record() {
  const segments: HeardSegment[] = [];
  const voiced: [boolean, number][] = [];
  const voicedFor: number[] = [];
  const events: EarEvents = {
    onVoiced: (isVoiced, atMs) => voiced.push([isVoiced, atMs]),
    onVoicedFor: (voicedMs) => voicedFor.push(voicedMs),
    onSegment: (segment) => segments.push(segment),
  };
  return { segments, voiced, voicedFor, events };
}

async function openRecordedEar() {
  const recorded = record();
  const ear = await createEar(PORTS, { payloadType: PAYLOAD_TYPE }, recorded.events);
  return { ear, ...recorded };
}

/** Gives an ear one packet (or none) every 20 ms from `startMs` on; answers when it ended. */
function play(ear: Awaited<ReturnType<typeof createEar>>, packets: readonly (Uint8Array | null)[], startMs: number): number {
  let nowMs = startMs;
  for (const packet of packets) {
    nowMs += 20;
    if (packet !== null) ear.receive(packet, nowMs);
    ear.tick(nowMs);
  }
  return nowMs;
}

const quiet = (ms: number) => Array.from({ length: ms / 20 }, () => null);
const line = (symbols: string) => makeDtmf(symbols, 48_000, { onMs: 100, offMs: 80 });

describe('ear', () => {
  it('hands on a DTMF line whole when the sender falls silent', async () => {
    const { ear, segments, voiced } = await openRecordedEar();
    const endMs = play(ear, await packSpeech(line('1A2B')), 1_000);
    play(ear, quiet(1_000), endMs);
    expect(segments.map(({ samples, target }) => [decodeDtmf(samples, 16_000), target])).toEqual([['1A2B', 'table']]);
    expect(voiced.map(([isVoiced]) => isVoiced)).toEqual([true, false]);
    ear.close();
  });

  it('decodes lines under 5% loss, mostly by FEC', async () => {
    const random = createSeededRandom(7);
    let right = 0;
    const totals = { lost: 0, recovered: 0, late: 0, malformed: 0 };
    for (let index = 0; index < 40; index += 1) {
      const { ear, segments } = await openRecordedEar();
      const symbols = index.toString(16).toUpperCase().padStart(4, '0').replace('E', '*').replace('F', '#');
      const packets = await packSpeech(line(symbols), { firstSequence: 65_530, firstTimestamp: 2 ** 32 - 5_000 });
      const endMs = play(
        ear,
        packets.map((packet) => (random() < 0.05 ? null : packet)),
        1_000,
      );
      play(ear, quiet(1_000), endMs);
      if (segments.length === 1 && decodeDtmf(segments[0]!.samples, 16_000) === symbols) right += 1;
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += ear.counts[key];
      ear.close();
    }
    expect(totals.lost).toBeGreaterThan(40);
    expect(totals.recovered).toBeGreaterThan(totals.lost * 0.8);
    expect(totals).toMatchObject({ late: 0, malformed: 0 });
    expect(right).toBeGreaterThanOrEqual(36);
  });
});
