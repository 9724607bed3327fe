import { encodeWav } from '../speech/wav.ts';

/** A mono 16-bit WAV file. */
export function writeWav(samples: Int16Array, sampleRate = 16_000): Uint8Array {
  return encodeWav({ samples, sampleRate });
}

/**
 * Reads a mono 16-bit WAV file, whatever chunks stand before the sound. A data chunk that claims more than there is
 * (a stream's header) is read to the end. Throws RangeError on anything else.
 */
export function readWav(bytes: Uint8Array): { samples: Int16Array; sampleRate: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new RangeError('not a WAV file');
  }
  let sampleRate: number | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const body = file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4));
    if (name === 'fmt ') sampleRate = readFormat(body);
    if (name === 'data') {
      if (sampleRate === null) throw new RangeError('the WAV file has no format before its sound');
      return { samples: readSamples(body), sampleRate };
    }
    at += 8 + body.length + (body.length % 2);
  }
  throw new RangeError('the WAV file has no sound');
}

function readFormat(body: Buffer): number {
  const isMono16 = body.length >= 16 && body.readUInt16LE(0) === 1 && body.readUInt16LE(2) === 1 && body.readUInt16LE(14) === 16;
  if (!isMono16) throw new RangeError('the WAV file is not mono with 16 bits');
  return body.readUInt32LE(4);
}

function readSamples(body: Buffer): Int16Array {
  return Int16Array.from({ length: Math.floor(body.length / 2) }, (_, index) => body.readInt16LE(index * 2));
}
