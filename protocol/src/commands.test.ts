import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './command-list.ts';
import { quoteArgument, splitArguments } from './command-arguments.ts';
import { findChoice, findCommand, foldWord, parseLine, suggest, usageOf } from './commands.ts';
import type { Language } from './language.ts';

const LANGUAGES: readonly Language[] = ['en', 'ru'];

describe('the list of commands', () => {
  it('[G7.1] no word is two commands, and no word of a choice two choices', () => {
    const words = COMMANDS.flatMap(({ words }) => [...words.en, ...words.ru].map(foldWord));
    expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
    for (const { choices } of COMMANDS.flatMap((command) => command.arguments)) {
      const known = choices.flatMap(({ words }) => [...words.en, ...words.ru].map(foldWord));
      expect(known.toSorted()).toEqual([...new Set(known)].toSorted());
    }
  });

  it('[G7.1] each has words, help and examples in both languages, in the script of each', () => {
    for (const command of COMMANDS) {
      for (const language of LANGUAGES) {
        expect(command.help[language]).toMatch(language === 'ru' ? /[а-яё]/iu : /[a-z]/iu);
        expect(command.examples[language].length).toBeGreaterThan(0);
        expect(usageOf(command, language)).toBe(usageOf(command, language).trim());
        for (const example of command.examples[language]) {
          const parsed = parseLine(example);
          expect(parsed, example).toMatchObject({ kind: 'command', command: { name: command.name } });
          expect(command.words[language]).toContain(parsed.kind === 'command' ? parsed.word : '');
        }
      }
      for (const word of command.words.ru) expect(word).toMatch(/^\p{Script=Cyrillic}+$/u);
      for (const word of command.words.en) expect(word).toMatch(/^[a-z]+$/u);
    }
  });

  it('[G7.1] has every command that was asked for', () => {
    const wanted =
      'roll r gmroll blindroll selfroll note gm gmk w scene summary init recap ooc undo help hp attack check save rest cast x';
    for (const word of wanted.split(' ')) expect(findCommand(word), word).not.toBeNull();
    for (const word of 'бросок к заметка мастеру ш сцена сводка иниц пересказ вне отмена гмбросок помощь'.split(' '))
      expect(findCommand(word), word).not.toBeNull();
  });
});

describe('a line', () => {
  it('[G7.2] is a command with a slash, in either language, with what follows and where it stands', () => {
    expect(parseLine('/roll  2d6 + 3 ')).toMatchObject({ kind: 'command', args: '2d6 + 3', argsAt: 7, word: 'roll' });
    expect(parseLine('/ШЁПОТ Борису тс-с')).toMatchObject({ command: { name: 'w' }, args: 'Борису тс-с', argsAt: 7 });
    expect(parseLine('  /help')).toMatchObject({ command: { name: 'help' }, args: '', argsAt: 7 });
    expect(parseLine('/gm\none\ntwo')).toMatchObject({ command: { name: 'gm' }, args: 'one\ntwo' });
  });

  it('[G7.2] is text without one, and two slashes mean one', () => {
    expect(parseLine('hello /roll')).toEqual({ kind: 'text', text: 'hello /roll' });
    expect(parseLine('//shrug')).toEqual({ kind: 'text', text: '/shrug' });
  });

  it.each([
    ['rol', 'roll'],
    ['rlol', 'roll'],
    ['инец', 'иниц'],
    ['пмощь', 'помощь'],
    ['summ', 'summary'],
    ['заметк', 'заметка'],
    ['', 'help'],
  ])('[G7.3] /%s is not known, and /%s is suggested', (word, wanted) => {
    expect(parseLine(`/${word}`)).toMatchObject({ kind: 'unknown', word });
    expect(suggest(word)).toContain(wanted);
  });

  it('[G7.3] what is like no command has no suggestions', () => {
    expect(suggest('qqqqqqqq')).toEqual([]);
  });

  it('[G7.2] is read whatever it is, and nothing of it is lost', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `/${text}`),
        ),
        (line) => {
          const parsed = parseLine(line);
          if (parsed.kind !== 'command') return;
          expect(line.slice(parsed.argsAt).trim()).toBe(parsed.args);
          expect(line.slice(0, parsed.argsAt).trim()).toBe(`/${parsed.word}`);
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS), fc.nat(8), fc.string(), (command, index, args) => {
        const all = [...command.words.en, ...command.words.ru];
        const parsed = parseLine(`/${all[index % all.length]} ${args}`);
        expect(parsed).toMatchObject({ kind: 'command', command, args: args.trim() });
      }),
    );
  });
});

describe('arguments', () => {
  it('[G7.3] are parted by spaces; quotes of both languages keep together', () => {
    const texts = (line: string) => splitArguments(line).words.map(({ text }) => text);
    expect(texts(' one  "two three" «четыре пять» „sechs“ “seven eight” ')).toEqual([
      'one',
      'two three',
      'четыре пять',
      'sechs',
      'seven eight',
    ]);
    expect(texts('O"Neil it\'s')).toEqual(['O"Neil', "it's"]);
    expect(splitArguments('a "b c')).toMatchObject({ unclosedAt: 2 });
  });

  it('[G7.3] any texts, quoted and split again, are the same', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a« "»\\„“”]{0,8}$/u));
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const line = texts.map(quoteArgument).join(' ');
        const split = splitArguments(line);
        expect(split.unclosedAt).toBeNull();
        expect(split.words.map(({ text }) => text)).toEqual(texts);
        for (const { text, at, end } of split.words) expect([text, quoteArgument(text)]).toContain(line.slice(at, end));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[G7.3] splitting never throws and never loses a visible character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const { words, unclosedAt } = splitArguments(line);
        const taken = words.map(({ at, end }) => line.slice(at, end)).join('');
        const rest = unclosedAt === null ? '' : line.slice(unclosedAt);
        expect((taken + rest).replace(/\s/gu, '')).toBe(line.replace(/\s/gu, ''));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[G7.1] words of a choice are found in both languages', () => {
    const [argument] = findCommand('init')?.arguments ?? [];
    if (!argument) throw new Error('/init has an argument');
    expect(findChoice(argument, 'MADD')?.key).toBe('add');
    expect(findChoice(argument, 'Дальше')?.key).toBe('next');
    expect(findChoice(argument, 'nonsense')).toBeNull();
  });
});
