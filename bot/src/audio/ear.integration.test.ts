import { afterEach, describe, expect, it } from 'vitest';
import { decodeDtmf, makeDtmf } from '../testing/dtmf.ts';
import { createSeededRandom } from '../testing/random.ts';
import { packSpeech } from '../testing/rtp-speech.ts';
import { createEar, RELEASE_DRAIN_MS } from './ear.ts';
import { openHearingDecoder } from './opus.ts';
import type { Ear, HeardSegment } from './ports.ts';
import { buildRtp, parseRtp } from './rtp.ts';
import { openVoiceActivity } from './voice-activity.ts';

const PORTS = { openDecoder: openHearingDecoder, openVoiceActivity };
/** Symbols a test line may have: all 16. */
const SYMBOLS = '0123456789ABCD*#';
const opened: Ear[] = [];

afterEach(() => opened.splice(0).forEach((ear) => ear.close()));

async function openEar() {
  const segments: HeardSegment[] = [];
  const voiced: { isVoiced: boolean; atMs: number }[] = [];
  const voicedFor: number[] = [];
  const ear = await createEar(
    PORTS,
    { payloadType: 100 },
    {
      onVoiced: (isVoiced, atMs) => voiced.push({ isVoiced, atMs }),
      onVoicedFor: (voicedMs) => voicedFor.push(voicedMs),
      onSegment: (segment) => segments.push(segment),
    },
  );
  opened.push(ear);
  return { ear, segments, voiced, voicedFor, texts: () => segments.map(({ samples }) => decodeDtmf(samples, 16_000)) };
}

/** Gives an ear one packet (or none) every 20 ms after `startMs`; answers the time of the last one. */
function play(ear: Ear, packets: readonly (Uint8Array | null)[], startMs: number): number {
  packets.forEach((packet, index) => {
    const nowMs = startMs + (index + 1) * 20;
    if (packet !== null) ear.receive(packet, nowMs);
    ear.tick(nowMs);
  });
  return startMs + packets.length * 20;
}

const quiet = (ms: number): null[] => Array.from({ length: ms / 20 }, () => null);
const makeLine = (symbols: string) => makeDtmf(symbols, 48_000, { onMs: 100, offMs: 80 });

