import { describe, expect, it } from 'vitest';
import { dictionaryOf } from './dictionary.ts';
import { pluralRu } from './plural.ts';

/** Every sentence with its path; functions are called with stand-ins. */
function sentencesOf(value: unknown, path = ''): [path: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => unknown)(3, 5))]];
  return Object.entries(value as object).flatMap(([key, inner]) => sentencesOf(inner, `${path}.${key}`));
}

/** The same in both languages, on purpose. */
const SAME = new Set(['.name']);

describe('[U1] the two languages', () => {
  const en = new Map(sentencesOf(dictionaryOf('en')));
  const ru = new Map(sentencesOf(dictionaryOf('ru')));

  it('have the same sentences', () => {
    expect([...ru.keys()]).toEqual([...en.keys()]);
    expect(en.size).toBeGreaterThan(150);
  });

  it('leave none empty, and none in the other language', () => {
    for (const [path, sentence] of en) expect(sentence.trim(), path).not.toBe('');
    for (const [path, sentence] of en) expect(/[а-яё]/i.test(sentence), path).toBe(false);
    for (const [path, sentence] of ru) expect(SAME.has(path) || /[а-яё]/i.test(sentence), path).toBe(true);
  });

  it('count in Russian as people do', () => {
    expect([1, 3, 5, 21].map((count) => pluralRu(count, 'место', 'места', 'мест'))).toEqual([
      '1 место',
      '3 места',
      '5 мест',
      '21 место',
    ]);
  });
});
