import { expect, it } from 'vitest';
import { ForwardTimes } from './forward-times.ts';
import { readRtpHeader } from './rtp-packet.ts';

it('each copy of a packet has its own time, whatever SSRC it got', () => {
  const times = new ForwardTimes();
  times.wentIn({ ssrc: 1, timestamp: 960 }, 100);
  times.cameOut({ ssrc: 77, timestamp: 960 }, 'bor', 100.2);
  times.cameOut({ ssrc: 78, timestamp: 960 }, 'cleo', 100.5);
  expect(times.take().map((time) => time.toFixed(1))).toEqual(['0.2', '0.5']);
  expect(times.take()).toEqual([]);
});

it('a retransmission, a stranger and a packet from long ago have none', () => {
  const times = new ForwardTimes();
  times.wentIn({ ssrc: 1, timestamp: 960 }, 100);
  times.cameOut({ ssrc: 77, timestamp: 960 }, 'bor', 101);
  times.cameOut({ ssrc: 77, timestamp: 960 }, 'bor', 140);
  times.cameOut({ ssrc: 5, timestamp: 1_920 }, 'bor', 141);
  times.cameOut({ ssrc: 79, timestamp: 960 }, 'dan', 2_000);
  expect(times.take()).toEqual([1]);
});

it('only RTP is read as RTP', () => {
  const rtp = Buffer.alloc(20);
  rtp.writeUInt8(0x80, 0);
  rtp.writeUInt8(0x80 | 111, 1);
  rtp.writeUInt32BE(960, 4);
  rtp.writeUInt32BE(4_000_000_000, 8);
  expect(readRtpHeader(rtp)).toEqual({ ssrc: 4_000_000_000, timestamp: 960 });
  const rtcp = Buffer.from(rtp).fill(201, 1, 2);
  const stun = Buffer.from(rtp).fill(0, 0, 1);
  const dtls = Buffer.from(rtp).fill(22, 0, 1);
  for (const other of [rtcp, stun, dtls, rtp.subarray(0, 11)]) expect(readRtpHeader(other)).toBeNull();
});
