import { describe, expect, it } from 'vitest';
import { createTimeline, SILENT_SENDER_MS } from './timeline.ts';

describe('timeline', () => {
  it('frames follow one another, never later than now', () => {
    const timeline = createTimeline();
    expect([1_000, 1_021, 1_039, 1_060].map((nowMs) => timeline.place(nowMs))).toEqual([980, 1_000, 1_019, 1_039]);
    expect(timeline.endMs()).toBe(1_059);
  });

  it('adds silence once nothing came for a while, up to that while before now', () => {
    const timeline = createTimeline();
    timeline.place(1_000);
    expect(timeline.catchUp(1_000 + SILENT_SENDER_MS)).toEqual([]);
    expect(timeline.catchUp(1_000 + SILENT_SENDER_MS + 1)).toEqual([1_000]);
    expect(timeline.catchUp(1_000 + SILENT_SENDER_MS + 60)).toEqual([1_020, 1_040]);
  });

  it('after a stall it adds only a little at once: the packets are still in the socket', () => {
    const timeline = createTimeline();
    timeline.place(1_000);
    expect(timeline.catchUp(6_000)).toHaveLength(5);
  });

  it('a sender’s pause is not counted twice', () => {
    const timeline = createTimeline();
    timeline.place(1_000);
    for (let nowMs = 1_020; nowMs < 1_400; nowMs += 20) timeline.catchUp(nowMs);
    const added = (timeline.endMs() - 1_000) / 20;
    expect(added).toBeGreaterThan(10);
    expect(timeline.pause(19, 1_400)).toHaveLength(19 - added);
    timeline.place(1_400);
    expect(timeline.pause(3, 1_500)).toHaveLength(3);
  });

  it('takes back the silence it added for packets that were only late, but not a long pause', () => {
    const timeline = createTimeline();
    timeline.place(1_000);
    for (let nowMs = 1_020; nowMs <= 1_300; nowMs += 20) timeline.catchUp(nowMs);
    const added = (timeline.endMs() - 1_000) / 20;
    expect(timeline.takeBack(0)).toBe(added);
    expect(timeline.endMs()).toBe(1_000);
    expect(timeline.takeBack(0)).toBe(0);
    for (let nowMs = 1_300; nowMs <= 2_300; nowMs += 20) timeline.catchUp(nowMs);
    expect(timeline.takeBack(0)).toBe(0);
  });

  it('while packets come it adds no silence, however far behind their times are', () => {
    const timeline = createTimeline();
    timeline.place(1_000);
    for (let nowMs = 1_020; nowMs <= 1_300; nowMs += 20) timeline.catchUp(nowMs);
    timeline.takeBack(0);
    for (let nowMs = 1_320; nowMs <= 1_600; nowMs += 20) {
      timeline.place(nowMs);
      expect(timeline.catchUp(nowMs + 1)).toEqual([]);
    }
  });

  it('an endless pause is cut short', () => expect(createTimeline().pause(1e9, 1_000)).toHaveLength(100));
});
