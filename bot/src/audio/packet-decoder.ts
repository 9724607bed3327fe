import { FRAME_SAMPLES } from '../domain/frame.ts';
import type { Released } from './jitter-buffer.ts';
import { HEARING_SAMPLE_RATE, type OpusDecoder, SEND_SAMPLE_RATE } from './opus.ts';
import { readOpusDurationMs } from './opus-packet.ts';
import type { Ear } from './ports.ts';

export type PacketCounts = Record<keyof Ear['counts'], number>;
type Sound = Exclude<Released, { kind: 'silence' }>;

/** Turns what the jitter buffer releases into whole 20 ms frames at 16 kHz, repairing what was lost. Counts what it does. */
export interface PacketDecoder {
  decode(item: Sound): Int16Array[];
}

export function createPacketDecoder(decoder: OpusDecoder, counts: PacketCounts): PacketDecoder {
  /** Less than a frame, left by packets of other lengths than 20 ms. */
  let rest = new Int16Array(0);

  function repair({ following, durationSamples }: Extract<Sound, { kind: 'lost' }>): Int16Array {
    counts.lost += 1;
    const sampleCount = (durationSamples * HEARING_SAMPLE_RATE) / SEND_SAMPLE_RATE;
    if (following === null || durationOf(following) !== durationSamples) {
      counts.concealed += 1;
      return decoder.conceal(sampleCount);
    }
    const samples = decoder.recover(following, sampleCount);
    counts.recovered += 1;
    return samples;
  }

  function decodeOne(item: Sound): Int16Array {
    try {
      return item.kind === 'packet' ? decoder.decode(item.payload) : repair(item);
    } catch {
      counts.malformed += 1;
      return decoder.conceal(FRAME_SAMPLES);
    }
  }

  return {
    decode(item) {
      const made = decodeOne(item);
      const all = new Int16Array(rest.length + made.length);
      all.set(rest);
      all.set(made, rest.length);
      const whole = Math.floor(all.length / FRAME_SAMPLES);
      rest = all.slice(whole * FRAME_SAMPLES);
      return Array.from({ length: whole }, (_, index) => all.slice(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES));
    },
  };
}

function durationOf(payload: Uint8Array): number {
  return ((readOpusDurationMs(payload) ?? 0) * SEND_SAMPLE_RATE) / 1_000;
}
