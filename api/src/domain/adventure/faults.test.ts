import { describe, expect, it } from 'vitest';
import { EMBEDDED_ADVENTURE } from '../adventures/adventures.ts';
import type { Adventure, SceneNode } from './adventure.ts';
import { exploreAdventure, stepsFrom } from './explore.ts';
import { countWords, findFaults } from './faults.ts';

const ADVENTURE = EMBEDDED_ADVENTURE.en;

function withScene(id: string, change: (scene: SceneNode) => SceneNode): Adventure {
  const scenes = ADVENTURE.plot.scenes.map((scene) => (scene.id === id ? change(scene) : scene));
  return { ...ADVENTURE, plot: { ...ADVENTURE.plot, scenes } };
}

function withText(key: string, ...texts: string[]): Adventure {
  return { ...ADVENTURE, telling: { ...ADVENTURE.telling, texts: { ...ADVENTURE.telling.texts, [key]: texts } } };
}

describe.each(['ru', 'en'] as const)('the embedded adventure, %s', (language) => {
  const adventure = EMBEDDED_ADVENTURE[language];

  it('has no faults: every text is there, every scene and ending is reached, from every state a way leads to an ending', () => {
    expect(findFaults(adventure)).toEqual([]);
  });

  it('has four scenes, checks in each of them, and two NPCs with four topics at least', () => {
    const scenes = adventure.plot.scenes.filter(({ id }) => id !== adventure.plot.epilogue);
    expect(scenes).toHaveLength(4);
    for (const { options } of scenes) expect(options.some(({ check }) => check !== undefined)).toBe(true);
    expect(adventure.plot.npcs.map(({ gender }) => gender)).toEqual(['female', 'male']);
    for (const { topics } of adventure.plot.npcs) expect(topics.length).toBeGreaterThanOrEqual(4);
  });

  it('both outcomes of every check lead to another scene', () => {
    for (const { state, steps } of exploreAdventure(adventure.plot).values()) {
      for (const { result, after } of steps) if (result !== null) expect(after.scene).not.toBe(state.scene);
    }
  });

  it('every text hands the floor over: a scene and an option that stays in it end with a question', () => {
    for (const scene of adventure.plot.scenes.filter(({ id }) => id !== adventure.plot.epilogue)) {
      const staying = scene.options.flatMap(({ outcomes }) => (outcomes ?? []).filter(({ to }) => to === undefined));
      for (const { says } of [...scene.situations, ...staying]) {
        for (const text of adventure.telling.texts[says] ?? [])
          expect(`${says}: ${text.trim().slice(-60)}`).toMatch(/\?|Speak, since|Говорите, раз|Come closer|Подойдите/u);
      }
    }
  });

  it('bears no name that is owned or worn out', () => {
    const all = JSON.stringify(adventure.telling);
    expect(all).not.toMatch(/Aldric|Voss|Elara|Олдрик|Восс|Элара|Waterdeep|Faer[uû]n|beholder|\bdrow\b|Strahd/iu);
  });
});

describe('findFaults', () => {
  it.each<[string, Adventure, string]>([
    ['a missing text', withText('river.listen'), 'the text river.listen is missing'],
    ['a number', withText('river.listen', 'You wait 3 hours. And now?'), 'river.listen has a number; only dice give numbers'],
    ['brackets', withText('river.listen', 'You wait (long). And now?'), 'river.listen has signs that cannot be spoken'],
    [
      'an unknown speaker',
      withText('river.listen', '[Barto] Who is there?'),
      'river.listen is spoken by Barto, whom nobody knows',
    ],
    ['a text without use', withText('river.dance', 'You dance?'), 'the text river.dance is never used'],
    ['a long text', withText('river.listen', 'word '.repeat(91)), 'river.listen has 91 words, 90 at most'],
    [
      'a dead end',
      withScene('weir', (scene) => ({
        ...scene,
        options: scene.options.filter(
          ({ outcomes, check }) => check === undefined && outcomes?.every(({ to }) => to === undefined),
        ),
      })),
      'no way leads from',
    ],
    [
      'a scene that nobody reaches',
      withScene('landing', (scene) => ({ ...scene, options: [] })),
      'the scene river is never reached',
    ],
    [
      'a target without words',
      withScene('river', (scene) => ({
        ...scene,
        options: scene.options.map((option) => ({ ...option, triggers: [{ intents: ['look'], targets: ['dragon'] }] })),
      })),
      'the target dragon has no words',
    ],
    [
      'an intent without words',
      withScene('river', (scene) => ({
        ...scene,
        options: scene.options.map((option) => ({ ...option, triggers: [{ intents: ['not:juggle'], targets: [] }] })),
      })),
      'the intent juggle has no words',
    ],
    [
      'a flag that nobody asks for',
      withScene('river', (scene) => ({
        ...scene,
        options: scene.options.map((option) =>
          option.id === 'listen' ? { ...option, outcomes: [{ says: 'river.listen', sets: ['deaf'] }] } : option,
        ),
      })),
      'the flag deaf is set and never asked for',
    ],
    [
      'a flag that nobody sets',
      withScene('river', (scene) => ({
        ...scene,
        options: scene.options.map((option) => (option.id === 'listen' ? { ...option, guard: { has: ['deaf'] } } : option)),
      })),
      'the flag deaf is asked for and never set',
    ],
  ])('finds %s', (_, adventure, fault) => {
    expect(findFaults(adventure).filter((found) => found.includes(fault))).not.toEqual([]);
  });

  it('counts words as they are spoken', () => {
    expect(countWords("[Marta] Don't go.\nВсё-таки тихо.")).toBe(4);
  });

  it('steps from a state have both outcomes of a check', () => {
    const steps = stepsFrom(ADVENTURE.plot, { scene: 'river', flags: new Set(), ending: null, run: 1 });
    expect(steps.filter(({ option }) => option.id === 'steer').map(({ result }) => result)).toEqual(['success', 'failure']);
  });
});
