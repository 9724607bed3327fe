import { formatId, type SegmentId } from '@skald/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeMouth } from '../testing/fake-mouth.ts';
import { createFakeTextToSpeech, type FakeLine, type FakeTextToSpeech } from '../testing/fake-text-to-speech.ts';
import type { SegmentProgress, SegmentToSpeak } from './ports.ts';
import { SpeechQueue } from './speech-queue.ts';

const tableId = formatId('table', new Uint8Array(8));
const turnId = formatId('turn', new Uint8Array(8));
const id = (seed: number): SegmentId => formatId('segment', new Uint8Array(8).fill(seed));
const TEXT = 'Four words are here.';

function segment(seed: number, text: string = TEXT): SegmentToSpeak {
  const voice = { voiceId: 'fake:narrator', pitchSemitones: 0, rate: 1 };
  return { tableId, turnId, segmentId: id(seed), text, language: 'en', voice, channel: 'narrator' };
}

describe('the speech queue', () => {
  let told: string[] = [];
  let heard: SegmentProgress[] = [];
  let mouths: FakeMouth[] = [];
  let queue: SpeechQueue;
  let speech: FakeTextToSpeech;

  const begin = (lines: Record<string, FakeLine> = { [TEXT]: { durationMs: 1_000 } }): void => {
    [told, heard, mouths] = [[], [], []];
    speech = createFakeTextToSpeech(lines);
    queue = new SpeechQueue({
      textToSpeech: speech,
      openResampler: async () => ({ process: triple, flush: () => new Int16Array(0), close: () => undefined }),
      onProgress(progress) {
        heard.push(progress);
        told.push(`${progress.state} ${progress.segmentId.at(-1)} ${progress.heardCharacters}`);
      },
      onSpoke: () => told.push('spoke'),
      onSilent: () => told.push('silent'),
      onMouthLost: () => told.push('mouth lost'),
      log: { info: () => undefined, warn: () => undefined },
    });
  };
  const attach = async (): Promise<FakeMouth> => {
    await queue.attach(async (events) => {
      const mouth = new FakeMouth(events);
      mouths.push(mouth);
      return mouth;
    });
    await settle();
    return mouths.at(-1)!;
  };
  const settle = () => vi.advanceTimersByTimeAsync(1);

  beforeEach(() => {
    vi.useFakeTimers();
    begin();
  });
  afterEach(async () => {
    await queue.close();
    vi.useRealTimers();
  });

  it('tells started and spoken for each segment, in order, and silence once', async () => {
    const mouth = await attach();
    queue.speak(segment(1));
    queue.speak(segment(2));
    await settle();
    for (const _ of [1, 2]) {
      mouth.start();
      mouth.finish();
    }
    expect(told).toEqual([
      'started 1 0',
      'spoke',
      `spoken 1 ${TEXT.length}`,
      'started 2 0',
      'spoke',
      `spoken 2 ${TEXT.length}`,
      'silent',
    ]);
  });

  it('makes the audio of the present segment and two ahead, and no more', async () => {
    const mouth = await attach();
    for (const seed of [1, 2, 3, 4, 5]) queue.speak(segment(seed));
    await settle();
    expect(mouth.lines.map((line) => line.segmentId)).toEqual([id(1), id(2), id(3)]);
    mouth.finish();
    await settle();
    expect(mouth.lines.map((line) => line.segmentId)).toEqual([id(2), id(3), id(4)]);
  });

  it('a segment that comes twice is spoken once', async () => {
    const mouth = await attach();
    queue.speak(segment(1));
    queue.speak(segment(1));
    await settle();
    expect(mouth.lines).toHaveLength(1);
  });

  it('a stop cuts what is said at a word and the rest whole, and what comes later is spoken', async () => {
    const mouth = await attach();
    for (const seed of [1, 2, 3, 4]) queue.speak(segment(seed));
    await settle();
    mouth.start();
    vi.spyOn(mouth, 'stop').mockImplementation(() => mouth.cutAll(600));
    queue.stop();
    expect(told.filter((line) => line.startsWith('cut')).sort()).toEqual(['cut 1 10', 'cut 2 0', 'cut 3 0', 'cut 4 0']);
    expect(told.at(-1)).toBe('silent');
    queue.speak(segment(5));
    await settle();
    mouth.finish();
    expect(told.at(-2)).toBe(`spoken 5 ${TEXT.length}`);
  });

  it('what cannot be synthesised has failed, after one more try, and the others go on', async () => {
    begin({ broken: { durationMs: 0, failsWith: 'failed' }, [TEXT]: { durationMs: 100 } });
    const mouth = await attach();
    queue.speak(segment(1, 'broken'));
    queue.speak(segment(2));
    await settle();
    expect(speech.asked.filter((text) => text === 'broken')).toHaveLength(2);
    expect(told).toEqual(['failed 1 0']);
    mouth.finish();
    mouth.start();
    mouth.finish();
    expect(told.slice(1)).toEqual(['started 2 0', 'spoke', `spoken 2 ${TEXT.length}`, 'silent']);
  });

  it('what breaks off in the middle has failed when its last sound has left, with what was heard', async () => {
    begin({ [TEXT]: { durationMs: 650, failsWith: 'failed' } });
    const mouth = await attach();
    queue.speak(segment(1));
    await settle();
    mouth.start();
    expect(told).toEqual(['started 1 0', 'spoke']);
    mouth.finish();
    expect(told.slice(2)).toEqual(['failed 1 10', 'silent']);
  });

  it('when the way into the room is lost, the cut segment is said again from its start, told once', async () => {
    const first = await attach();
    queue.speak(segment(1));
    queue.speak(segment(2));
    await settle();
    first.start();
    queue.detach();
    expect(first.isClosed).toBe(true);
    first.cutAll(300);
    const second = await attach();
    expect(second.lines.map((line) => line.segmentId)).toEqual([id(1), id(2)]);
    second.start();
    second.finish();
    expect(told).toEqual(['started 1 0', 'spoke', `spoken 1 ${TEXT.length}`]);
  });

  it('a mouth that dies by itself is reported, and nothing is lost', async () => {
    const first = await attach();
    queue.speak(segment(1));
    await settle();
    first.cutAll();
    expect(told).toEqual(['mouth lost']);
    expect((await attach()).lines.map((line) => line.segmentId)).toEqual([id(1)]);
  });

  it('what leaves while nobody knows whether the room is there counts only when it is known', async () => {
    const mouth = await attach();
    queue.speak(segment(1));
    queue.speak(segment(2));
    await settle();
    queue.setCertain(false);
    mouth.start();
    mouth.finish();
    expect(told).toEqual(['started 1 0', 'spoke']);
    queue.setCertain(true);
    expect(told.at(-1)).toBe(`spoken 1 ${TEXT.length}`);

    queue.setCertain(false);
    mouth.finish();
    queue.detach();
    queue.setCertain(true);
    expect((await attach()).lines.map((line) => line.segmentId)).toEqual([id(2)]);
  });

  it('without a way into the room for 20 s only the text remains, until there is one again', async () => {
    queue.speak(segment(1));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toEqual(['failed 1 0', 'silent']);
    queue.speak(segment(2));
    expect(told.slice(2)).toEqual(['failed 2 0', 'silent']);
    const mouth = await attach();
    queue.speak(segment(3));
    await settle();
    mouth.finish();
    expect(told.at(-2)).toBe(`spoken 3 ${TEXT.length}`);
  });

  it('every segment has exactly one end, whatever happens', async () => {
    const mouth = await attach();
    for (const seed of [1, 2, 3, 4, 5, 6]) queue.speak(segment(seed));
    await settle();
    mouth.start();
    mouth.finish();
    mouth.start();
    queue.detach();
    const next = await attach();
    next.finish();
    queue.stop();
    await queue.close();
    const ends = heard.filter(({ state }) => state !== 'started').map(({ segmentId }) => segmentId);
    expect(ends.sort()).toEqual([1, 2, 3, 4, 5, 6].map(id));
  });
});

/** The fake voice speaks at a third of the rate that is sent. */
function triple(samples: Int16Array): Int16Array {
  return new Int16Array(samples.length * 3);
}
