import type { types } from 'mediasoup';

/** The only codec of a room: Opus with in-band error correction and silence that sends nothing; mediasoup adds NACK. (V1) */
export const ROUTER_CODECS: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
];
