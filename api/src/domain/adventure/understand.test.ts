import { describe, expect, it } from 'vitest';
import { englishLexicon } from './lexicon-en.ts';
import { russianLexicon } from './lexicon-ru.ts';
import { understand } from './understand.ts';
import { parsePatterns } from './words.ts';

const targets = { bell: parsePatterns('колокол* bell*'), rope: parsePatterns('веревк* rope'), self: parsePatterns('тебе you') };
const ru = (text: string) => understand(text, russianLexicon, targets);
const en = (text: string) => understand(text, englishLexicon, targets);
const intents = (reading: ReturnType<typeof understand>): string[] => reading.intents.map(({ id }) => id);

describe('understand', () => {
  it.each([
    ['не поднимаем колокол', 'not:pull', 'pull'],
    ['мы не будем поднимать колокол', 'not:pull', 'pull'],
    ['я не хочу резать верёвку', 'not:cut', 'cut'],
    ['нельзя резать верёвку', 'not:cut', 'cut'],
  ])('a Russian "not" takes back what follows: %s', (line, present, absent) => {
    expect(intents(ru(line))).toContain(present);
    expect(intents(ru(line))).not.toContain(absent);
  });

  it.each([
    ["I don't cut the rope", 'not:cut', 'cut'],
    ['we will not raise the bell', 'not:pull', 'pull'],
    ["I won't cut it", 'not:cut', 'cut'],
    ['never cut the rope', 'not:cut', 'cut'],
    ["I don't want to cut the rope", 'not:cut', 'cut'],
  ])('an English "not" takes back what follows: %s', (line, present, absent) => {
    expect(intents(en(line))).toContain(present);
    expect(intents(en(line))).not.toContain(absent);
  });

  it.each(['не режь верёвку, поднимаем колокол', 'не режем верёвку а поднимаем колокол'])(
    'a "not" ends with its clause: %s',
    (line) => {
      expect(intents(ru(line))).toEqual(expect.arrayContaining(['not:cut', 'pull']));
    },
  );

  it.each(["why don't we cut the rope", 'why not cut the rope', "can't we cut the rope"])(
    'some a "not" asks for a yes: %s',
    (line) => {
      expect(intents(en(line))).toContain('cut');
    },
  );

  it('the same in Russian', () => {
    expect(intents(ru('почему бы не поднять колокол'))).toContain('pull');
    expect(intents(ru('а не поднять ли нам колокол'))).toContain('pull');
  });

  it.each(['Мастер, поднимаем колокол', 'ну мастер поднимаем колокол', 'Скальд поднимаем колокол'])(
    'the name of the DM is no part of it: %s',
    (line) => {
      expect(ru(line)).toMatchObject({ intents: [{ id: 'pull', position: 0 }], unknownWords: 0 });
    },
  );

  it('the longer reading of the same words counts', () => {
    expect(intents(en('I take a look at the bell'))).not.toContain('take');
    expect(intents(en('I jump in the water'))).toEqual(['swim']);
  });

  it('a bare yes counts only in a short line without another deed, and not when it is said to somebody at the table', () => {
    expect(intents(ru('да'))).toEqual(['agree']);
    expect(intents(ru('да ладно тебе'))).toEqual([]);
    expect(intents(ru('да я вчера тоже поздно лёг спать на самом деле'))).not.toContain('agree');
  });

  it('counts the words that it does not know', () => {
    expect(en('raise the bell').unknownWords).toBe(0);
    expect(en('raise the invoice for Peter').unknownWords).toBe(2);
  });

  it('knows questions with and without a question mark', () => {
    expect(ru('колокол?').isQuestion).toBe(true);
    expect(ru('почему звонит колокол').isQuestion).toBe(true);
    expect(en('can we raise the bell').isQuestion).toBe(true);
    expect(en('we can raise the bell').isQuestion).toBe(false);
  });
});
