import { z } from 'zod';
import type { types } from 'mediasoup';
import { ProtocolError } from '@skald/protocol';

/**
 * What browsers and the bot may send as media parameters. mediasoup checks their meaning; here they are bounded,
 * so that nothing odd reaches the worker, which is C++.
 */
const short = z.string().min(1).max(200);
const codecParameters = z.record(z.string().max(40), z.union([z.string().max(200), z.number()])).optional();
const feedback = z
  .array(z.object({ type: z.string().max(40), parameter: z.string().max(40).optional() }))
  .max(16)
  .optional();
const payloadType = z.int().min(0).max(127);
const extensionId = z.int().min(1).max(255);
const clockRate = z.int().min(1).max(192_000);
const channels = z.int().min(1).max(8).optional();
const kind = z.enum(['audio', 'video']);

const rtpParameters = z.object({
  mid: z.string().min(1).max(32).optional(),
  codecs: z
    .array(z.object({ mimeType: short, payloadType, clockRate, channels, parameters: codecParameters, rtcpFeedback: feedback }))
    .min(1)
    .max(8),
  headerExtensions: z
    .array(z.object({ uri: short, id: extensionId, encrypt: z.boolean().optional(), parameters: codecParameters }))
    .max(16)
    .optional(),
  encodings: z
    .array(z.object({ ssrc: z.int().min(1).max(0xffff_ffff).optional(), dtx: z.boolean().optional() }))
    .min(1)
    .max(1),
  rtcp: z.object({ cname: z.string().max(200).optional(), reducedSize: z.boolean().optional() }).optional(),
});

const rtpCapabilities = z.object({
  codecs: z
    .array(
      z.object({
        kind,
        mimeType: short,
        preferredPayloadType: payloadType.optional(),
        clockRate,
        channels,
        parameters: codecParameters,
        rtcpFeedback: feedback,
      }),
    )
    .min(1)
    .max(128),
  headerExtensions: z
    .array(
      z.object({
        kind,
        uri: short,
        preferredId: extensionId,
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(64)
    .optional(),
});

const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});

const SRTP_KEY_AND_SALT_BYTES = 44;
/** Keys of the strongest suite only: 32 bytes of key and 12 of salt. */
const srtpParameters = z.object({
  cryptoSuite: z.literal('AEAD_AES_256_GCM'),
  keyBase64: z.base64().refine((text) => Buffer.from(text, 'base64').length === SRTP_KEY_AND_SALT_BYTES),
});

type Opaque = Record<string, unknown>;

export const readRtpParameters = (value: Opaque) => read(rtpParameters, value) as types.RtpParameters;
export const readRtpCapabilities = (value: Opaque) => read(rtpCapabilities, value) as types.RtpCapabilities;
export const readDtlsParameters = (value: Opaque) => read(dtlsParameters, value) as types.DtlsParameters;
export const readSrtpParameters = (value: Opaque) => read(srtpParameters, value) as types.SrtpParameters;

function read<Schema extends z.ZodType>(schema: Schema, value: Opaque): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProtocolError('bad_request', 'media parameters do not fit', { cause: parsed.error });
}
