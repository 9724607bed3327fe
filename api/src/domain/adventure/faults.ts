import { type Adventure, findScene, type Outcome, type Telling } from './adventure.ts';
import { exploreAdventure, type Place } from './explore.ts';
import { pickTold } from './say.ts';
import { holds } from './state.ts';

/** Longest narration of one turn, in words: about half a minute aloud. */
export const NARRATION_WORDS_MAX = 90;

/**
 * What is wrong with an adventure, as sentences for its author; nothing when it may be played: texts that are missing or
 * never used, names that nobody bears, targets without words, scenes that cannot be reached, states with no way to an
 * ending, flags without use, turns that are too long to listen to.
 */
export function findFaults(adventure: Adventure): string[] {
  const places = [...exploreAdventure(adventure.plot).values()];
  return [
    ...faultsOfTexts(adventure),
    ...faultsOfWords(adventure),
    ...faultsOfFlags(adventure),
    ...faultsOfWays(adventure, places),
    ...faultsOfLength(adventure, places),
  ];
}

function faultsOfTexts(adventure: Adventure): string[] {
  const { plot, telling } = adventure;
  const used = usedTexts(adventure);
  const names = Object.values(telling.npcs).map(({ name }) => name);
  return [
    ...[...used].filter((key) => (telling.texts[key] ?? []).length === 0).map((key) => `the text ${key} is missing`),
    ...Object.keys(telling.texts)
      .filter((key) => !used.has(key))
      .map((key) => `the text ${key} is never used`),
    ...plot.npcs.filter(({ id }) => telling.npcs[id] === undefined).map(({ id }) => `${id} has no name`),
    ...plot.scenes.filter(({ id }) => telling.scenes[id] === undefined).map(({ id }) => `the scene ${id} has no panel`),
    ...Object.entries(telling.texts).flatMap(([key, texts]) =>
      texts.flatMap((text) => [
        ...faultsOfLines(key, text, names),
        ...(/\d/u.test(text) ? [`${key} has a number; only dice give numbers`] : []),
      ]),
    ),
  ];
}

function faultsOfLines(key: string, text: string, names: readonly string[]): string[] {
  return text.split('\n').flatMap((line) => {
    const speaker = /^\[([^\]]*)\] \S/u.exec(line)?.[1];
    if (speaker !== undefined && !names.includes(speaker)) return [`${key} is spoken by ${speaker}, whom nobody knows`];
    const spoken = speaker === undefined ? line : line.slice(speaker.length + 2);
    return /[[\](){}*_#]/u.test(spoken) ? [`${key} has signs that cannot be spoken`] : [];
  });
}

/** Keys of all texts that the plot may tell. */
function usedTexts({ plot }: Adventure): Set<string> {
  const outcomes = (list: readonly Outcome[] | undefined): string[] => (list ?? []).map(({ says }) => says);
  return new Set([
    ...plot.npcs.flatMap((npc) => [npc.chat, `hint.talk.${npc.id}`, ...npc.topics.map(({ says }) => says)]),
    ...plot.scenes.flatMap((scene) => [
      ...[...scene.situations, ...scene.recaps].map(({ says }) => says),
      ...scene.options.flatMap(({ hint, outcomes: plain, check }) => [
        ...(hint === undefined ? [] : [hint]),
        ...outcomes(plain),
        ...(check === undefined ? [] : [check.label, check.stakes, ...outcomes(check.success), ...outcomes(check.failure)]),
      ]),
    ]),
  ]);
}

function faultsOfWords({ plot, telling, lexicon }: Adventure): string[] {
  const triggers = plot.scenes.flatMap(({ options }) => options.flatMap((option) => option.triggers));
  const targets = [
    ...triggers.flatMap((trigger) => trigger.targets),
    ...plot.npcs.flatMap((npc) => npc.topics.flatMap((topic) => topic.targets)),
  ];
  const intents = triggers.flatMap((trigger) => trigger.intents).map((intent) => intent.replace(/^not:/u, ''));
  return [
    ...unique(targets)
      .filter((target) => telling.targets[target] === undefined)
      .map((target) => `the target ${target} has no words`),
    ...unique(intents)
      .filter((intent) => lexicon.intents[intent] === undefined && lexicon.shortIntents[intent] === undefined)
      .map((intent) => `the intent ${intent} has no words`),
  ];
}

