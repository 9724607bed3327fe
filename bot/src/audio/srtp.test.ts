import { describe, expect, it } from 'vitest';
import { buildSenderReport } from './rtcp.ts';
import { buildRtp } from './rtp.ts';
import { createSrtpReceiver, createSrtpSender } from './srtp.ts';
import { createSrtpParameters, deriveKey, SRTP_SUITE } from './srtp-keys.ts';

const packet = (sequence: number, ssrc = 7) =>
  buildRtp({
    payloadType: 100,
    marker: false,
    sequence,
    timestamp: sequence * 960,
    ssrc,
    payload: Uint8Array.of(1, 2, 3, sequence & 0xff),
  });
const report = (packetsSent: number) =>
  buildSenderReport({ ssrc: 7, unixMs: 1_000, timestamp: 0, packetsSent, payloadBytesSent: 0 });

function createPair() {
  const parameters = createSrtpParameters();
  return { parameters, sender: createSrtpSender(parameters), receiver: createSrtpReceiver(parameters) };
}

const equals = (one: Uint8Array | null, other: Uint8Array) => expect(one && Buffer.from(one)).toEqual(Buffer.from(other));

describe('SRTP', () => {
  it('opens what it protected, 16 bytes longer and unreadable on its way', () => {
    const { sender, receiver } = createPair();
    const secret = sender.protect(packet(5));
    expect(secret).toHaveLength(packet(5).length + 16);
    expect(Buffer.from(secret.subarray(12)).includes(Buffer.of(1, 2, 3, 5))).toBe(false);
    equals(receiver.open(secret), packet(5));
  });

  it('follows sequence numbers over their end, also out of order', () => {
    const { sender, receiver } = createPair();
    const sequences = [65_533, 65_534, 65_535, 0, 1, 2];
    const secrets = sequences.map((sequence) => sender.protect(packet(sequence)));
    for (const index of [0, 1, 3, 2, 5, 4]) equals(receiver.open(secrets[index]!), packet(sequences[index]!));
  });

  it('streams of one transport do not disturb each other', () => {
    const { sender, receiver } = createPair();
    for (const sequence of [65_535, 0, 1]) {
      equals(receiver.open(sender.protect(packet(sequence, 1))), packet(sequence, 1));
      equals(receiver.open(sender.protect(packet(500 + sequence, 2))), packet(500 + sequence, 2));
    }
  });

  it('refuses replays, packets far behind, damage anywhere and foreign keys', () => {
    const { sender, receiver } = createPair();
    const secrets = Array.from({ length: 200 }, (_, index) => sender.protect(packet(index)));
    equals(receiver.open(secrets[0]!), packet(0));
    expect(receiver.open(secrets[0]!)).toBeNull();
    equals(receiver.open(secrets[199]!), packet(199));
    expect(receiver.open(secrets[20]!)).toBeNull();
    for (let at = 2; at < secrets[150]!.length; at += 1) {
      const damaged = Uint8Array.from(secrets[150]!);
      damaged[at] = damaged[at]! ^ 1;
      expect(receiver.open(damaged)).toBeNull();
    }
    equals(receiver.open(secrets[150]!), packet(150));
    expect(createPair().receiver.open(secrets[151]!)).toBeNull();
  });

  it('protects RTCP with an index of its own', () => {
    const { sender, receiver } = createPair();
    const secrets = [1, 2, 3].map((packets) => sender.protect(report(packets)));
    expect(secrets[0]).toHaveLength(28 + 16 + 4);
    secrets.forEach((secret, index) => equals(receiver.open(secret), report(index + 1)));
    expect(receiver.open(secrets[1]!)).toBeNull();
    const bare = Uint8Array.from(sender.protect(report(4)));
    bare[bare.length - 4] = 0;
    expect(receiver.open(bare)).toBeNull();
  });

  it('never throws on garbage', () => {
    const { receiver } = createPair();
    for (let length = 0; length < 80; length += 1) {
      for (const second of [100, 200]) {
        const garbage = new Uint8Array(length).fill(0x80);
        garbage[1] = second;
        expect(receiver.open(garbage)).toBeNull();
      }
    }
  });

  it('derives keys as the test vectors of RFC 6188 (7.2) do', () => {
    const key = Buffer.from('f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6', 'hex');
    const salt = Buffer.from('3b04803de51ee7c96423ab5b78d2', 'hex');
    expect(Buffer.from(deriveKey(key, salt, 0, 32)).toString('hex')).toBe(
      '5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4',
    );
  });

  it('refuses parameters of another length', () => {
    expect(() => createSrtpSender({ cryptoSuite: SRTP_SUITE, keyBase64: 'AAAA' })).toThrow(RangeError);
  });
});
