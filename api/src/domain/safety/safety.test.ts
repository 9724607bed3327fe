import { describe, expect, it } from 'vitest';
import { MAX_BOUNDARIES, MAX_BOUNDARY_LENGTH } from '@skald/protocol';
import { changeBoundaries, keepStopped, MAX_STOPPED, topicOf } from './boundaries.ts';
import { NO_CARDS, SAME_CARD_MS, stepSafety, type SafetyState } from './safety.ts';

const shown = (state: SafetyState, card: 'stop' | 'slow_down' | 'keep_going', nowMs = 1_000) =>
  stepSafety(state, { type: 'cardShown', card }, nowMs);
const NONE = { lines: [], veils: [], stopped: [] };

describe('safety cards', () => {
  it('[G9.2] a stop card pauses until somebody goes on, and a second one changes nothing', () => {
    const stopped = shown(NO_CARDS, 'stop');
    expect(stopped).toEqual({ isPaused: true, card: { card: 'stop', atMs: 1_000 }, note: 'stopped' });
    expect(shown(stopped, 'stop', 9_000)).toBe(stopped);
    const on = stepSafety(stopped, { type: 'wentOn' }, 9_000);
    expect(on).toMatchObject({ isPaused: false, note: 'stopped' });
    expect(stepSafety(on, { type: 'wentOn' }, 9_001)).toBe(on);
    expect(shown(on, 'stop', 9_002).isPaused).toBe(true);
  });

  it('[G9.2] no other card takes a pause back', () => {
    const stopped = shown(NO_CARDS, 'stop');
    expect(shown(stopped, 'keep_going', 2_000)).toMatchObject({ isPaused: true, note: 'stopped' });
  });

  it('[G9.5] the card of one is not outweighed by the milder card of another', () => {
    const slower = shown(NO_CARDS, 'slow_down');
    expect(shown(slower, 'keep_going', 2_000).note).toBe('slower');
    expect(shown(shown(NO_CARDS, 'keep_going'), 'slow_down', 2_000).note).toBe('slower');
    expect(shown(slower, 'stop', 2_000).note).toBe('stopped');
  });

  it('[G9.4] the same card again within five seconds is not shown again; another card, or a stop, always is', () => {
    const slower = shown(NO_CARDS, 'slow_down');
    expect(shown(slower, 'slow_down', 1_000 + SAME_CARD_MS - 1)).toBe(slower);
    expect(shown(slower, 'slow_down', 1_000 + SAME_CARD_MS).card?.atMs).toBe(1_000 + SAME_CARD_MS);
    expect(shown(slower, 'keep_going', 1_001).card?.card).toBe('keep_going');
    expect(shown(slower, 'stop', 1_001).isPaused).toBe(true);
  });

  it('[G9.5] what a heard turn was told is not told again, but a newer card is', () => {
    const slower = shown(NO_CARDS, 'slow_down', 1_000);
    const told = { type: 'noteTold', note: 'slower', shownAtMs: 1_500 } as const;
    expect(stepSafety(slower, told, 2_000).note).toBeNull();
    expect(stepSafety(shown(slower, 'slow_down', 9_000), told, 9_500).note).toBe('slower');
    expect(stepSafety(shown(slower, 'stop', 1_200), told, 2_000).note).toBe('stopped');
  });

  it('[G9.2] an evening that ends takes its pause with it', () => {
    expect(stepSafety(shown(NO_CARDS, 'stop'), { type: 'sessionEnded' }, 2_000).isPaused).toBe(false);
    expect(stepSafety(NO_CARDS, { type: 'sessionEnded' }, 2_000)).toBe(NO_CARDS);
  });
});

describe('lines and veils', () => {
  it('[G9.6] are added and taken away one by one, and are the same whatever their case and ё', () => {
    const one = changeBoundaries(NONE, { list: 'lines', text: 'Пауки на лице, зелёные', isKept: true });
    expect(changeBoundaries(one, { list: 'lines', text: 'пауки  на лице, зеленые', isKept: true })).toBe(one);
    const both = changeBoundaries(one, { list: 'veils', text: 'Torture', isKept: true });
    expect(both).toEqual({ lines: ['Пауки на лице, зелёные'], veils: ['Torture'], stopped: [] });
    expect(changeBoundaries(both, { list: 'lines', text: 'ПАУКИ НА ЛИЦЕ, ЗЕЛЁНЫЕ', isKept: false }).lines).toEqual([]);
    expect(changeBoundaries(NONE, { list: 'veils', text: 'unknown', isKept: false })).toBe(NONE);
  });

  it('[G9.6] there is room for twenty of each', () => {
    let boundaries: Parameters<typeof changeBoundaries>[0] = NONE;
    for (let index = 0; index < MAX_BOUNDARIES; index += 1)
      boundaries = changeBoundaries(boundaries, { list: 'lines', text: `line ${index}`, isKept: true });
    expect(() => changeBoundaries(boundaries, { list: 'lines', text: 'one more', isKept: true })).toThrow(
      expect.objectContaining({ code: 'boundaries_full' }),
    );
    expect(changeBoundaries(boundaries, { list: 'veils', text: 'a veil', isKept: true }).veils).toHaveLength(1);
  });

  it('[G9.5] a stopped moment is kept by the card alone, the newest ten, and can be let go', () => {
    expect(() => changeBoundaries(NONE, { list: 'stopped', text: 'x', isKept: true })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    let boundaries: Parameters<typeof keepStopped>[0] = NONE;
    for (let index = 0; index < MAX_STOPPED + 3; index += 1) boundaries = keepStopped(boundaries, `moment ${index}`);
    expect(boundaries.stopped).toHaveLength(MAX_STOPPED);
    expect(boundaries.stopped.at(-1)).toBe(`moment ${MAX_STOPPED + 2}`);
    expect(keepStopped(boundaries, null)).toBe(boundaries);
    expect(changeBoundaries(boundaries, { list: 'stopped', text: 'Moment 5', isKept: false }).stopped).not.toContain('moment 5');
  });

  it('[G9.5] a topic is one line of the last words, whatever they are made of', () => {
    expect(topicOf('The Mill', 'A spider\ncrawls\u0000 over your face.')).toBe('The Mill: A spider crawls over your face.');
    expect(topicOf(null, '  ')).toBeNull();
    for (const words of ['слово '.repeat(200), '🕷️'.repeat(300), 'x'.repeat(5_000), `${'🕷 '.repeat(90)}`]) {
      const topic = topicOf('Сцена с очень длинным названием, которое не кончается никогда', words) ?? '';
      expect(topic.length).toBeLessThanOrEqual(MAX_BOUNDARY_LENGTH);
      expect(topic.length).toBeGreaterThan(40);
      expect(topic.isWellFormed()).toBe(true);
    }
  });
});