describe('ear, open microphone', () => {
  it('hands on a line whole when the sender stops sending', async () => {
    const { ear, segments, voiced, voicedFor, texts } = await openEar();
    const endMs = play(ear, await packSpeech(makeLine('1A2B')), 1_000);
    play(ear, quiet(1_000), endMs);
    expect(texts()).toEqual(['1A2B']);
    expect(segments[0]).toMatchObject({ target: 'table' });
    expect(segments[0]?.startedMs).toBeGreaterThanOrEqual(980);
    expect(segments[0]?.startedMs).toBeLessThan(1_080);
    expect(segments[0]?.endedMs).toBeGreaterThan(1_600);
    expect(segments[0]?.endedMs).toBeLessThan(1_760);
    expect(voiced.map(({ isVoiced }) => isVoiced)).toEqual([true, false]);
    expect(voicedFor.at(0)).toBe(60);
    expect(voicedFor.at(-1)).toBeGreaterThan(400);
  });

  it('decides the end within 650 ms of the last voiced frame, though no packets come', async () => {
    const { ear, segments, voiced } = await openEar();
    const endMs = play(ear, await packSpeech(makeLine('12')), 1_000);
    let decidedMs = endMs;
    while (segments.length === 0 && decidedMs < endMs + 3_000) decidedMs = play(ear, quiet(20), decidedMs);
    expect(decidedMs - segments[0]!.endedMs).toBeLessThanOrEqual(650);
    expect(voiced.at(-1)?.isVoiced).toBe(false);
  });

  it.each([100, 200, 300, 400])('packets that come %i ms late, all at once, leave no hole in what was said', async (lateMs) => {
    const { ear, segments, texts } = await openEar();
    const packets = await packSpeech(makeLine('1A2B3C'));
    const middle = Math.floor(packets.length / 2);
    let nowMs = play(ear, packets.slice(0, middle), 1_000);
    const late = lateMs / 20;
    nowMs = play(ear, quiet(lateMs), nowMs);
    for (const packet of packets.slice(middle, middle + late)) if (packet !== null) ear.receive(packet, nowMs);
    nowMs = play(ear, packets.slice(middle + late), nowMs);
    play(ear, quiet(1_000), nowMs);
    expect(texts()).toEqual(['1A2B3C']);
    expect(segments[0]!.endedMs - segments[0]!.startedMs).toBeLessThan(1_100);
    expect(segments[0]!.endedMs).toBeLessThanOrEqual(nowMs);
  });

  it('a sender that stood still without saying so is heard again without holes', async () => {
    const { ear, texts } = await openEar();
    const packets = await packSpeech(makeLine('1A2B'));
    let nowMs = play(ear, packets.slice(0, 10), 1_000);
    nowMs = play(ear, quiet(5_000), nowMs);
    nowMs = play(ear, packets.slice(10), nowMs);
    play(ear, quiet(1_000), nowMs);
    expect(texts().join('')).toMatch(/A?2B$/);
  });

  it('a DTX sender’s pauses are silence: two lines two seconds apart are two segments', async () => {
    const { ear, segments, texts } = await openEar();
    const first = await packSpeech(makeLine('11'), { firstSequence: 10 });
    const pauseSamples = 2_000 * 48;
    const options = { firstSequence: 10 + first.length, firstTimestamp: first.length * 960 + pauseSamples };
    let nowMs = play(ear, first, 1_000);
    nowMs = play(ear, quiet(2_000), nowMs);
    nowMs = play(ear, await packSpeech(makeLine('22'), options), nowMs);
    play(ear, quiet(1_000), nowMs);
    expect(texts()).toEqual(['11', '22']);
    const betweenMs = segments[1]!.startedMs - segments[0]!.startedMs;
    expect(Math.abs(betweenMs - first.length * 20 - 2_000)).toBeLessThan(150);
    expect(ear.counts).toEqual({ lost: 0, recovered: 0, concealed: 0, late: 0, malformed: 0 });
  });

  it('a pause without a tick is silence too: the timestamps tell', async () => {
    const { ear, texts } = await openEar();
    const first = await packSpeech(makeLine('11'));
    const options = { firstSequence: first.length, firstTimestamp: first.length * 960 + 1_200 * 48 };
    for (const packet of [...first, ...(await packSpeech(makeLine('22'), options))]) ear.receive(packet, 5_000);
    expect(texts()).toEqual(['11']);
    ear.close();
    expect(texts()).toEqual(['11', '22']);
  });

  it('puts swapped packets in order and drops doubled ones', async () => {
    const { ear, texts } = await openEar();
    const packets = await packSpeech(makeLine('1A2B'));
    const swapped = packets.flatMap((packet, index) =>
      index % 4 === 1 ? [packets[index + 1]!, packet] : index % 4 === 2 ? [] : [packet, packet],
    );
    swapped.forEach((packet, index) => ear.receive(packet, 1_000 + index * 15));
    ear.close();
    expect(texts()).toEqual(['1A2B']);
    expect(ear.counts).toMatchObject({ lost: 0, malformed: 0 });
  });

  it('decodes lines under 5% loss, what is lost mostly by FEC', async () => {
    const random = createSeededRandom(7);
    const totals = { lost: 0, recovered: 0, malformed: 0 };
    let right = 0;
    for (let run = 0; run < 100; run += 1) {
      const { ear, texts } = await openEar();
      const symbols = Array.from({ length: 4 }, () => SYMBOLS[Math.floor(random() * 16)]).join('');
      const packets = await packSpeech(makeLine(symbols), { firstSequence: 65_530, firstTimestamp: 2 ** 32 - 5_000 });
      const arrived = packets.map((packet) => (random() < 0.05 ? null : packet));
      play(ear, [...arrived, ...quiet(1_000)], 1_000);
      if (texts().join('|') === symbols) right += 1;
      for (const key of ['lost', 'recovered', 'malformed'] as const) totals[key] += ear.counts[key];
    }
    expect(totals.lost).toBeGreaterThan(100);
    expect(totals.recovered).toBeGreaterThan(totals.lost * 0.85);
    expect(totals.malformed).toBe(0);
    expect(right).toBeGreaterThanOrEqual(93);
  });
});

