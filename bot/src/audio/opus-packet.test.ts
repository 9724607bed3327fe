import { createEncoder } from 'libopus-wasm';
import { describe, expect, it } from 'vitest';
import { readOpusDurationMs } from './opus-packet.ts';

describe('readOpusDurationMs', () => {
  it.each([10, 20, 40, 60] as const)('reads %i ms from real packets', async (durationMs) => {
    const frameSize = durationMs * 48;
    const encoder = await createEncoder({ channels: 1, sampleRate: 48_000, bitrate: 32_000, frameSize });
    const noise = new Int16Array(frameSize).map((_, index) => ((index * 7_919) % 8_000) - 4_000);
    expect(readOpusDurationMs(encoder.encode(noise))).toBe(durationMs);
    encoder.free();
  });

  it('refuses what no packet begins with', () => {
    expect(readOpusDurationMs(new Uint8Array())).toBeNull();
    expect(readOpusDurationMs(Uint8Array.of(0x03))).toBeNull();
    expect(readOpusDurationMs(Uint8Array.of(0x03, 0x00))).toBeNull();
    expect(readOpusDurationMs(Uint8Array.of(0x1b, 0x3f))).toBeNull();
  });
});
