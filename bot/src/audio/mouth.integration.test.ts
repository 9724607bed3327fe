import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { formatId, type SegmentId } from '@skald/protocol';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeDtmf, makeDtmf } from '../testing/dtmf.ts';
import { makeTone } from '../testing/tones.ts';
import { createMouthHost, MouthError } from './mouth.ts';
import type { MouthOptions } from './mouth-messages.ts';
import { openHearingDecoder } from './opus.ts';
import type { Mouth } from './ports.ts';
import { parseSenderReport, type SenderReport } from './rtcp.ts';
import { parseRtp, type RtpPacket } from './rtp.ts';
import { createSrtpReceiver, type SrtpReceiver } from './srtp.ts';
import { createSrtpParameters } from './srtp-keys.ts';

const NARRATOR = { channel: 'narrator', ssrc: 11, payloadType: 100 } as const;
const CHARACTERS = { channel: 'characters', ssrc: 22, payloadType: 100 } as const;
const FIRST = formatId('segment', new Uint8Array(8).fill(1));
const SECOND = formatId('segment', new Uint8Array(8).fill(2));

const host = createMouthHost();
let listener: Socket;
let rtp: RtpPacket[];
let reports: SenderReport[];
let opener: SrtpReceiver | null;
let told: string[];
/** Whoever waits for something to be told or to arrive. */
let waiting: { isMet: () => boolean; resolve: () => void }[];
const mouths: Mouth[] = [];

function notify(): void {
  for (const each of waiting) if (each.isMet()) each.resolve();
}

function until(isMet: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    waiting.push({ isMet, resolve });
    notify();
  });
}

const untilTold = (what: string) => until(() => told.some((each) => each.startsWith(what)));

beforeEach(async () => {
  [rtp, reports, told, waiting, opener] = [[], [], [], [], null];
  listener = createSocket('udp4');
  listener.on('message', (bytes) => {
    const clear = opener === null ? bytes : opener.open(bytes);
    const packet = clear && parseRtp(clear);
    const report = clear && parseSenderReport(clear);
    if (packet) rtp.push(packet);
    if (report) reports.push(report);
    notify();
  });
  listener.bind(0, '127.0.0.1');
  await once(listener, 'listening');
});

afterEach(async () => {
  await Promise.all(mouths.splice(0).map((mouth) => mouth.close()));
  listener.close();
});

afterAll(() => host.close());

async function openMouth(from = host, options: Partial<MouthOptions> = {}): Promise<Mouth> {
  const tell = (text: string) => {
    told.push(text);
    notify();
  };
  const mouth = await from.openMouth(
    { remote: { address: '127.0.0.1', port: listener.address().port }, channels: [NARRATOR, CHARACTERS], ...options },
    {
      onStarted: (segmentId) => tell(`started ${segmentId}`),
      onSpoken: (segmentId) => tell(`spoken ${segmentId}`),
      onCut: (segmentId, playedMs) => tell(`cut ${segmentId} ${playedMs}`),
    },
  );
  mouths.push(mouth);
  return mouth;
}

async function say(mouth: Mouth, segmentId: SegmentId, samples: Int16Array, channel: 'narrator' | 'characters' = 'narrator') {
  const segment = mouth.open(segmentId, channel);
  await segment.write(samples);
  segment.end();
}

const packetsOf = (ssrc: number) => rtp.filter((packet) => packet.ssrc === ssrc);
const spurtOf = (ssrc: number) => packetsOf(ssrc).slice(packetsOf(ssrc).findIndex(({ marker }) => marker));

async function hear(packets: readonly RtpPacket[]): Promise<Int16Array> {
  const decoder = await openHearingDecoder();
  const samples = packets.flatMap(({ payload }) => [...decoder.decode(payload)]);
  decoder.close();
  return Int16Array.from(samples);
}

