// @vitest-environment happy-dom
import type { Quest } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { isNewCard, readObjectives, sortQuests, writeObjectives } from './campaign-view.ts';
import { applyEvent, takeSnapshot } from './table-view.ts';
import { isSafetyKey } from './talk-keys.ts';
import { snapshotOf } from './testing/samples.ts';

const quest = (number: number, change: Partial<Quest> = {}): Quest => ({
  questId: `qu_${String(number).padStart(20, '0')}` as Quest['questId'],
  title: `Quest ${number}`,
  text: '',
  state: 'open',
  objectives: [],
  isHidden: false,
  ...change,
});

describe('the campaign on a page', () => {
  it('[G8] quests come, change in their place, and go when they are hidden', () => {
    let view = takeSnapshot(null, snapshotOf());
    view = applyEvent(view, { type: 'quest:changed', quest: quest(1) });
    view = applyEvent(view, { type: 'quest:changed', quest: quest(2) });
    view = applyEvent(view, { type: 'quest:changed', quest: quest(1, { state: 'done' }) });
    expect(view.campaign.quests.map(({ title, state }) => [title, state])).toEqual([
      ['Quest 1', 'done'],
      ['Quest 2', 'open'],
    ]);
    expect(sortQuests(view.campaign.quests).map(({ title }) => title)).toEqual(['Quest 2', 'Quest 1']);
    view = applyEvent(view, { type: 'quest:hidden', questId: quest(1).questId });
    expect(view.campaign.quests).toHaveLength(1);
  });

  it('[G9.1] a card is news once; what was shown before one came is not', () => {
    const shown = { isPaused: false, card: { card: 'slow_down', atMs: 5 } } as const;
    expect(isNewCard(null, shown)).toBe(false);
    expect(isNewCard({ isPaused: false, card: null }, shown)).toBe(true);
    expect(isNewCard(shown, { ...shown })).toBe(false);
    expect(isNewCard(shown, { isPaused: false, card: { card: 'slow_down', atMs: 9 } })).toBe(true);
  });

  it('[G8] steps of a quest survive being typed', () => {
    const objectives = [
      { text: 'Find the rope', isDone: true },
      { text: 'Ring the bell', isDone: false },
    ];
    expect(readObjectives(writeObjectives(objectives))).toEqual(objectives);
    expect(readObjectives('\n  [Х] Найти верёвку \n\n[x]\n')).toEqual([{ text: 'Найти верёвку', isDone: true }]);
  });

  it('[G9.8] X opens the cards in any layout, not while one types and not with Ctrl', () => {
    const key = { code: 'KeyX', ctrlKey: false, altKey: false, metaKey: false, target: null };
    expect(isSafetyKey(key)).toBe(true);
    expect(isSafetyKey({ ...key, ctrlKey: true })).toBe(false);
    expect(isSafetyKey({ ...key, code: 'KeyZ' })).toBe(false);
  });
});
