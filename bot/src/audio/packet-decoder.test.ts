import { describe, expect, it } from 'vitest';
import { FakeVoiceActivity } from '../testing/fake-voice-activity.ts';
import { createEar } from './ear.ts';
import type { OpusDecoder } from './opus.ts';
import { createPacketDecoder, type PacketCounts } from './packet-decoder.ts';

/** First byte of a packet of one 20 ms SILK frame, and of one 60 ms one. */
const HEAD_20_MS = 0x08;
const HEAD_60_MS = 0x18;

/** Decodes a packet to as many samples as its second byte says (in tens), all of the third byte's value. Throws on a 0. */
function createFakeDecoder(): OpusDecoder {
  return {
    decode(payload) {
      if (payload[1] === 0) throw new Error('not Opus');
      return new Int16Array((payload[1] ?? 0) * 10).fill(payload[2] ?? 0);
    },
    recover: (following, sampleCount) => new Int16Array(sampleCount).fill(-(following[2] ?? 0)),
    conceal: (sampleCount) => new Int16Array(sampleCount).fill(-99),
    close: () => undefined,
  };
}

function createCounted() {
  const counts: PacketCounts = { lost: 0, recovered: 0, concealed: 0, late: 0, malformed: 0 };
  const packets = createPacketDecoder(createFakeDecoder(), counts);
  const decode = (item: Parameters<typeof packets.decode>[0]) => packets.decode(item).map((frame) => [...new Set(frame)]);
  return { counts, decode };
}

const packet = (tens: number, value: number) => ({ kind: 'packet', payload: Uint8Array.of(HEAD_20_MS, tens, value) }) as const;

describe('packet decoder', () => {
  it('cuts frames of 20 ms out of packets of any length', () => {
    const { decode } = createCounted();
    expect(decode(packet(96, 1))).toEqual([[1], [1], [1]]);
    expect(decode(packet(16, 2))).toEqual([]);
    expect(decode(packet(32, 3))).toEqual([[2, 3]]);
    expect(decode(packet(16, 4))).toEqual([[3, 4]]);
  });

  it('repairs a loss from the packet after it, when that one is as long', () => {
    const { counts, decode } = createCounted();
    expect(decode({ kind: 'lost', following: Uint8Array.of(HEAD_20_MS, 32, 5), durationSamples: 960 })).toEqual([[-5]]);
    expect(decode({ kind: 'lost', following: Uint8Array.of(HEAD_60_MS, 96, 5), durationSamples: 960 })).toEqual([[-99]]);
    expect(decode({ kind: 'lost', following: null, durationSamples: 2_880 })).toEqual([[-99], [-99], [-99]]);
    expect(counts).toEqual({ lost: 3, recovered: 1, concealed: 2, late: 0, malformed: 0 });
  });

  it('conceals what cannot be decoded and counts it', () => {
    const { counts, decode } = createCounted();
    expect(decode(packet(0, 1))).toEqual([[-99]]);
    expect(counts.malformed).toBe(1);
  });
});

describe('createEar', () => {
  it('closes the detector when there is no decoder to be had', async () => {
    const detector = new FakeVoiceActivity([]);
    const ports = { openDecoder: () => Promise.reject(new Error('no memory')), openVoiceActivity: async () => detector };
    const events = { onVoiced: () => undefined, onVoicedFor: () => undefined, onSegment: () => undefined };
    await expect(createEar(ports, { payloadType: 100 }, events)).rejects.toThrow('no memory');
    expect(detector.isClosed).toBe(true);
  });
});
