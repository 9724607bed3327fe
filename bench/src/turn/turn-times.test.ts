import { expect, it } from 'vitest';
import { turnTimes, type VoicedPacket } from './turn-times.ts';

/** Packets that arrive `lateMs` later than their sound was due. */
const packets = (fromMs: number, count: number, lateMs = 0): VoicedPacket[] =>
  Array.from({ length: count }, (_, index) => ({
    atMs: fromMs + index * 20 + lateMs,
    timestamp: (2 ** 32 - 100_000 + (fromMs + index * 20) * 48) >>> 0,
  }));

it('the clock starts at the last voiced packet and stops at the first one of the answer', () => {
  const said = packets(1_000, 20);
  const answered = [...packets(2_000, 10), ...packets(2_330, 10, 40), ...packets(2_560, 10)];
  expect(turnTimes({ said, answered, transcriptionAtMs: 1_410, sentences: 3 })).toEqual({
    totalMs: 620,
    endpointMs: 30,
    gapsMs: [130, 30],
  });
});

it('what the DM said before does not answer', () => {
  const said = packets(1_000, 2);
  const answered = [...packets(900, 2), ...packets(1_500, 2)];
  expect(turnTimes({ said, answered, transcriptionAtMs: 1_100, sentences: 1 })).toEqual({
    totalMs: 480,
    endpointMs: 80,
    gapsMs: [],
  });
});

it('a turn without an answer has no times', () => {
  expect(turnTimes({ said: packets(1_000, 2), answered: packets(0, 3), transcriptionAtMs: 0, sentences: 1 })).toBeNull();
  expect(turnTimes({ said: [], answered: packets(0, 3), transcriptionAtMs: 0, sentences: 1 })).toBeNull();
});
