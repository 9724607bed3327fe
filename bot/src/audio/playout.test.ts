import { describe, expect, it } from 'vitest';
import { createPlayout, MAX_AHEAD_SAMPLES, type Playout } from './playout.ts';

const constant = (value: number, frames: number) => new Int16Array(frames * 960).fill(value);

/** First sample of each of the next frames, null for silence. */
function play(playout: Playout, frames: number): (number | null)[] {
  return Array.from({ length: frames }, () => playout.next().frame?.samples[0] ?? null);
}

describe('playout', () => {
  it('plays lines in the order they were opened, over all channels', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.open(2, 'characters');
    playout.write(2, constant(20, 1));
    playout.end(2);
    playout.write(1, constant(10, 1));
    expect(playout.next()).toMatchObject({ frame: { channel: 'narrator' }, events: [{ kind: 'started', line: 1 }] });
    expect(playout.next()).toEqual({ frame: null, events: [] });
    playout.write(1, constant(11, 1));
    playout.end(1);
    expect(playout.next().events).toEqual([{ kind: 'spoken', line: 1 }]);
    expect(playout.next()).toMatchObject({
      frame: { channel: 'characters' },
      events: [
        { kind: 'started', line: 2 },
        { kind: 'spoken', line: 2 },
      ],
    });
    expect(playout.next()).toEqual({ frame: null, events: [] });
  });

  it('cuts frames out of chunks of any size and fills the last one with silence', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    const sound = Int16Array.from({ length: 2_000 }, (_, index) => index + 1);
    for (const [from, to] of [
      [0, 1],
      [1, 700],
      [700, 1_999],
      [1_999, 2_000],
    ] as const)
      playout.write(1, sound.subarray(from, to));
    playout.end(1);
    const heard = [1, 2, 3].flatMap(() => [...(playout.next().frame?.samples ?? [])]);
    expect(heard).toEqual([...sound, ...new Array<number>(880).fill(0)]);
  });

  it('a line whose audio is late waits in silence and keeps its place', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.open(2, 'narrator');
    playout.write(2, constant(20, 2));
    playout.write(1, constant(10, 1).subarray(0, 500));
    expect(play(playout, 2)).toEqual([null, null]);
    playout.write(1, constant(10, 1).subarray(0, 460));
    expect(play(playout, 2)).toEqual([10, null]);
    playout.end(1);
    expect(play(playout, 2)).toEqual([20, 20]);
  });

  it('stops with one fading frame, then silence, and says what was played of each line', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.open(2, 'characters');
    playout.write(1, constant(9_600, 10));
    playout.write(2, constant(20, 1));
    play(playout, 3);
    expect(playout.stop()).toEqual([
      { kind: 'cut', line: 1, playedMs: 60 },
      { kind: 'cut', line: 2, playedMs: 0 },
    ]);
    const { frame } = playout.next();
    expect(frame?.channel).toBe('narrator');
    expect(frame?.samples[0]).toBeLessThan(9_600);
    expect(frame?.samples[480]).toBeGreaterThan(4_000);
    expect(frame?.samples[959]).toBe(0);
    expect(play(playout, 3)).toEqual([null, null, null]);
    playout.write(1, constant(10, 1));
    expect(play(playout, 1)).toEqual([null]);
  });

  it('stopped before it began there is nothing to fade; what is opened afterwards plays', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.write(1, constant(10, 2));
    expect(playout.stop()).toEqual([{ kind: 'cut', line: 1, playedMs: 0 }]);
    playout.open(2, 'narrator');
    playout.write(2, constant(20, 1));
    expect(play(playout, 2)).toEqual([20, null]);
  });

  it('a line without sound is told as started and spoken', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.end(1);
    expect(playout.next().events).toEqual([
      { kind: 'started', line: 1 },
      { kind: 'spoken', line: 1 },
    ]);
  });

  it('has room for four seconds a line, and all the room for lines it does not know', () => {
    const playout = createPlayout();
    playout.open(1, 'narrator');
    playout.write(1, new Int16Array(MAX_AHEAD_SAMPLES - 1));
    expect(playout.hasRoom(1)).toBe(true);
    playout.write(1, new Int16Array(1));
    expect(playout.hasRoom(1)).toBe(false);
    playout.stop();
    expect(playout.hasRoom(1)).toBe(true);
  });
});
