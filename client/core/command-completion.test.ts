import fc from 'fast-check';
import { COMMANDS, parseLine } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { hintsFor, type TypedBy } from './command-completion.ts';

const english: TypedBy = { language: 'en', role: 'player', names: ['Boris', 'Old Ben'] };
const russian: TypedBy = { language: 'ru', role: 'player', names: ['Борис', 'Старый Бен'] };
const lines = (line: string, by = english): string[] => hintsFor(line, by).completions.map((one) => one.line);

describe('[G7.13] completion', () => {
  it('lists every command at a slash, in the language of the person, with arguments and help', () => {
    for (const by of [english, russian]) {
      const { completions } = hintsFor('/', by);
      expect(completions.map(({ line }) => line.trim())).toEqual(COMMANDS.map(({ words }) => `/${words[by.language][0]}`));
      for (const { label, help } of completions) expect(label.length * help.length).toBeGreaterThan(0);
    }
    expect(hintsFor('/', russian).completions[0]).toMatchObject({ label: '/бросок КОСТИ [# ЗАЧЕМ]', line: '/бросок ' });
  });

  it('narrows by what is typed, in either language; an exact word comes first', () => {
    expect(lines('/gmr')).toEqual(['/gmroll ']);
    expect(lines('/r')[0]).toBe('/roll ');
    expect(lines('/бро', english)).toEqual(['/roll ', '/selfroll ']);
    expect(lines('/ШЁ', russian)).toEqual(['/ш ']);
    expect(lines('/qq')).toEqual([]);
  });

  it('completes names, quoted where they have spaces, and words of a command', () => {
    expect(lines('/w ')).toEqual(['/w Boris ', '/w "Old Ben" ']);
    expect(lines('/w o')).toEqual(['/w "Old Ben" ']);
    expect(lines('/ш «ста', russian)).toEqual(['/ш "Старый Бен" ']);
    expect(lines('/w Boris wat')).toEqual([]);
    expect(lines('/init ne')).toEqual(['/init next']);
    expect(lines('/иниц доб', russian)).toEqual(['/иниц добавить ']);
    expect(lines('/help ro')).toEqual(['/help roll']);
  });

  it('knows a line that is a command as it stands, so that Enter sends it', () => {
    for (const line of ['/help', '/help ', '/x', '/init', '/init next', '/summary'])
      expect(hintsFor(line, english).isWhole, line).toBe(true);
    for (const line of ['/w', '/roll', '/hel', '/init n', '/w Boris']) expect(hintsFor(line, english).isWhole, line).toBe(false);
  });

  it('says how a command is written while its arguments are typed', () => {
    expect(hintsFor('/roll 2d6', english)).toMatchObject({
      usage: expect.stringContaining('/roll DICE') as string,
      completions: [],
    });
    expect(hintsFor('/nonsense x', english).usage).toBeNull();
  });

  it('offers a listener what listeners may do, and nothing for words that are no commands', () => {
    expect(lines('/', { ...english, role: 'listener' })).not.toContain('/roll ');
    for (const line of ['', 'hello', '//me', ' /roll'])
      expect(hintsFor(line, english)).toEqual({ usage: null, completions: [], isWhole: false });
  });

  it('never throws, and what it completes is a line of the same command', () => {
    const line = fc.tuple(
      fc.constantFrom('/', ...COMMANDS.map(({ words }) => `/${words.ru[0]} `)),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(line, ([start, rest]) => {
        const lost = hintsFor(start + rest, russian).completions.filter(
          ({ line: completed }) => parseLine(completed).kind !== 'command' || !completed.startsWith(start),
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