function faultsOfFlags({ plot }: Adventure): string[] {
  const options = plot.scenes.flatMap((scene) => scene.options);
  const outcomes = options.flatMap(({ outcomes: plain, check }) => [
    ...(plain ?? []),
    ...(check?.success ?? []),
    ...(check?.failure ?? []),
  ]);
  const told = [...plot.scenes.flatMap(({ present, situations, recaps }) => [...present, ...situations, ...recaps]), ...outcomes];
  const guards = [
    ...told.map(({ when }) => when),
    ...options.flatMap(({ guard, check }) => [guard, ...(check?.easier?.whenAny ?? [])]),
    ...plot.npcs.flatMap(({ topics }) => topics.map(({ when }) => when)),
  ];
  const read = new Set(guards.flatMap((guard) => [...(guard?.has ?? []), ...(guard?.lacks ?? [])]));
  const set = new Set(outcomes.flatMap(({ sets }) => sets ?? []));
  return [
    ...[...set].filter((flag) => !read.has(flag)).map((flag) => `the flag ${flag} is set and never asked for`),
    ...[...read].filter((flag) => !set.has(flag)).map((flag) => `the flag ${flag} is asked for and never set`),
  ];
}

function faultsOfWays({ plot }: Adventure, places: readonly Place[]): string[] {
  const reached = new Set(places.map(({ state }) => state.scene));
  const endings = new Set(places.map(({ state }) => state.ending));
  const before = new Map<string, string[]>();
  for (const { name, next } of places) for (const after of next) before.set(after, [...(before.get(after) ?? []), name]);
  const good = places.filter(({ state }) => state.scene === plot.epilogue && state.ending !== null).map(({ name }) => name);
  const isGood = new Set(good);
  for (let name = good.pop(); name !== undefined; name = good.pop()) {
    for (const earlier of (before.get(name) ?? []).filter((candidate) => !isGood.has(candidate))) {
      isGood.add(earlier);
      good.push(earlier);
    }
  }
  return [
    ...plot.scenes.filter(({ id }) => !reached.has(id)).map(({ id }) => `the scene ${id} is never reached`),
    ...plot.endings.filter((ending) => !endings.has(ending)).map((ending) => `the ending ${ending} is never reached`),
    ...places.filter(({ name }) => !isGood.has(name)).map(({ name }) => `no way leads from ${name} to an ending`),
  ];
}

function faultsOfLength({ plot, telling, phrases }: Adventure, places: readonly Place[]): string[] {
  const faults = new Set<string>();
  const check = (what: string, words: number): void => {
    if (words > NARRATION_WORDS_MAX) faults.add(`${what} has ${words} words, ${NARRATION_WORDS_MAX} at most`);
  };
  const counted = new Map(Object.entries(telling.texts).map(([key, texts]) => [key, Math.max(0, ...texts.map(countWords))]));
  const longest = (key: string): number => counted.get(key) ?? 0;
  const previously = Math.max(...phrases.previously.map(countWords));
  for (const { state, steps } of places) {
    for (const { outcome, after } of steps) {
      const situation = outcome.to === undefined ? 0 : longest(pickTold(findScene(plot, after.scene).situations, after));
      check(outcome.says, longest(outcome.says) + situation);
    }
    const scene = findScene(plot, state.scene);
    const again = previously + longest(pickTold(scene.recaps, state));
    check(`the recap of ${scene.id}`, again + longest(pickTold(scene.situations, state)));
    const present = plot.npcs.filter(({ id }) => scene.present.some(({ npc, when }) => npc === id && holds(when, state)));
    for (const { says } of present.flatMap((npc) => npc.topics)) check(says, longest(says));
  }
  const opening = Math.max(...[...phrases.opening, ...phrases.openingAgain].map(countWords)) + countWords(telling.title);
  check('the opening', opening + longest(findScene(plot, plot.start).situations.at(-1)?.says ?? ''));
  return [...faults];
}

/** Words as they are spoken; the name in brackets is not. */
export function countWords(text: Telling['title']): number {
  return text.replace(/^\[[^\]]*\]/gmu, '').match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
