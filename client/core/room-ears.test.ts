import { describe, expect, it } from 'vitest';
import { RoomEars, type Listening } from './room-ears.ts';
import { FakeRecognition } from './testing/fake-recognition.ts';

const listening: Listening = { hasConsent: true, hasMicrophone: true, serverHasEars: false, isSending: true, language: 'en' };

function openEars({ isMissing = false } = {}) {
  const runs: FakeRecognition[] = [];
  const states: string[] = [];
  const interims: string[] = [];
  let nowMs = 0;
  const ears = new RoomEars({
    create: isMissing ? null : () => (runs.push(new FakeRecognition()), runs.at(-1)!),
    growsFinals: false,
    nowMs: () => nowMs,
    onState: (state) => states.push(state),
    onInterim: (text) => interims.push(text),
    onWords: () => undefined,
  });
  return { ears, runs, states, interims, pass: (ms: number) => (nowMs += ms) };
}

describe('[V10] the browser’s recogniser in the room', () => {
  it.each([
    ['without consent', { hasConsent: false }],
    ['without a microphone', { hasMicrophone: false }],
    ['where the server has a recogniser', { serverHasEars: true }],
    ['while nothing is sent', { isSending: false }],
  ])('does not run %s', (_when, change) => {
    const { ears, runs } = openEars();
    ears.follow({ ...listening, ...change });
    expect(runs).toEqual([]);
  });

  it('is cut off when consent is taken back', () => {
    const { ears, runs } = openEars();
    ears.follow(listening);
    ears.follow({ ...listening, hasConsent: false });
    expect(runs[0]?.calls).toEqual(['start', 'abort']);
  });

  it('rests when the microphone shuts, and hears out what was begun', () => {
    const { ears, runs } = openEars();
    ears.follow(listening);
    ears.follow({ ...listening, isSending: false });
    expect(runs[0]?.calls).toEqual(['start', 'stop']);
  });

  it('says that the browser has none', () => {
    const { ears, states } = openEars({ isMissing: true });
    ears.follow(listening);
    expect(states).toEqual(['missing']);
  });

  it('tells words in the air at most four times a second, and their end always', () => {
    const { ears, runs, interims, pass } = openEars();
    ears.follow(listening);
    for (const text of ['a', 'a b', 'a b c']) {
      runs[0]?.hear([text, false]);
      pass(150);
    }
    runs[0]?.hear(['a b c d', true]);
    expect(interims).toEqual(['a', 'a b c', '']);
  });
});
