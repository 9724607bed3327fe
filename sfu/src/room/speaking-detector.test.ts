import { describe, expect, it } from 'vitest';
import { QUIET, heardLevel, timePassed, type SpeakingMark, type Speaking } from './speaking-detector.ts';

/** Plays packets of 20 ms with these levels and returns the marks with their times; null is a packet that was not sent. */
function play(levels: readonly (number | null)[], from: Speaking = QUIET): { atMs: number; mark: SpeakingMark }[] {
  let state = from;
  return levels.flatMap((level, index) => {
    const atMs = index * 20;
    const step = level === null ? timePassed(state, atMs) : heardLevel(state, level, atMs);
    state = step.state;
    return step.mark ? [{ atMs, mark: step.mark }] : [];
  });
}
const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);

describe('speaking marks', () => {
  it('[V4] a loud packet begins speech at once', () => {
    expect(play([-127, -25])).toEqual([{ atMs: 20, mark: { speaking: true, levelDbov: -25 } }]);
  });

  it('[V4] soft speech begins with its second packet', () => {
    expect(play([-45, -45])).toEqual([{ atMs: 20, mark: { speaking: true, levelDbov: -45 } }]);
    expect(play([-45, -60, -45, -60])).toEqual([]);
  });

  it('[V4] speech ends 300 ms after its last voiced packet, whether quiet packets come or none', () => {
    const spoken = { atMs: 320, mark: { speaking: false, levelDbov: -127 } };
    expect(play([-20, -20, ...repeat(-90, 30)]).at(-1)).toEqual(spoken);
    expect(play([-20, -20, ...repeat(null, 30)]).at(-1)).toEqual(spoken);
  });

  it('[V4] levels are told every 100 ms at most, with the loudest since', () => {
    const marks = play([-30, -30, -12, -30, -30, -30, -28, -30, -30, -30, -30]);
    expect(marks.map(({ atMs }) => atMs)).toEqual([0, 100, 200]);
    expect(marks.map(({ mark }) => mark.levelDbov)).toEqual([-30, -12, -28]);
  });

  it('[V4] pauses within a sentence and levels between onset and hold do not flicker', () => {
    const marks = play([-30, ...repeat(-90, 13), -55, ...repeat(-90, 13), -30]);
    expect(marks.every(({ mark }) => mark.speaking)).toBe(true);
  });

  it('silence alone tells nothing', () => {
    expect(play(repeat(-127, 200))).toEqual([]);
    expect(play(repeat(null, 200))).toEqual([]);
  });
});