const peak = (samples: Int16Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
/** Packets after the fading one: the codec rings a little. */
const isQuiet = (samples: Int16Array) => peak(samples) < 300;

describe('mouth', () => {
  it('speaks two segments in the order they were opened, each on its channel, heard as they were written', async () => {
    const mouth = await openMouth();
    const first = mouth.open(FIRST, 'narrator');
    await say(mouth, SECOND, makeDtmf('34', 48_000), 'characters');
    await first.write(makeDtmf('12', 48_000));
    first.end();
    await untilTold(`spoken ${SECOND}`);
    expect(told).toEqual([`started ${FIRST}`, `spoken ${FIRST}`, `started ${SECOND}`, `spoken ${SECOND}`]);
    await until(() => spurtOf(CHARACTERS.ssrc).length >= 12 && packetsOf(CHARACTERS.ssrc).some(({ marker }) => marker));
    expect(decodeDtmf(await hear(spurtOf(NARRATOR.ssrc)), 16_000)).toBe('12');
    expect(decodeDtmf(await hear(spurtOf(CHARACTERS.ssrc)), 16_000)).toBe('34');
  });

  it('paces five seconds into 250 packets, timestamps 960 apart, and does not drift', async () => {
    const mouth = await openMouth();
    const startedMs = performance.now();
    const spoken = say(mouth, FIRST, makeTone(300, 5_000, 48_000));
    await untilTold(`started ${FIRST}`);
    await untilTold(`spoken ${FIRST}`);
    const tookMs = performance.now() - startedMs;
    await spoken;
    await until(() => spurtOf(NARRATOR.ssrc).length >= 250);
    const packets = spurtOf(NARRATOR.ssrc).slice(0, 250);
    expect(packets.filter(({ marker }) => marker)).toHaveLength(1);
    const samplesPassed = packets.map(({ timestamp }) => (timestamp - packets[0]!.timestamp) >>> 0);
    const skipped = samplesPassed.at(-1)! / 960 - 249;
    // Only a machine that stood still for 200 ms makes the pacer jump; then the timestamps tell of it.
    expect(skipped === 0 || skipped > 10).toBe(true);
    if (skipped === 0) expect(samplesPassed).toEqual(packets.map((_, index) => index * 960));
    packets.forEach(({ sequence }, index) => expect(sequence).toBe((packets[0]!.sequence + index) & 0xffff));
    // Pacing that added up its delays would need half a second more; ticks skipped are time that passed.
    expect(tookMs - skipped * 20).toBeGreaterThan(4_900);
    expect(tookMs - skipped * 20).toBeLessThan(5_300);
  });

  it('stops with a fade of one packet, then silence, and says how much was played', async () => {
    const mouth = await openMouth();
    const first = mouth.open(FIRST, 'narrator');
    const second = mouth.open(SECOND, 'characters');
    await first.write(makeTone(300, 3_000, 48_000, 0.5));
    await second.write(makeTone(300, 1_000, 48_000, 0.5));
    await until(() => spurtOf(NARRATOR.ssrc).length >= 20 && told.length > 0);
    mouth.stop();
    await untilTold(`cut ${SECOND} 0`);
    const playedMs = Number(told.find((each) => each.startsWith(`cut ${FIRST}`))?.split(' ')[2]);
    expect(playedMs % 20).toBe(0);
    expect(playedMs).toBeGreaterThanOrEqual(400);
    await until(() => spurtOf(NARRATOR.ssrc).length >= playedMs / 20 + 6);
    const heard = await hear(spurtOf(NARRATOR.ssrc));
    const at = (frame: number) => heard.subarray(frame * 320, (frame + 1) * 320);
    expect(peak(at(playedMs / 20 - 1))).toBeGreaterThan(10_000);
    expect(isQuiet(at(playedMs / 20 + 2))).toBe(true);
    await first.write(makeTone(300, 10_000, 48_000));
    await say(mouth, SECOND, makeDtmf('77', 48_000), 'characters');
    await untilTold(`spoken ${SECOND}`);
    expect(told.filter((each) => each.startsWith(`started ${FIRST}`))).toHaveLength(1);
  });

  it('keeps every channel alive with a silent packet a second and a sender report every two', async () => {
    await openMouth();
    await until(() => packetsOf(NARRATOR.ssrc).length >= 4 && packetsOf(CHARACTERS.ssrc).length >= 4);
    await until(() => reports.filter(({ ssrc }) => ssrc === NARRATOR.ssrc).length >= 2);
    const packets = packetsOf(NARRATOR.ssrc);
    expect(packets.some(({ marker }) => marker)).toBe(false);
    packets.slice(1).forEach(({ timestamp, sequence }, index) => {
      const passed = ((timestamp - packets[index]!.timestamp) >>> 0) / 960;
      expect(passed).toBeGreaterThanOrEqual(50);
      expect(passed).toBeLessThan(100);
      expect(sequence).toBe((packets[index]!.sequence + 1) & 0xffff);
    });
    expect(isQuiet(await hear(packets))).toBe(true);
    const [one, two] = reports.filter(({ ssrc }) => ssrc === NARRATOR.ssrc);
    expect((two!.timestamp - one!.timestamp) >>> 0).toBeGreaterThanOrEqual(100 * 960);
    expect(Math.abs(one!.unixMs - Date.now())).toBeLessThan(10_000);
  });

  it('a segment whose audio is late waits, and keeps its turn', async () => {
    const mouth = await openMouth();
    const first = mouth.open(FIRST, 'narrator');
    await first.write(makeDtmf('12', 48_000));
    await say(mouth, SECOND, makeDtmf('34', 48_000));
    await until(() => spurtOf(NARRATOR.ssrc).length >= 14 && told.length === 1);
    await first.write(makeDtmf('56', 48_000));
    first.end();
    await untilTold(`spoken ${SECOND}`);
    await until(() => spurtOf(NARRATOR.ssrc).length >= 40);
    expect(decodeDtmf(await hear(spurtOf(NARRATOR.ssrc)), 16_000)).toBe('125634');
  });

  it('a writer waits when seconds are buffered, and goes on when it is stopped', async () => {
    const mouth = await openMouth();
    const segment = mouth.open(FIRST, 'narrator');
    await segment.write(makeTone(300, 3_000, 48_000));
    let isWaiting = true;
    const waits = segment.write(makeTone(300, 60_000, 48_000)).then(() => (isWaiting = false));
    await until(() => spurtOf(NARRATOR.ssrc).length >= 10 && told.length > 0);
    expect(isWaiting).toBe(true);
    mouth.stop();
    await waits;
    await segment.write(makeTone(300, 60_000, 48_000));
  });

  it('speaks for several tables from one thread', async () => {
    const one = await openMouth();
    const two = await openMouth(host, { channels: [{ channel: 'narrator', ssrc: 33, payloadType: 100 }] });
    await Promise.all([say(one, FIRST, makeDtmf('1A', 48_000)), say(two, SECOND, makeDtmf('2B', 48_000))]);
    await Promise.all([untilTold(`spoken ${FIRST}`), untilTold(`spoken ${SECOND}`)]);
    await until(() => spurtOf(NARRATOR.ssrc).length >= 12 && spurtOf(33).length >= 12);
    expect(decodeDtmf(await hear(spurtOf(NARRATOR.ssrc)), 16_000)).toBe('1A');
    expect(decodeDtmf(await hear(spurtOf(33)), 16_000)).toBe('2B');
  });

  it('speaks SRTP when it is given keys', async () => {
    const srtp = createSrtpParameters();
    opener = createSrtpReceiver(srtp);
    const mouth = await openMouth(host, { srtp });
    await say(mouth, FIRST, makeDtmf('9D', 48_000));
    await untilTold(`spoken ${FIRST}`);
    await until(() => spurtOf(NARRATOR.ssrc).length >= 12 && reports.length > 0);
    expect(decodeDtmf(await hear(spurtOf(NARRATOR.ssrc)), 16_000)).toBe('9D');
  });

  it('closing cuts what was not spoken; nothing leaves afterwards', async () => {
    const mouth = await openMouth();
    await mouth.open(FIRST, 'narrator').write(makeTone(300, 2_000, 48_000));
    await untilTold(`started ${FIRST}`);
    await mouth.close();
    await mouth.close();
    expect(told.filter((each) => each.startsWith(`cut ${FIRST}`))).toHaveLength(1);
    expect(() => mouth.open(SECOND, 'narrator')).toThrow(MouthError);
  });

  it('a way out that cannot be had is an error, and the host goes on', async () => {
    await expect(openMouth(host, { local: { address: '192.0.2.1' } })).rejects.toMatchObject({ code: 'refused' });
    const mouth = await openMouth();
    await say(mouth, FIRST, makeDtmf('1', 48_000));
    await untilTold(`spoken ${FIRST}`);
  });

  it('a thread that dies is told of, and refuses who waits for it', async () => {
    const lost: string[] = [];
    const workerUrl = new URL('data:text/javascript,throw new Error("gone")');
    const other = createMouthHost({ workerUrl, onLost: ({ code }) => lost.push(code) });
    await expect(openMouth(other)).rejects.toMatchObject({ code: 'worker_lost' });
    await expect(openMouth(other)).rejects.toMatchObject({ code: 'worker_lost' });
    expect(lost).toEqual(['worker_lost', 'worker_lost']);
    await other.close();
  });

  it('a host that is closed ends its mouths and opens no more', async () => {
    const other = createMouthHost();
    const mouth = await openMouth(other);
    await mouth.open(FIRST, 'narrator').write(makeTone(300, 1_000, 48_000));
    await other.close();
    expect(told.filter((each) => each.startsWith('cut'))).toEqual([`cut ${FIRST} 0`]);
    await mouth.close();
    await expect(openMouth(other)).rejects.toMatchObject({ code: 'closed' });
  });
});
