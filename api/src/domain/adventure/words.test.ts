import { describe, expect, it } from 'vitest';
import { findHits, isOneSlipApart, parsePatterns, tokenise } from './words.ts';

const words = (text: string): string[] => tokenise(text, ['but']).map((token) => token.text);

describe('words', () => {
  it('levels case, ё and apostrophes', () => {
    expect(words('Don’t  пойдём, ЁЖ!')).toEqual(['dont', 'пойдем', 'еж']);
  });

  it('begins a new clause at a comma and at a conjunction', () => {
    expect(tokenise('stop, go but wait', ['but']).map((token) => token.clause)).toEqual([0, 1, 2, 2]);
  });

  it('finds stems, whole words, phrases and any word within a phrase', () => {
    const tokens = tokenise('let the bell go', []);
    const found = (pattern: string): number[] => findHits(tokens, parsePatterns(pattern)).map(({ position }) => position);
    expect(found('be*')).toEqual([2]);
    expect(found('be')).toEqual([]);
    expect(found('let_the')).toEqual([0]);
    expect(found('let_*_*_go')).toEqual([0]);
    expect(found('let_go')).toEqual([]);
  });

  it.each([
    ['колокл', 'колокол', true],
    ['фанарь', 'фонарь', true],
    ['lantren', 'lantern', true],
    ['mill', 'bill', false],
    ['очере', 'дочере', false],
    ['колок', 'колокол', false],
  ])('%s and %s are one slip apart: %s', (left, right, expected) => {
    expect(isOneSlipApart(left, right)).toBe(expected);
    expect(isOneSlipApart(right, left)).toBe(expected);
  });

  it('forgives a slip in long words only', () => {
    const near = (word: string, pattern: string): number => findHits(tokenise(word, []), parsePatterns(pattern), true).length;
    expect(near('лантерн фонрь калокол', 'колокол*')).toBe(1);
    expect(near('bost', 'boat')).toBe(0);
  });
});
