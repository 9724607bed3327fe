import { describe, expect, it } from 'vitest';
import type { OpusEncoder } from './opus.ts';
import { parseSenderReport } from './rtcp.ts';
import { parseRtp } from './rtp.ts';
import { createRtpSender } from './rtp-sender.ts';
import { createTableVoice } from './table-voice.ts';

/** Writes the first sample of a frame as its payload: 1 byte. */
const ENCODER: OpusEncoder = { encode: (frame) => Uint8Array.of(frame[0] ?? 0), close: () => undefined };
const STREAM = { ssrc: 9, payloadType: 100, firstSequence: 0xfffe, firstTimestamp: 2 ** 32 - 960 };
const voice = new Int16Array(960).fill(7);

/** What each tick sends: `n` for nothing, `s` for silence, `v` for voice, `V` for voice with the marker. */
function run(frames: readonly boolean[]): { script: string; packets: NonNullable<ReturnType<typeof parseRtp>>[] } {
  const sender = createRtpSender(STREAM, ENCODER);
  const packets = frames.map((speaks, tick) => {
    const bytes = sender.pack(tick, speaks ? voice : null);
    return bytes === null ? null : parseRtp(bytes);
  });
  const letter = (packet: (typeof packets)[number]) => {
    if (packet === null) return 'n';
    if (packet.payload[0] === 0) return packet.marker ? 'S' : 's';
    return packet.marker ? 'V' : 'v';
  };
  return { script: packets.map(letter).join(''), packets: packets.filter((packet) => packet !== null) };
}

const ticks = (count: number, speaks: boolean) => Array.from({ length: count }, () => speaks);

describe('RTP sender', () => {
  it('marks the first packet of a spurt, ends it with a little silence, then keeps the path alive once a second', () => {
    const { script } = run([...ticks(1, false), ...ticks(3, true), ...ticks(110, false), ...ticks(2, true)]);
    expect(script).toBe(`sVvv${'s'.repeat(5)}${'n'.repeat(49)}s${'n'.repeat(49)}s${'n'.repeat(5)}Vv`);
  });

  it('a short wait within a spurt is no new spurt', () => {
    expect(run([true, true, false, false, true, true]).script).toBe('Vvssvv');
  });

  it('timestamps follow the ticks, sequence numbers what is sent, both across their ends', () => {
    const { packets } = run([true, ...ticks(60, false)]);
    expect(packets.map(({ sequence }) => sequence)).toEqual([0xfffe, 0xffff, 0, 1, 2, 3, 4]);
    const sentTicks = [0, 1, 2, 3, 4, 5, 55];
    expect(packets.map(({ timestamp }) => timestamp)).toEqual(sentTicks.map((tick) => (2 ** 32 - 960 + tick * 960) % 2 ** 32));
  });

  it('reports every two seconds what was sent', () => {
    const sender = createRtpSender(STREAM, ENCODER);
    expect(sender.report(0, 5_000)).toBeNull();
    const reports = Array.from({ length: 301 }, (_, tick) => {
      sender.pack(tick, voice);
      return sender.report(tick, 5_000 + tick * 20);
    });
    expect(reports.flatMap((report, tick) => (report === null ? [] : [tick]))).toEqual([0, 100, 200, 300]);
    expect(parseSenderReport(reports[100]!)).toEqual({
      ssrc: 9,
      unixMs: 7_000,
      timestamp: 99 * 960,
      packetsSent: 101,
      payloadBytesSent: 101,
    });
  });
});

describe('table voice', () => {
  it('speaks on the line’s channel only, and every channel stays alive', () => {
    const channels = (['narrator', 'characters', 'ambience'] as const).map((channel, index) => ({
      ...STREAM,
      channel,
      ssrc: index,
      encoder: ENCODER,
    }));
    const table = createTableVoice(channels);
    const { playout } = table;
    playout.open(1, 'characters');
    playout.write(1, voice);
    playout.end(1);
    const { packets, events } = table.tick(0, 0);
    const rtp = packets.map(parseRtp).filter((packet) => packet !== null);
    expect(rtp.map(({ ssrc, payload }) => [ssrc, payload[0]])).toEqual([
      [0, 0],
      [1, 7],
      [2, 0],
    ]);
    expect(packets.map(parseSenderReport).filter((report) => report !== null)).toHaveLength(3);
    expect(events.map(({ kind }) => kind)).toEqual(['started', 'spoken']);
  });
});
