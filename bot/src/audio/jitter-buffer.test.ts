import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BufferedPacket, createJitterBuffer, type JitterBuffer, MAX_WAIT_MS, type Released } from './jitter-buffer.ts';

/** A packet whose payload is its index in the stream. */
function packet(index: number, { firstSequence = 0, firstTimestamp = 0, pauseSamples = 0 } = {}): BufferedPacket {
  return {
    sequence: (firstSequence + index) & 0xffff,
    timestamp: (firstTimestamp + index * 960 + pauseSamples) % 2 ** 32,
    durationSamples: 960,
    payload: Uint8Array.from([index >> 8, index & 0xff]),
  };
}

function feed(buffer: JitterBuffer, packets: readonly BufferedPacket[], startMs = 0): Released[] {
  return packets.flatMap((each, index) => {
    buffer.push(each, startMs + index * 20);
    return buffer.pull(startMs + index * 20);
  });
}

/** `3` for packet 3, `L` for a lost one, `L4` for one that packet 4 may repair, `S960` for silence. */
function describeReleased(released: readonly Released[]): string {
  const indexOf = (payload: Uint8Array) => (payload[0] ?? 0) * 256 + (payload[1] ?? 0);
  return released
    .map((item) => {
      if (item.kind === 'packet') return String(indexOf(item.payload));
      if (item.kind === 'silence') return `S${item.durationSamples}`;
      return item.following === null ? 'L' : `L${indexOf(item.following)}`;
    })
    .join(' ');
}

describe('jitter buffer', () => {
  it('releases packets in order as they come', () => {
    expect(
      describeReleased(
        feed(
          createJitterBuffer(),
          [0, 1, 2].map((index) => packet(index)),
        ),
      ),
    ).toBe('0 1 2');
  });

  it('waits for a packet that is late by one', () => {
    const buffer = createJitterBuffer();
    expect(describeReleased(feed(buffer, [packet(0), packet(2)]))).toBe('0');
    expect(describeReleased(feed(buffer, [packet(1)], 40))).toBe('1 2');
  });

  it('gives a packet up when the newest is two ahead, and names the packet that may repair it', () => {
    const buffer = createJitterBuffer();
    expect(describeReleased(feed(buffer, [packet(0), packet(2), packet(3)]))).toBe('0 L2 2 3');
    expect(buffer.push(packet(1), 60)).toBe('late');
  });

  it('of two lost in a row only the second can be repaired', () => {
    expect(describeReleased(feed(createJitterBuffer(), [packet(0), packet(3), packet(4)]))).toBe('0 L L3 3 4');
  });

  it('gives up after a while, so that the last packets before a silence come out', () => {
    const buffer = createJitterBuffer();
    feed(buffer, [packet(0), packet(2)]);
    expect(buffer.pull(20 + MAX_WAIT_MS - 1)).toEqual([]);
    expect(describeReleased(buffer.pull(20 + MAX_WAIT_MS))).toBe('L2 2');
  });

  it('drains without waiting', () => {
    const buffer = createJitterBuffer();
    feed(buffer, [packet(0), packet(2)]);
    expect(describeReleased(buffer.drain())).toBe('L2 2');
  });

  it('tells a pause of the sender from loss, across the end of both counters', () => {
    const start = { firstSequence: 0xffff, firstTimestamp: 2 ** 32 - 960 };
    const paused = { ...start, pauseSamples: 19_200 };
    const buffer = createJitterBuffer();
    expect(describeReleased(feed(buffer, [packet(0, start), packet(1, paused), packet(2, paused)]))).toBe('0 S19200 1 2');
    expect(describeReleased(feed(buffer, [packet(4, paused), packet(5, paused)], 60))).toBe('L4 4 5');
  });

  it('reports duplicates and does not release them again', () => {
    const buffer = createJitterBuffer();
    feed(buffer, [packet(0), packet(2)]);
    expect(buffer.push(packet(2), 40)).toBe('duplicate');
    expect(buffer.push(packet(0), 40)).toBe('late');
    expect(describeReleased(buffer.drain())).toBe('L2 2');
  });

  it('starts afresh when two packets in a row come from elsewhere, and loses nothing of either stream', () => {
    const buffer = createJitterBuffer();
    feed(buffer, [packet(0), packet(2)]);
    expect(buffer.push(packet(9_000), 60)).toBe('jumped');
    expect(buffer.push(packet(9_001), 80)).toBe('accepted');
    expect(describeReleased(buffer.pull(80))).toBe('L2 2 9000 9001');
  });

  it('a stray packet from far away changes nothing', () => {
    const buffer = createJitterBuffer();
    expect(describeReleased(feed(buffer, [packet(0), packet(9_000), packet(1), packet(30_000), packet(2)]))).toBe('0 1 2');
  });

  it('releases every packet that comes within the window exactly once and in order, and counts every other as lost', () => {
    const stream = fc.record({
      count: fc.integer({ min: 1, max: 120 }),
      firstSequence: fc.integer({ min: 0, max: 0xffff }),
      fates: fc.array(fc.record({ isLost: fc.boolean(), delay: fc.integer({ min: 0, max: 1 }), isTwice: fc.boolean() }), {
        minLength: 120,
        maxLength: 120,
      }),
    });
    fc.assert(
      fc.property(stream, ({ count, firstSequence, fates }) => {
        const sent = Array.from({ length: count }, (_, index) => index).filter((index) => index === 0 || !fates[index]!.isLost);
        const arrivals = sent
          .flatMap((index) => {
            const { delay, isTwice } = fates[index]!;
            // The first packet sets the beginning; a delay of one lets the next overtake it, which the depth of 2 bears.
            const at = index === 0 ? -1 : index + delay * 1.5;
            return isTwice
              ? [
                  { index, at },
                  { index, at: at + 0.25 },
                ]
              : [{ index, at }];
          })
          .sort((one, other) => one.at - other.at);
        const buffer = createJitterBuffer();
        const packets = arrivals.map(({ index }) => packet(index, { firstSequence }));
        const released = [...feed(buffer, packets), ...buffer.drain()];
        const last = Math.max(...sent);
        const expected = Array.from({ length: last + 1 }, (_, index) => (sent.includes(index) ? String(index) : 'L'));
        expect(describeReleased(released).replace(/L\d+/g, 'L')).toBe(expected.join(' '));
      }),
    );
  });

  it('never releases a packet twice or out of order, whatever comes', () => {
    const anything = fc.array(
      fc.record({ sequence: fc.integer({ min: 0, max: 400 }), afterMs: fc.integer({ min: 0, max: 50 }) }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(anything, (arrivals) => {
        const buffer = createJitterBuffer();
        let nowMs = 0;
        let lastIndex = -1;
        let restarts = 0;
        for (const { sequence, afterMs } of arrivals) {
          nowMs += afterMs;
          const wasFar = buffer.push(packet(sequence), nowMs) === 'jumped';
          restarts += wasFar ? 1 : 0;
          for (const item of buffer.pull(nowMs)) {
            if (item.kind !== 'packet') continue;
            const index = (item.payload[0] ?? 0) * 256 + (item.payload[1] ?? 0);
            if (index <= lastIndex) expect(restarts).toBeGreaterThan(0);
            lastIndex = index;
          }
        }
      }),
    );
  });
});
