import { openSpeechEncoder } from '../audio/opus.ts';
import { buildRtp, RTP_FRAME_SAMPLES } from '../audio/rtp.ts';

export interface RtpSpeechOptions {
  readonly ssrc?: number;
  readonly payloadType?: number;
  readonly firstSequence?: number;
  readonly firstTimestamp?: number;
}

/** A 48 kHz sound as the RTP packets a player would send, one for each 20 ms; the last frame is filled with silence. */
export async function packSpeech(samples: Int16Array, options: RtpSpeechOptions = {}): Promise<Uint8Array[]> {
  const { ssrc = 1_234, payloadType = 100, firstSequence = 0, firstTimestamp = 0 } = options;
  const encoder = await openSpeechEncoder();
  try {
    return Array.from({ length: Math.ceil(samples.length / RTP_FRAME_SAMPLES) }, (_, index) => {
      const frame = new Int16Array(RTP_FRAME_SAMPLES);
      frame.set(samples.subarray(index * RTP_FRAME_SAMPLES, (index + 1) * RTP_FRAME_SAMPLES));
      return buildRtp({
        payloadType,
        marker: index === 0,
        sequence: (firstSequence + index) & 0xffff,
        timestamp: (firstTimestamp + index * RTP_FRAME_SAMPLES) % 2 ** 32,
        ssrc,
        payload: encoder.encode(frame),
      });
    });
  } finally {
    encoder.close();
  }
}
