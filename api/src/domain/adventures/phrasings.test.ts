import { describe, expect, it } from 'vitest';
import type { Meaning } from '../adventure/match.ts';
import { meaningOf } from '../adventure/plan.ts';
import { EMBEDDED_ADVENTURE } from './adventures.ts';
import { type Corpus, CORPUS_FLAGS } from './corpora/corpus.ts';
import { heldEnglish } from './corpora/held-en.ts';
import { heldRussian } from './corpora/held-ru.ts';
import { tuneEnglish } from './corpora/tune-en.ts';
import { tuneRussian } from './corpora/tune-ru.ts';

const TUNED = { ru: tuneRussian, en: tuneEnglish };
const HELD = { ru: heldRussian, en: heldEnglish };
/** What the held lines gave when they were first read, in shares; lower is a step back. */
const HELD_UNDERSTOOD_MIN = 0.85;
const HELD_SILENT_MIN = 0.9;

function read(language: 'ru' | 'en', scene: string, line: string): string {
  const state = { scene, flags: new Set(CORPUS_FLAGS[scene]), ending: null, run: 1 };
  return nameOf(meaningOf(EMBEDDED_ADVENTURE[language], line, state));
}

function nameOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'option':
      return meaning.option.id;
    case 'topic':
      return `topic:${meaning.npc.id}.${meaning.topic.id}`;
    case 'chat':
      return `chat:${meaning.npc.id}`;
    case 'question':
      return `question:${meaning.question}`;
    case 'absent':
    case 'described':
    case 'refusal':
    case 'nothing':
      return meaning.kind;
  }
}

function linesOf({ scenes }: Corpus): { scene: string; meaning: string; line: string }[] {
  return Object.entries(scenes).flatMap(([scene, lines]) => lines.map(([meaning, line]) => ({ scene, meaning, line })));
}

describe.each(['ru', 'en'] as const)('phrasings, %s', (language) => {
  it('are at least 30 a scene, and 40 of table talk in all languages', () => {
    for (const scene of Object.keys(CORPUS_FLAGS)) {
      expect(new Set(TUNED[language].scenes[scene]?.map(([, line]) => line)).size).toBeGreaterThanOrEqual(30);
    }
    expect(new Set(TUNED[language].tableTalk).size).toBeGreaterThanOrEqual(40);
  });

  it.each(linesOf(TUNED[language]))('$scene: "$line" means $meaning', ({ scene, meaning, line }) => {
    expect(read(language, scene, line)).toBe(meaning);
  });

  it.each(TUNED[language].tableTalk)('table talk means nothing anywhere: "%s"', (line) => {
    for (const scene of Object.keys(CORPUS_FLAGS)) expect(read(language, scene, line)).toBe('nothing');
  });
});

describe('held lines, never used for tuning', () => {
  const all = (['ru', 'en'] as const).flatMap((language) => linesOf(HELD[language]).map((entry) => ({ language, ...entry })));
  const talk = (['ru', 'en'] as const).flatMap((language) => HELD[language].tableTalk.map((line) => ({ language, line })));

  it('are understood as often as when they were written', () => {
    const right = all.filter(({ language, scene, meaning, line }) => read(language, scene, line) === meaning);
    expect(all.length).toBeGreaterThanOrEqual(100);
    expect(right.length / all.length).toBeGreaterThanOrEqual(HELD_UNDERSTOOD_MIN);
  });

  it('table talk is left alone as often', () => {
    const silent = talk.filter(({ language, line }) =>
      Object.keys(CORPUS_FLAGS).every((scene) => read(language, scene, line) === 'nothing'),
    );
    expect(silent.length / talk.length).toBeGreaterThanOrEqual(HELD_SILENT_MIN);
  });
});
