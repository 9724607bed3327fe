import { describe, expect, it } from 'vitest';
import { opusCapabilities, opusParameters } from '../testing/plain-rtp-end.ts';
import { readDtlsParameters, readRtpCapabilities, readRtpParameters, readSrtpParameters } from './media-parameters.ts';

const refused = expect.objectContaining({ code: 'bad_request' }) as Error;

describe('media parameters', () => {
  it('lets through what browsers and the bot send', () => {
    expect(readRtpParameters(opusParameters(7)).encodings).toEqual([{ ssrc: 7 }]);
    expect(readRtpCapabilities(opusCapabilities()).codecs).toHaveLength(1);
  });

  it.each([
    [{}],
    [{ codecs: [], encodings: [{}] }],
    [{ ...opusParameters(7), encodings: [{ ssrc: -1 }] }],
    [{ ...opusParameters(7), encodings: [{ ssrc: 2 ** 32 }] }],
    [{ ...opusParameters(7), encodings: [{}, {}] }],
    [{ ...opusParameters(7), headerExtensions: Array.from({ length: 17 }, () => ({ uri: 'x', id: 1 })) }],
    [{ ...opusParameters(7), headerExtensions: [{ uri: 'x', id: 256 }] }],
    [{ ...opusParameters(7), codecs: [{ mimeType: 'audio/opus', payloadType: 128, clockRate: 48_000 }] }],
  ])('refuses RTP parameters %#', (parameters) => {
    expect(() => readRtpParameters(parameters)).toThrow(refused);
  });

  it('takes one SRTP suite, with a key of its length', () => {
    const keyBase64 = Buffer.alloc(44, 1).toString('base64');
    expect(readSrtpParameters({ cryptoSuite: 'AEAD_AES_256_GCM', keyBase64 }).keyBase64).toBe(keyBase64);
    expect(() => readSrtpParameters({ cryptoSuite: 'AES_CM_128_HMAC_SHA1_32', keyBase64 })).toThrow(refused);
    expect(() => readSrtpParameters({ cryptoSuite: 'AEAD_AES_256_GCM', keyBase64: 'AAAA' })).toThrow(refused);
  });

  it('refuses DTLS parameters without a whole fingerprint', () => {
    expect(() => readDtlsParameters({ fingerprints: [] })).toThrow(refused);
    expect(() => readDtlsParameters({ fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB' }] })).toThrow(refused);
  });
});
