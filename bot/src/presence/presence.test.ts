import { formatId, type ListenedSeat, type SeatId } from '@skald/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ear, EarEvents, HeardSegment } from '../audio/ports.ts';
import { createFakeSpeechToText, type FakeHearing } from '../testing/fake-speech-to-text.ts';
import { FakeMouth } from '../testing/fake-mouth.ts';
import { createFakeTextToSpeech } from '../testing/fake-text-to-speech.ts';
import type { HeardUtterance, RoomEvents, SegmentToSpeak } from './ports.ts';
import { Presence, type PresencePorts, type TableState } from './presence.ts';

const tableId = formatId('table', new Uint8Array(8));
const ada = formatId('seat', new Uint8Array(8).fill(1));
const bob = formatId('seat', new Uint8Array(8).fill(2));
const WORDS = { text: 'I open the door.', language: null, confidence: null };
const TEXT = 'Four words are here.';
const WAY = { remote: { address: '127.0.0.1', port: 9 }, channels: [] };

function seatOf(seatId: SeatId, changes: Partial<ListenedSeat> = {}): ListenedSeat {
  return { seatId, name: 'Ada', hearing: 'provider', consent: true, mode: 'open', holding: null, ...changes };
}

function stateOf(seats: readonly ListenedSeat[], lease = 1): TableState {
  const media = { url: 'http://sfu', path: '/sfu', token: `token ${lease}`, lease };
  return { tableId, language: 'en', media, seats, hints: ['Strahd'] };
}

function heardSegment(startedMs: number, endedMs: number, changes: Partial<HeardSegment> = {}): HeardSegment {
  return { startedMs, endedMs, samples: Int16Array.of(startedMs), target: 'table', ...changes };
}

