import { createEncoder } from 'libopus-wasm';
import { expect, it } from 'vitest';
import type { TappedPacket } from './tap-page.ts';
import { voicedPackets } from './voiced-packets.ts';

it('only packets with sound in them are voiced, and only of the track that was asked for', async () => {
  const encoder = await createEncoder({ channels: 1, sampleRate: 48_000, application: 2048, bitrate: 32_000 });
  const frame = (level: number): Int16Array =>
    Int16Array.from({ length: 960 }, (_, index) => level * Math.sin((2 * Math.PI * 700 * index) / 48_000));
  const levels = [0, 0, 8_000, 8_000, 0, 0, 0, 30];
  const packets = levels.map((level, index): TappedPacket => {
    const payload = Buffer.from(encoder.encode(frame(level))).toString('base64');
    return { name: 'dm/narrator', atMs: index * 20, timestamp: index * 960, payload };
  });
  encoder.free();
  const voiced = await voicedPackets(packets, 'dm/narrator');
  expect(voiced.slice(0, 2).map(({ atMs }) => atMs)).toEqual([40, 60]);
  expect(voiced.map(({ atMs }) => atMs)).toEqual([40, 60, 80]);
  expect(await voicedPackets(packets, 'own')).toEqual([]);
});
