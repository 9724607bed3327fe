import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReceiverReport, buildSenderReport, parseSenderReport } from './rtcp.ts';
import { buildRtp, isRtcp, MAX_PACKET_BYTES, parseRtp, readAudioLevel, readExtension } from './rtp.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('RTP', () => {
  it('reads every field of a packet with CSRCs, an extension and padding', () => {
    const packet = parseRtp(bytes('b2 ef 1234 00000fa0 deadbeef 00000001 00000002 bede0002 10 8a 00 51 aabb 0000 f8ff 000003'));
    expect(packet).toMatchObject({
      payloadType: 0x6f,
      marker: true,
      sequence: 0x1234,
      timestamp: 4_000,
      ssrc: 0xdeadbeef,
    });
    expect(packet?.payload).toEqual(bytes('f8ff'));
    expect(packet && readAudioLevel(packet, 1)).toEqual({ hasVoice: true, levelDbov: -10 });
    expect(packet && readExtension(packet, 5)).toEqual(bytes('aabb'));
    expect(packet && readExtension(packet, 6)).toBeNull();
  });

  it('reads what it builds', () => {
    const field = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
    const packets = fc.record({
      // Types 64-95 with a marker look like RTCP and are never given to audio.
      payloadType: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.integer({ min: 96, max: 127 })),
      marker: fc.boolean(),
      sequence: field(16),
      timestamp: field(32),
      ssrc: field(32),
      payload: fc.uint8Array({ maxLength: 300 }),
    });
    fc.assert(fc.property(packets, (packet) => void expect(parseRtp(buildRtp(packet))).toEqual({ ...packet, extension: null })));
  });

  it.each([
    ['shorter than a header', '80 64 0001 00000000 000000'],
    ['another version', '40 64 0001 00000000 00000001 ff'],
    ['CSRCs that are not there', '8f 64 0001 00000000 00000001 00000002'],
    ['an extension header cut short', '90 64 0001 00000000 00000001 be'],
    ['an extension longer than the packet', '90 64 0001 00000000 00000001 bede 0009 00000000'],
    ['padding longer than the payload', 'a0 64 0001 00000000 00000001 f8 ff 09'],
    ['padding of nothing', 'a0 64 0001 00000000 00000001 f8 ff 00'],
    ['RTCP', '80 c8 0006 00000001 00000000 00000000 00000000'],
  ])('refuses %s', (_, hex) => expect(parseRtp(bytes(hex))).toBeNull());

  it('refuses what is too long', () => {
    const packet = { payloadType: 100, marker: false, sequence: 1, timestamp: 1, ssrc: 1 };
    expect(parseRtp(buildRtp({ ...packet, payload: new Uint8Array(MAX_PACKET_BYTES - 12) }))).not.toBeNull();
    expect(parseRtp(buildRtp({ ...packet, payload: new Uint8Array(MAX_PACKET_BYTES - 11) }))).toBeNull();
  });

  it('never throws and never reads outside, whatever comes', () => {
    const packet = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ minLength: 12, maxLength: 64 }).map((garbage) => {
        garbage[0] = 0x80 | ((garbage[0] ?? 0) & 0x3f);
        return garbage;
      }),
    );
    fc.assert(
      fc.property(packet, fc.integer({ min: 1, max: 14 }), (garbage, id) => {
        const parsed = parseRtp(garbage);
        if (parsed === null) return;
        expect(parsed.payload.byteOffset + parsed.payload.length).toBeLessThanOrEqual(garbage.byteOffset + garbage.length);
        readAudioLevel(parsed, id);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not read past an extension element that is cut short', () => {
    const packet = parseRtp(bytes('90 64 0001 00000000 00000001 bede 0001 1f 00 00 00'));
    expect(packet && readExtension(packet, 1)).toBeNull();
  });
});

describe('RTCP', () => {
  it('builds sender reports of 28 bytes with NTP time', () => {
    const report = { ssrc: 0xcafe, unixMs: 1_763_650_800_250, timestamp: 960, packetsSent: 5, payloadBytesSent: 400 };
    const built = buildSenderReport(report);
    expect(built).toHaveLength(28);
    expect(isRtcp(built)).toBe(true);
    expect(Buffer.from(built).readUInt32BE(8)).toBe(1_763_650_800 + 2_208_988_800);
    expect(Buffer.from(built).readUInt32BE(12)).toBe(2 ** 30);
    expect(parseSenderReport(built)).toEqual(report);
  });

  it('builds empty receiver reports', () => {
    expect(Buffer.from(buildReceiverReport(7)).toString('hex')).toBe('80c9000100000007');
    expect(isRtcp(buildReceiverReport(7))).toBe(true);
  });
});