describe('ear, push-to-talk', () => {
  it('with nothing held nothing is told', async () => {
    const { ear, segments, voiced, voicedFor } = await openEar();
    ear.setTalk('push_to_talk', null, 900);
    play(ear, [...(await packSpeech(makeLine('1A2B'))), ...quiet(1_000)], 1_000);
    expect([segments, voiced, voicedFor]).toEqual([[], [], []]);
  });

  it('release hands on what was said to the DM, the packets that waited or were on their way included', async () => {
    const { ear, segments, voiced, texts } = await openEar();
    ear.setTalk('push_to_talk', null, 900);
    ear.setTalk('push_to_talk', 'dm', 1_000);
    const packets = await packSpeech(makeDtmf('1A2B', 48_000, { onMs: 100, offMs: 60 }).subarray(0, 48 * 580));
    packets.splice(-2, 1);
    const late = packets.splice(-1);
    const endMs = play(ear, packets, 1_000);
    ear.setTalk('push_to_talk', null, endMs);
    play(ear, late, endMs);
    ear.tick(endMs + RELEASE_DRAIN_MS - 1);
    expect(segments).toEqual([]);
    ear.tick(endMs + RELEASE_DRAIN_MS);
    expect(texts()).toEqual(['1A2B']);
    expect(segments[0]?.target).toBe('dm');
    expect(voiced.map(({ isVoiced }) => isVoiced)).toEqual([true, false]);
  });

  it('another target ends one segment and begins the next', async () => {
    const { ear, segments, texts } = await openEar();
    const packets = await packSpeech(makeLine('1122'));
    ear.setTalk('open', 'table', 1_000);
    const middleMs = play(ear, packets.slice(0, 18), 1_000);
    ear.setTalk('open', 'dm', middleMs - RELEASE_DRAIN_MS);
    const endMs = play(ear, packets.slice(18), middleMs);
    ear.setTalk('open', null, endMs);
    ear.tick(endMs + RELEASE_DRAIN_MS);
    expect(texts()).toEqual(['11', '22']);
    expect(segments.map(({ target }) => target)).toEqual(['table', 'dm']);
  });
});

describe('ear, push-to-talk again within the drain', () => {
  it('ends the first line at once and keeps the next one whole', async () => {
    const { ear, segments } = await openEar();
    ear.setTalk('push_to_talk', 'dm', 1_000);
    const endMs = play(ear, await packSpeech(makeLine('1A')), 1_000);
    ear.setTalk('push_to_talk', null, endMs);
    ear.setTalk('push_to_talk', 'table', endMs + 10);
    expect(segments.map(({ target }) => target)).toEqual(['dm']);
    ear.setTalk('push_to_talk', null, endMs + 20);
    ear.setTalk('push_to_talk', null, endMs + 30);
    expect(segments).toHaveLength(1);
  });
});

describe('ear, garbage', () => {
  it('is counted and dropped, and what is good is still heard', async () => {
    const random = createSeededRandom(3);
    const { ear, texts } = await openEar();
    const packets = await packSpeech(makeLine('1A2B'));
    const garbage = () => Uint8Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256));
    const foreign = (packet: Uint8Array) => buildRtp({ ...parseRtp(packet)!, payloadType: 8 });
    let nowMs = 1_000;
    for (const packet of packets) {
      nowMs += 20;
      for (const each of [garbage(), foreign(packet), packet]) ear.receive(each, nowMs);
    }
    play(ear, quiet(1_000), nowMs);
    expect(texts()).toEqual(['1A2B']);
    expect(ear.counts.malformed).toBeGreaterThanOrEqual(packets.length * 2 - 2);
  });

  it('a packet that is no Opus inside is replaced, and throws nothing', async () => {
    const random = createSeededRandom(4);
    const { ear } = await openEar();
    for (let sequence = 0; sequence < 500; sequence += 1) {
      const payload = Uint8Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256));
      ear.receive(
        buildRtp({ payloadType: 100, marker: false, sequence, timestamp: sequence * 960, ssrc: 1, payload }),
        sequence * 20,
      );
    }
    expect(ear.counts.malformed).toBeGreaterThan(50);
  });

  it('closed, it hears nothing more', async () => {
    const { ear, segments } = await openEar();
    ear.close();
    play(ear, [...(await packSpeech(makeLine('1A2B'))), ...quiet(1_000)], 1_000);
    ear.setTalk('push_to_talk', 'dm', 9_000);
    ear.close();
    expect(segments).toEqual([]);
  });
});
