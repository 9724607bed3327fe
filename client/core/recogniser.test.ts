import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Recogniser, type RecogniserState, type Words } from './recogniser.ts';
import { FakeRecognition } from './testing/fake-recognition.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen({ growsFinals = false, isMissing = false } = {}) {
  const runs: FakeRecognition[] = [];
  const states: RecogniserState[] = [];
  const interims: string[] = [];
  const words: Words[] = [];
  const recogniser = new Recogniser({
    create: () => {
      if (isMissing) return null;
      runs.push(new FakeRecognition());
      return runs.at(-1)!;
    },
    language: 'ru',
    growsFinals,
    nowMs: () => Date.now(),
    onState: (state) => states.push(state),
    onInterim: (text) => interims.push(text),
    onWords: (heard) => words.push(heard),
  });
  return { recogniser, runs, states, interims, words, run: (): FakeRecognition => runs.at(-1)! };
}

describe('the browser’s recogniser', () => {
  it('runs in the language of the table while it is wanted', () => {
    const { recogniser, run, states } = listen();
    recogniser.want(true);
    run().onstart?.();
    expect([run().lang, run().continuous, run().interimResults]).toEqual(['ru-RU', true, true]);
    expect(states).toEqual(['starting', 'works']);
  });

  it('gives words with the time they were said', () => {
    const { recogniser, run, words, interims } = listen();
    recogniser.want(true);
    const startMs = Date.now();
    run().onspeechstart?.();
    vi.advanceTimersByTime(800);
    run().hear(['открываю', false]);
    vi.advanceTimersByTime(400);
    run().hear(['открываю дверь', true]);
    expect(interims).toEqual(['открываю', '']);
    expect(words).toEqual([{ text: 'открываю дверь', startedMs: startMs, endedMs: startMs + 800, confidence: 0.9 }]);
  });

  it('tells each final result once, though browsers repeat the list', () => {
    const { recogniser, run, words } = listen();
    recogniser.want(true);
    run().hear(['раз', true]);
    run().hear(['раз', true], ['два', true]);
    expect(words.map(({ text }) => text)).toEqual(['раз', 'два']);
  });

  it('keeps only what is new where finals grow (Chrome on Android)', () => {
    const { recogniser, run, words } = listen({ growsFinals: true });
    recogniser.want(true);
    run().hear(['я иду', true]);
    run().hear(['я иду', true], ['я иду к мельнице', true]);
    run().hear(['я иду', true], ['я иду к мельнице', true], ['я иду к мельнице', true]);
    expect(words.map(({ text }) => text)).toEqual(['я иду', 'к мельнице']);
  });

  it('is started again after each pause in which the browser ended it', () => {
    const { recogniser, runs, run } = listen();
    recogniser.want(true);
    run().onstart?.();
    vi.advanceTimersByTime(10_000);
    run().fail('no-speech');
    vi.advanceTimersByTime(100);
    expect(runs).toHaveLength(2);
  });

  it('is started less and less often when it ends at once', () => {
    const { recogniser, runs, run } = listen();
    recogniser.want(true);
    const at: number[] = [];
    const startMs = Date.now();
    for (let round = 0; round < 4; round += 1) {
      run().onend?.();
      const before = runs.length;
      while (runs.length === before) vi.advanceTimersByTime(100);
      at.push(Date.now() - startMs);
    }
    expect(at).toEqual([500, 2_500, 7_500, 12_500]);
  });

  it('finishes the words in the air when it is no longer wanted, and then rests', () => {
    const { recogniser, runs, run, words } = listen();
    recogniser.want(true);
    run().hear(['стой', false]);
    recogniser.want(false);
    run().hear(['стой!', true]);
    run().onend?.();
    vi.advanceTimersByTime(60_000);
    expect(run().calls).toEqual(['start', 'stop']);
    expect(words.map(({ text }) => text)).toEqual(['стой!']);
    expect(runs).toHaveLength(1);
  });

  it('[V10] is cut off at once when it is closed, and nothing it still says is used', () => {
    const { recogniser, run, words } = listen();
    recogniser.want(true);
    recogniser.close();
    run().hear(['поздно', true]);
    expect(run().calls.at(-1)).toBe('abort');
    expect(words).toEqual([]);
  });

  it.each(['not-allowed', 'service-not-allowed', 'language-not-supported'])('counts as failed for good after %s', (error) => {
    const { recogniser, runs, run, states } = listen();
    recogniser.want(true);
    run().fail(error);
    vi.advanceTimersByTime(600_000);
    expect(states.at(-1)).toBe('failed');
    expect(runs).toHaveLength(1);
  });

  it('counts as failed while the network refuses it, and is tried again a minute later', () => {
    const { recogniser, runs, run, states } = listen();
    recogniser.want(true);
    run().fail('network');
    expect(states.at(-1)).toBe('failed');
    vi.advanceTimersByTime(60_000);
    expect(runs).toHaveLength(2);
    run().onstart?.();
    run().hear(['снова', true]);
    expect(states.at(-1)).toBe('works');
  });

  it('bears two network errors in a row once it has worked, not three', () => {
    const { recogniser, run, states } = listen();
    recogniser.want(true);
    run().onstart?.();
    run().fail('network');
    vi.advanceTimersByTime(500);
    run().fail('network');
    expect(states.at(-1)).toBe('works');
    vi.advanceTimersByTime(2_000);
    run().fail('network');
    expect(states.at(-1)).toBe('failed');
  });

  it('says that there is none', () => {
    const { recogniser, states } = listen({ isMissing: true });
    recogniser.want(true);
    expect(states).toEqual(['missing']);
  });
});
