import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSegmenter, END_OF_UTTERANCE_SILENCE_MS, type Segmenter, type SegmenterEvent, type Talk } from './segmenter.ts';

const OPEN: Talk = { state: 'open' };
const CLOSED: Talk = { state: 'closed' };
const TO_DM: Talk = { state: 'held', target: 'dm' };
const TO_TABLE: Talk = { state: 'held', target: 'table' };

/** Gives frames one after the other; the first sample of each is its number, so that segments show which they hold. */
function createFeed(segmenter: Segmenter) {
  let number = 0;
  return {
    nowMs: () => number * 20,
    hear: (pattern: string): SegmenterEvent[] =>
      [...pattern].flatMap((letter) => {
        const samples = new Int16Array(320).fill(number);
        const assumed = letter === 'a' ? ({ isAssumed: true } as const) : {};
        const events = segmenter.hear({ samples, startMs: number * 20, isVoice: letter === 'v', ...assumed });
        number += 1;
        return events;
      }),
    setTalk: (talk: Talk) => segmenter.setTalk(talk, number * 20),
  };
}

const v = (frames: number) => 'v'.repeat(frames);
const s = (frames: number) => '.'.repeat(frames);
const HANG_FRAMES = END_OF_UTTERANCE_SILENCE_MS / 20;

function segmentsOf(events: readonly SegmenterEvent[]) {
  return events.filter((event) => event.kind === 'segmentEnded');
}

/** Numbers of the frames in a segment. */
function framesIn({ samples }: { samples: Int16Array }): number[] {
  return Array.from({ length: samples.length / 320 }, (_, index) => samples[index * 320] ?? -1);
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('segmenter, open microphone', () => {
  it('silence that was only assumed is taken back, and does not count towards the end', () => {
    const segmenter = createSegmenter();
    const feed = createFeed(segmenter);
    feed.hear(v(10) + 'a'.repeat(HANG_FRAMES - 1));
    segmenter.takeBack(HANG_FRAMES + 5);
    const events = [...feed.hear(v(5) + s(HANG_FRAMES - 1)), ...feed.hear(s(1))];
    expect(segmentsOf(events).map(framesIn)).toEqual([
      [...range(0, 10), ...range(10 + HANG_FRAMES - 1, 10 + HANG_FRAMES - 1 + 5 + HANG_FRAMES)],
    ]);
  });

  it('silence that was sent is not taken back', () => {
    const segmenter = createSegmenter();
    const feed = createFeed(segmenter);
    feed.hear(v(10) + s(3));
    segmenter.takeBack(3);
    expect(segmentsOf(feed.hear(s(HANG_FRAMES - 3)))).toHaveLength(1);
  });

  it('begins with 3 voice frames of 6, keeps the pre-roll, ends with the silence', () => {
    const feed = createFeed(createSegmenter());
    const events = feed.hear(s(30) + v(20) + s(HANG_FRAMES + 10));
    expect(events.filter(({ kind }) => kind === 'voicingBegan')).toEqual([{ kind: 'voicingBegan', atMs: 660 }]);
    expect(events.filter(({ kind }) => kind === 'voicingEnded')).toEqual([{ kind: 'voicingEnded', atMs: 1_500 }]);
    const [segment, ...others] = segmentsOf(events);
    expect(others).toEqual([]);
    expect(segment).toMatchObject({ startedMs: 600, endedMs: 1_000, target: 'table' });
    // 200 ms before the window of 6 frames that ended with frame 32, and the whole silence that ended it.
    expect(framesIn(segment!)).toEqual(range(17, 50 + HANG_FRAMES));
  });

  it('counts voiced time from the onset on', () => {
    const events = createFeed(createSegmenter()).hear(s(10) + v(3) + s(5) + v(2));
    expect(events.flatMap((event) => (event.kind === 'voiceHeard' ? [event.voicedMs] : []))).toEqual([60, 80, 100]);
  });

  it('scattered voice frames begin nothing', () => {
    expect(createFeed(createSegmenter()).hear('v..v..'.repeat(50))).toEqual([]);
  });

  it('throws away what has less than 80 ms of voice', () => {
    const events = createFeed(createSegmenter()).hear(s(20) + v(3) + s(60));
    expect(events.map(({ kind }) => kind)).toEqual(['voicingBegan', 'voiceHeard', 'voicingEnded']);
    expect(segmentsOf(createFeed(createSegmenter()).hear(s(20) + v(4) + s(60)))).toHaveLength(1);
  });

  it('a pause shorter than the silence does not end it', () => {
    const feed = createFeed(createSegmenter());
    expect(segmentsOf(feed.hear(v(10) + s(HANG_FRAMES - 1) + v(10) + s(HANG_FRAMES)))).toHaveLength(1);
  });

  it('the silence can be given', () => {
    const feed = createFeed(createSegmenter({ endSilenceMs: 300 }));
    expect(segmentsOf(feed.hear(v(10) + s(14)))).toHaveLength(0);
    expect(segmentsOf(feed.hear(s(1)))).toHaveLength(1);
  });

  it('cuts a segment of 20 s and goes on without a hole', () => {
    const feed = createFeed(createSegmenter());
    const segments = segmentsOf(feed.hear(v(2_450) + s(HANG_FRAMES)));
    expect(segments.map((segment) => framesIn(segment).length)).toEqual([1_000, 1_000, 450 + HANG_FRAMES]);
    expect(segments.flatMap(framesIn)).toEqual(range(0, 2_450 + HANG_FRAMES));
  });

  it('a cut loses not even one voice frame after it', () => {
    const segments = segmentsOf(createFeed(createSegmenter()).hear(v(1_001) + s(HANG_FRAMES)));
    expect(segments.map(({ endedMs }) => endedMs)).toEqual([20_000, 20_020]);
  });

  it('finish ends what is being said', () => {
    const segmenter = createSegmenter();
    const feed = createFeed(segmenter);
    feed.hear(v(10));
    expect(segmenter.finish(feed.nowMs()).map(({ kind }) => kind)).toEqual(['voicingEnded', 'segmentEnded']);
    expect(segmenter.finish(feed.nowMs())).toEqual([]);
  });
});

describe('segmenter, push-to-talk', () => {
  it('with nothing held nothing is heard', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(CLOSED);
    expect(feed.hear(v(200) + s(100))).toEqual([]);
  });

  it('release ends the segment at once; it has 200 ms from before the press and knows its target', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(CLOSED);
    feed.hear(s(100));
    feed.setTalk(TO_DM);
    feed.hear(v(30));
    const [ended, segment] = feed.setTalk(CLOSED);
    expect(ended).toEqual({ kind: 'voicingEnded', atMs: 2_600 });
    expect(segment).toMatchObject({ kind: 'segmentEnded', startedMs: 2_000, endedMs: 2_600, target: 'dm' });
    expect(framesIn(segment as { samples: Int16Array } & SegmenterEvent)).toEqual(range(90, 130));
    expect(feed.hear(v(50))).toEqual([]);
  });

  it('a pause does not end what is held', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(TO_DM);
    expect(segmentsOf(feed.hear(v(20) + s(150) + v(20)))).toEqual([]);
    const segments = segmentsOf(feed.setTalk(CLOSED));
    expect(segments.map(({ startedMs, endedMs }) => [startedMs, endedMs])).toEqual([[0, 3_800]]);
  });

  it('another target ends one segment and begins the next without a frame in both', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(TO_TABLE);
    feed.hear(v(20));
    const first = segmentsOf(feed.setTalk(TO_DM));
    feed.hear(v(20));
    const second = segmentsOf(feed.setTalk(CLOSED));
    expect([...first, ...second].map(({ target }) => target)).toEqual(['table', 'dm']);
    expect([...first, ...second].flatMap(framesIn)).toEqual(range(0, 40));
  });

  it('a hold with less than 80 ms of voice is dropped', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(TO_DM);
    feed.hear(s(20) + v(3) + s(20));
    expect(segmentsOf(feed.setTalk(CLOSED))).toEqual([]);
  });

  it('keeps at most a second of silence before the first voice and after the last', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(TO_DM);
    feed.hear(s(300) + v(10) + s(300));
    const [segment] = segmentsOf(feed.setTalk(CLOSED));
    expect(framesIn(segment!)).toEqual(range(250, 360));
  });

  it('from an open microphone a key begins a segment of its own, and going back is open again', () => {
    const feed = createFeed(createSegmenter());
    feed.hear(v(20));
    expect(segmentsOf(feed.setTalk(TO_DM)).map(({ target }) => target)).toEqual(['table']);
    feed.hear(v(20));
    expect(segmentsOf(feed.setTalk(OPEN)).map(({ target }) => target)).toEqual(['dm']);
    expect(segmentsOf(feed.hear(v(20) + s(HANG_FRAMES))).map(({ target }) => target)).toEqual(['table']);
  });

  it('the same talk again changes nothing', () => {
    const feed = createFeed(createSegmenter());
    feed.setTalk(TO_DM);
    feed.hear(v(20));
    expect(feed.setTalk({ ...TO_DM })).toEqual([]);
  });
});

