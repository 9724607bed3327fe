import { createDecoder } from 'libopus-wasm';
import type { TappedPacket } from './tap-page.ts';
import type { VoicedPacket } from './turn-times.ts';

/** A packet with a peak above this is voiced, of 32767: -36 dBFS. Lower, and what rings in the codec after a sound would count as sound. */
const VOICED_PEAK = 520;
const SAMPLE_RATE = 48_000;

/** The voiced packets of one track, in order. */
export async function voicedPackets(packets: readonly TappedPacket[], name: string): Promise<VoicedPacket[]> {
  const decoder = await createDecoder({ channels: 1, sampleRate: SAMPLE_RATE });
  const isVoiced = ({ payload }: TappedPacket): boolean => {
    const opus = Buffer.from(payload, 'base64');
    // An encoder that has nothing to send gives an empty frame.
    return opus.length > 0 && decoder.decode(opus).some((sample) => Math.abs(sample) > VOICED_PEAK);
  };
  try {
    return packets.filter((packet) => packet.name === name && isVoiced(packet));
  } finally {
    decoder.free();
  }
}
