import { describe, expect, it } from 'vitest';
import { languageOfLine } from './line-language.ts';

describe('languageOfLine', () => {
  it.each([
    ['Я осматриваю лодку', 'en', 'ru'],
    ['I look at the boat', 'ru', 'en'],
    ['I look at the boat', 'en', 'en'],
    ['Я осматриваю лодку', 'ru', 'ru'],
    ['I call out to Марта', 'en', 'en'],
    ['ok', 'ru', 'ru'],
    ['2d6', 'ru', 'ru'],
    ['', 'en', 'en'],
  ] as const)('[U1] %s, expected in %s, is %s', (text, expected, language) => {
    expect(languageOfLine(text, expected)).toBe(language);
  });
});
