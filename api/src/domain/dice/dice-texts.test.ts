import { describe, expect, it } from 'vitest';
import { diceErrorText } from './dice-texts.ts';
import { DiceError, parseDice } from './parse-dice.ts';

function textsOf(notation: string): [en: string, ru: string] {
  try {
    parseDice(notation);
  } catch (error) {
    if (error instanceof DiceError) return [diceErrorText(error, 'en'), diceErrorText(error, 'ru')];
    throw error;
  }
  throw new Error(`${notation} was read`);
}

describe('sentences about notation', () => {
  it.each([
    [
      '1d20 stealth',
      'Character 6: “s” cannot stand here; expected an operator such as + or the end. Text after a roll begins with #.',
      'Знак 6: здесь не может стоять «s»; нужно: знак действия, например +, или конец. Текст после броска начинается с #.',
    ],
    [
      '2d6+',
      'Character 5: the notation ends; expected dice, a number or a parenthesis.',
      'Знак 5: запись кончилась; нужно: кости, число или скобка.',
    ],
    ['20d1', 'Character 4: the number must be from 2 to 1000.', 'Знак 4: число должно быть от 2 до 1000.'],
    ['20', 'A number alone is not a roll.', 'Одно число — это не бросок.'],
    ['x'.repeat(300), 'The notation is longer than 256 characters.', 'Запись длиннее 256 знаков.'],
  ])('[G1.19] %s tells place, character and what was expected', (notation, en, ru) => {
    expect(textsOf(notation)).toEqual([en, ru]);
  });
  it('[G1.19] a character that cannot be seen is told by its number, in both languages', () => {
    for (const text of textsOf('1d20 \u202e')) expect(text).toContain('U+202E');
  });
  it('[G1.19] who writes // for a comment is told how one is written', () => {
    const [en, ru] = textsOf('1d20 // stealth');
    expect(en).toContain('a comment begins with #');
    expect(ru).toContain('примечание начинается с #');
  });
});
