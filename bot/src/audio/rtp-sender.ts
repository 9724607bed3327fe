import type { OpusEncoder } from './opus.ts';
import { buildSenderReport } from './rtcp.ts';
import { buildRtp, RTP_FRAME_SAMPLES } from './rtp.ts';

/** Silent packets after a spurt, so that the receiver has silence and not the last vowel to go on with. */
const TAIL_TICKS = 5;
/** One packet of silence a second keeps the path alive. */
const KEEP_ALIVE_TICKS = 50;
/** A sender report every 2 s. */
const REPORT_TICKS = 100;

export interface RtpStream {
  readonly ssrc: number;
  readonly payloadType: number;
  /** Random, 16 and 32 bits. */
  readonly firstSequence: number;
  readonly firstTimestamp: number;
}

/** One producer's packets. Timestamps follow the ticks whether or not anything is sent; sequence numbers count what is. */
export interface RtpSender {
  /** The packet of this tick; `frame` is null when there is nothing to say. Null when nothing is to be sent. */
  pack(tick: number, frame: Int16Array | null): Uint8Array | null;
  /** A sender report, when one is due and anything was sent. */
  report(tick: number, unixMs: number): Uint8Array | null;
}

const SILENCE = new Int16Array(RTP_FRAME_SAMPLES);

export function createRtpSender(
  { ssrc, payloadType, firstSequence, firstTimestamp }: RtpStream,
  encoder: OpusEncoder,
): RtpSender {
  let sequence = firstSequence;
  let packetsSent = 0;
  let payloadBytesSent = 0;
  let lastTick: number | null = null;
  let tailTicks = 0;
  let reportedTick: number | null = null;

  const timestampOf = (tick: number) => (firstTimestamp + tick * RTP_FRAME_SAMPLES) % 2 ** 32;

  function packFrame(tick: number, frame: Int16Array, marker: boolean): Uint8Array {
    const payload = encoder.encode(frame);
    const packet = buildRtp({ payloadType, marker, sequence, timestamp: timestampOf(tick), ssrc, payload });
    sequence = (sequence + 1) & 0xffff;
    packetsSent += 1;
    payloadBytesSent += payload.length;
    lastTick = tick;
    return packet;
  }

  return {
    pack(tick, frame) {
      if (frame !== null) {
        const isSpurtStart = tailTicks === 0;
        tailTicks = TAIL_TICKS;
        return packFrame(tick, frame, isSpurtStart);
      }
      if (tailTicks > 0) {
        tailTicks -= 1;
        return packFrame(tick, SILENCE, false);
      }
      const isKeepAliveDue = lastTick === null || tick - lastTick >= KEEP_ALIVE_TICKS;
      return isKeepAliveDue ? packFrame(tick, SILENCE, false) : null;
    },
    report(tick, unixMs) {
      if (packetsSent === 0 || (reportedTick !== null && tick - reportedTick < REPORT_TICKS)) return null;
      reportedTick = tick;
      return buildSenderReport({ ssrc, unixMs, timestamp: timestampOf(tick), packetsSent, payloadBytesSent });
    },
  };
}
