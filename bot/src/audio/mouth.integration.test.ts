import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { formatId } from '@skald/protocol';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTone } from '../testing/tones.ts';
import { createMouthHost } from './mouth.ts';
import type { Mouth } from './ports.ts';
import { isRtcp, parseRtp, type RtpPacket } from './rtp.ts';

const NARRATOR = { channel: 'narrator', ssrc: 11, payloadType: 100 } as const;
const CHARACTERS = { channel: 'characters', ssrc: 22, payloadType: 100 } as const;
const segmentId = (index: number) => formatId('segment', new Uint8Array(8).fill(index));

const host = createMouthHost();
let listener: Socket;
let rtp: RtpPacket[];
let mouth: Mouth | null = null;

beforeEach(async () => {
  rtp = [];
  listener = createSocket('udp4');
  listener.on('message', (bytes) => {
    if (isRtcp(bytes)) return;
    const packet = parseRtp(bytes);
    if (packet !== null) rtp.push(packet);
  });
  listener.bind(0, '127.0.0.1');
  await once(listener, 'listening');
});

afterEach(async () => {
  await mouth?.close();
  mouth = null;
  listener.close();
});

afterAll(() => host.close());

describe('mouth', () => {
  it('speaks two segments in their order, 50 packets a second', async () => {
    const told: string[] = [];
    const done = Promise.withResolvers<void>();
    mouth = await host.openMouth(
      { remote: { address: '127.0.0.1', port: listener.address().port }, channels: [NARRATOR, CHARACTERS] },
      {
        onStarted: (id) => told.push(`started ${id}`),
        onSpoken: (id) => {
          told.push(`spoken ${id}`);
          if (id === segmentId(2)) done.resolve();
        },
        onCut: (id) => told.push(`cut ${id}`),
      },
    );
    const first = mouth.open(segmentId(1), 'narrator');
    const second = mouth.open(segmentId(2), 'characters');
    await second.write(makeTone(600, 400, 48_000));
    second.end();
    await first.write(makeTone(300, 1_000, 48_000));
    first.end();
    await done.promise;
    expect(told).toEqual([1, 2].flatMap((index) => [`started ${segmentId(index)}`, `spoken ${segmentId(index)}`]));
    const narrator = rtp.filter(({ ssrc }) => ssrc === NARRATOR.ssrc);
    const spurt = narrator.findIndex(({ marker }) => marker);
    const spoken = narrator.slice(spurt, spurt + 50);
    expect(spoken).toHaveLength(50);
    spoken.forEach((packet, index) => {
      expect(packet.timestamp).toBe((spoken[0]!.timestamp + index * 960) % 2 ** 32);
      expect(packet.sequence).toBe((spoken[0]!.sequence + index) & 0xffff);
    });
  });
});