describe('segmenter, whatever comes', () => {
  const runs = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 120 })), { minLength: 1, maxLength: 40 });
  const pattern = runs.map((list) => list.map(([isVoice, frames]) => (isVoice ? v(frames) : s(frames))).join(''));

  it('no frame is in two segments, all are in order, and every segment and voicing ends', () => {
    const talks = fc.constantFrom(OPEN, CLOSED, TO_DM, TO_TABLE);
    fc.assert(
      fc.property(fc.array(fc.tuple(talks, pattern), { minLength: 1, maxLength: 8 }), (parts) => {
        const segmenter = createSegmenter();
        const feed = createFeed(segmenter);
        const events = parts.flatMap(([talk, each]) => [...feed.setTalk(talk), ...feed.hear(each)]);
        events.push(...segmenter.finish(feed.nowMs()));
        const numbers = segmentsOf(events).flatMap(framesIn);
        expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
        const count = (kind: SegmenterEvent['kind']) => events.filter((event) => event.kind === kind).length;
        expect(count('voicingBegan')).toBe(count('voicingEnded'));
      }),
    );
  });

  it('in runs of at least 80 ms of voice no voice frame is lost', () => {
    const long = runs.map((list) => list.map(([isVoice, frames]) => (isVoice ? v(frames + 3) : s(frames))).join(''));
    fc.assert(
      fc.property(long, fc.constantFrom(OPEN, TO_DM), (each, talk) => {
        const segmenter = createSegmenter();
        const feed = createFeed(segmenter);
        const events = [...feed.setTalk(talk), ...feed.hear(each), ...segmenter.finish(each.length * 20)];
        const heard = new Set(segmentsOf(events).flatMap(framesIn));
        const voiced = [...each].flatMap((letter, index) => (letter === 'v' ? [index] : []));
        expect(voiced.filter((index) => !heard.has(index))).toEqual([]);
      }),
    );
  });
});