describe('a presence at a table', () => {
  let ears: Map<string, EarEvents & { readonly talks: string[] }>;
  let rooms: { events: RoomEvents; tokens: string[]; isClosed: boolean; renewed: number }[];
  let mouths: FakeMouth[];
  let told: string[];
  let utterances: HeardUtterance[];
  let presence: Presence;
  let ids = 0;

  const sit = (seats: readonly ListenedSeat[], hearings: readonly FakeHearing[] | null = []): void => {
    ears = new Map();
    [rooms, mouths, told, utterances] = [[], [], [], []];
    presence = new Presence(portsOf(hearings), stateOf(seats));
  };
  const portsOf = (hearings: readonly FakeHearing[] | null): PresencePorts => ({
    openRoom({ media }, events) {
      const room = { events, tokens: [media.token], isClosed: false, renewed: 0 };
      rooms.push(room);
      return {
        useToken: (token) => void room.tokens.push(token),
        renewWayOut: () => void (room.renewed += 1),
        close: async () => void (room.isClosed = true),
      };
    },
    async openEar({ consumerId }, events) {
      const talks: string[] = [];
      ears.set(consumerId, { ...events, talks });
      const counts = { lost: 0, recovered: 0, concealed: 0, late: 0, malformed: 0 };
      const ear: Ear = {
        counts,
        receive: () => undefined,
        tick: () => undefined,
        close: () => void ears.delete(consumerId),
        setTalk: (mode, holding) => void talks.push(`${mode} ${holding}`),
      };
      return ear;
    },
    async openMouth(_way, events) {
      const mouth = new FakeMouth(events);
      mouths.push(mouth);
      return mouth;
    },
    openResampler: async () => ({
      process: (samples) => new Int16Array(samples.length * 3),
      flush: () => new Int16Array(0),
      close: () => undefined,
    }),
    speechToText: hearings && createFakeSpeechToText(hearings),
    textToSpeech: createFakeTextToSpeech({ [TEXT]: { durationMs: 1_000 } }),
    reports: {
      presenceChanged: (_table, joined) => told.push(joined ? 'joined' : 'lost'),
      seatVoiced: (_table, seatId, voiced) => told.push(`${seatId === ada ? 'ada' : 'bob'} ${voiced ? 'voiced' : 'quiet'}`),
      segmentProgressed: (_table, { segmentId, state }) => told.push(`${state} ${segmentId.at(-1)}`),
      bargedIn: (_table, { seatId, voicedMs }) => told.push(`barged in: ${seatId === ada ? 'ada' : 'bob'} ${voicedMs}`),
      submitUtterance: (_table, utterance) => utterances.push(utterance),
    },
    newUtteranceId: () => formatId('utterance', new Uint8Array(8).fill((ids += 1))),
    nowMs: () => performance.now(),
    log: { info: () => undefined, warn: () => undefined },
  });
  const settle = () => vi.advanceTimersByTimeAsync(1);
  const enter = async (): Promise<FakeMouth> => {
    rooms.at(-1)!.events.onReady(WAY);
    await settle();
    return mouths.at(-1)!;
  };
  const listen = async (seatId: SeatId, consumerId: string = seatId) => {
    await rooms.at(-1)!.events.onMicrophone({ consumerId, seatId, payloadType: 100 });
    return ears.get(consumerId)!;
  };
  const hears = (startedMs: number, gives: FakeHearing['gives'], after?: Promise<void>): FakeHearing => ({
    fits: ({ samples }) => samples[0] === startedMs,
    gives,
    ...(after ? { after } : {}),
  });
  const segment = (seed: number, turn = 1): SegmentToSpeak => ({
    tableId,
    turnId: formatId('turn', new Uint8Array(8).fill(turn)),
    segmentId: formatId('segment', new Uint8Array(8).fill(seed)),
    text: TEXT,
    language: 'en',
    voice: { voiceId: 'fake:narrator', pitchSemitones: 0, rate: 1 },
    channel: 'narrator',
  });

  beforeEach(() => void vi.useFakeTimers());
  afterEach(async () => {
    await presence.close();
    vi.useRealTimers();
  });

  it('two at once are two utterances, transcribed side by side, the later one naming the earlier', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    sit([seatOf(ada), seatOf(bob)], [hears(100, WORDS, slow), hears(200, { ...WORDS, text: 'Me too.' })]);
    (await listen(ada)).onSegment(heardSegment(100, 900));
    (await listen(bob)).onSegment(heardSegment(200, 700));
    await settle();
    expect(utterances.map(({ seatId, text }) => [seatId, text])).toEqual([[bob, 'Me too.']]);
    release();
    await settle();
    expect(utterances[1]).toMatchObject({ seatId: ada, text: WORDS.text, startedMs: 100, endedMs: 900, hearing: 'provider' });
    expect(utterances[1]?.overlaps).toEqual([utterances[0]?.utteranceId]);
  });

  it('[V10] without consent nothing goes to a recogniser, nor to the browser’s', async () => {
    sit([seatOf(ada, { consent: false }), seatOf(bob, { consent: false, hearing: 'browser' })], []);
    for (const seatId of [ada, bob]) (await listen(seatId)).onSegment(heardSegment(100, 900));
    await settle();
    expect(utterances).toEqual([]);
  });

  it('[V10] consent that is withdrawn drops what is under way', async () => {
    sit([seatOf(ada)], [hears(100, WORDS, new Promise(() => undefined))]);
    (await listen(ada)).onSegment(heardSegment(100, 900));
    presence.setSeat(seatOf(ada, { consent: false }));
    await settle();
    expect(utterances).toEqual([]);
  });

  it('the browser’s recogniser gives the words later: the utterance goes at once without them', async () => {
    sit([seatOf(ada, { hearing: 'browser' })], []);
    (await listen(ada)).onSegment(heardSegment(100, 900));
    expect(utterances).toMatchObject([{ text: null, hearing: 'browser', startedMs: 100 }]);
  });

  it('a seat that nobody can hear is still seen to speak', async () => {
    sit([seatOf(ada, { hearing: 'none' })], []);
    const ear = await listen(ada);
    ear.onVoiced(true, 100);
    ear.onSegment(heardSegment(100, 900));
    ear.onVoiced(false, 900);
    expect([told, utterances]).toEqual([['ada voiced', 'ada quiet'], []]);
  });

  it('an utterance is tried three times, then it is unheard; a refusal is final', async () => {
    sit([seatOf(ada)], [hears(100, 'timeout'), hears(100, 'unreachable'), hears(100, 'failed'), hears(200, 'rejected')]);
    const ear = await listen(ada);
    ear.onSegment(heardSegment(100, 900));
    await vi.advanceTimersByTimeAsync(2_499);
    expect(utterances).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    ear.onSegment(heardSegment(200, 900));
    await settle();
    expect(utterances).toMatchObject([
      { text: null, hearing: 'provider', startedMs: 100 },
      { text: null, startedMs: 200 },
    ]);
  });

  it('a sound without words is nothing, unless the key to the DM was held', async () => {
    sit([seatOf(ada)], [hears(100, { ...WORDS, text: ' ' }), hears(200, { ...WORDS, text: '' })]);
    const ear = await listen(ada);
    ear.onSegment(heardSegment(100, 900));
    ear.onSegment(heardSegment(200, 900, { target: 'dm' }));
    await settle();
    expect(utterances).toMatchObject([{ text: null, startedMs: 200, target: 'dm' }]);
  });

  it('the ear knows how the seat talks, whichever comes first', async () => {
    sit([seatOf(ada, { mode: 'push_to_talk' })], []);
    const ear = await listen(ada);
    presence.setSeat(seatOf(ada, { mode: 'push_to_talk', holding: 'dm' }));
    presence.setSeat(seatOf(ada, { mode: 'push_to_talk', holding: 'dm', name: 'Ada L.' }));
    expect(ear.talks).toEqual(['push_to_talk null', 'push_to_talk dm']);
  });

  it('[F20] a player who speaks over the DM makes it stop; the rest of that turn is cut, the next is spoken', async () => {
    sit([seatOf(ada)], []);
    const mouth = await enter();
    const ear = await listen(ada);
    presence.speak(segment(1));
    presence.speak(segment(2));
    await settle();
    mouth.start();
    ear.onVoicedFor(480, 480);
    expect(told).not.toContain('cut 1');
    ear.onVoicedFor(500, 500);
    presence.speak(segment(3));
    expect(told.slice(2)).toEqual(['barged in: ada 500', 'cut 1', 'cut 2', 'cut 3']);
    presence.speak(segment(4, 2));
    await settle();
    mouth.start();
    expect(told.at(-1)).toBe('started 4');
  });

  it('[F23] push-to-talk to the DM stops it at once', async () => {
    sit([seatOf(ada)], []);
    const mouth = await enter();
    presence.speak(segment(1));
    await settle();
    mouth.start();
    presence.setSeat(seatOf(ada, { holding: 'dm' }));
    expect(told.slice(-2)).toEqual(['barged in: ada 0', 'cut 1']);
  });

  it('a blip of signalling is not told, a loss of three seconds is, and so is the return', async () => {
    sit([seatOf(ada)], []);
    await enter();
    const { events } = rooms[0]!;
    events.onUncertain();
    await vi.advanceTimersByTimeAsync(2_900);
    events.onCertain();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual(['joined']);
    events.onUncertain();
    await vi.advanceTimersByTimeAsync(3_000);
    events.onCertain();
    expect(told).toEqual(['joined', 'lost', 'joined']);
  });

  it('a room that had to be made anew says the cut segment again, with new ears', async () => {
    sit([seatOf(ada)], []);
    const before = await enter();
    (await listen(ada)).onVoiced(true, 0);
    presence.speak(segment(1));
    await settle();
    before.start();
    rooms[0]!.events.onLost();
    expect(ears.size).toBe(0);
    const after = await enter();
    after.start();
    after.finish();
    expect(told).toEqual(['joined', 'ada voiced', 'started 1', 'ada quiet', 'lost', 'joined', 'spoken 1']);
  });

  it('a mouth that dies asks the room for another way out', async () => {
    sit([seatOf(ada)], []);
    const mouth = await enter();
    presence.speak(segment(1));
    await settle();
    mouth.cutAll();
    expect(rooms[0]!.renewed).toBe(1);
  });

  it('a repeated table:open changes seats and pass, and touches no sound', async () => {
    sit([seatOf(ada), seatOf(bob)], []);
    const mouth = await enter();
    presence.speak(segment(1));
    await settle();
    mouth.start();
    presence.reconcile(stateOf([seatOf(ada)], 2));
    mouth.finish();
    expect(rooms).toHaveLength(1);
    expect(rooms[0]!.tokens).toEqual(['token 1', 'token 2']);
    expect(told.filter((line) => line !== 'started 1')).toEqual(['joined', 'joined', 'spoken 1']);
  });

  it('an older lease is ignored; after another DM took the table, a newer one enters again', async () => {
    sit([seatOf(ada)], []);
    await enter();
    presence.reconcile(stateOf([seatOf(ada)], 0));
    expect(rooms[0]!.tokens).toEqual(['token 1']);
    rooms[0]!.events.onClosed();
    presence.reconcile(stateOf([seatOf(ada)], 3));
    expect(rooms.map(({ tokens }) => tokens)).toEqual([['token 1'], ['token 3']]);
  });

  it('closing cuts what is said and leaves the room', async () => {
    sit([seatOf(ada)], []);
    await enter();
    await listen(ada);
    presence.speak(segment(1));
    await settle();
    await presence.close();
    expect(told.at(-1)).toBe('cut 1');
    expect([rooms[0]!.isClosed, mouths[0]!.isClosed, ears.size]).toEqual([true, true, 0]);
  });
});
