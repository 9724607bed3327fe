import { formatId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { findOverlaps, rememberStretch, type Stretch } from './overlaps.ts';

const ada = formatId('seat', new Uint8Array(8).fill(1));
const bob = formatId('seat', new Uint8Array(8).fill(2));

function stretch(seed: number, seatId: typeof ada, startedMs: number, endedMs: number): Stretch {
  return { utteranceId: formatId('utterance', new Uint8Array(8).fill(seed)), seatId, startedMs, endedMs };
}

describe('overlaps', () => {
  const told = [stretch(1, ada, 0, 1_000), stretch(2, bob, 500, 1_500)];

  it('names what others said at the same time, and not what the same player said', () => {
    expect(findOverlaps(stretch(3, bob, 900, 2_000), told)).toEqual([told[0]?.utteranceId]);
    expect(findOverlaps(stretch(3, ada, 900, 2_000), told)).toEqual([told[1]?.utteranceId]);
  });

  it('one that begins when the other ends does not overlap', () => {
    expect(findOverlaps(stretch(3, bob, 1_000, 2_000), told)).toEqual([]);
  });

  it('forgets what ended long ago', () => {
    const late = stretch(3, ada, 100_000, 101_000);
    expect(rememberStretch(late, told)).toEqual([late]);
    expect(rememberStretch(stretch(4, ada, 2_000, 3_000), told)).toHaveLength(3);
  });
});
