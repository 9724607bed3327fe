import fc from 'fast-check';
import { COMMANDS, gameStepSchema, MAX_CHAT_LENGTH, type GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CommandError, describeProblem, type CommandProblem } from './command-error.ts';
import { readLine, writeLine } from './inline-rolls.ts';
import { readCommand } from './read-command.ts';
import type { CommandIntent, CommandScope } from './scope.ts';
import { BEN, BORIS, GOBLIN, GOBLIN_TWO, IRINA, sampleScope } from './testing/sample-scope.ts';

const read = (line: string, scope: CommandScope = sampleScope()): CommandIntent => readCommand(line, scope);

function problemOf(line: string, scope: CommandScope = sampleScope()): CommandProblem {
  try {
    readCommand(line, scope);
  } catch (error) {
    if (error instanceof CommandError) return error.problem;
    throw error;
  }
  throw new Error(`${line} was not refused`);
}

function stepOf(line: string, scope: CommandScope = sampleScope()): GameStep {
  const intent = read(line, scope);
  if (intent.kind !== 'step') throw new Error(`${line} is no step`);
  return gameStepSchema.parse(intent.step);
}

describe('words and rolls', () => {
  it('[G7.2] a line without a slash is said, and // says a slash', () => {
    expect(read('hello')).toEqual({ kind: 'say', tone: 'in', parts: [{ kind: 'text', text: 'hello' }] });
    expect(read('//me waves')).toMatchObject({ parts: [{ text: '/me waves' }] });
  });

  it('[G7.4] dice in double brackets are rolls within a line, with their place', () => {
    expect(read('I hit [[1d20+5]] for [[ 2d6 ]]!')).toMatchObject({
      parts: [
        { kind: 'text', text: 'I hit ' },
        { kind: 'roll', notation: '1d20+5', position: 8 },
        { kind: 'text', text: ' for ' },
        { kind: 'roll', notation: ' 2d6 ', position: 23 },
        { kind: 'text', text: '!' },
      ],
    });
    expect(read('/ooc [[1d4]]')).toMatchObject({ tone: 'ooc', parts: [{ kind: 'roll', position: 7 }] });
    expect(
      read(
        '/w Boris [[1d4]]',
        sampleScope({ people: [...sampleScope().people, { seatId: BORIS, name: 'Boris', characterName: null }] }),
      ),
    ).toMatchObject({
      kind: 'whisper',
      parts: [{ kind: 'roll', position: 11 }],
    });
  });

  it.each([
    ['a [[1d20', 'brackets_unclosed', 2],
    ['a [[1d20]', 'brackets_unclosed', 2],
    ['a [[boo]]', 'dice', 4],
    ['[[5]]', 'dice', null],
    ['[[1d4]]'.repeat(11), 'too_many_rolls', 0],
    [`${'x'.repeat(MAX_CHAT_LENGTH - 8)}[[1d4]]`, 'too_long', null],
  ])('[G7.4] %s is refused', (line, code, position) => {
    expect(problemOf(line)).toMatchObject(position === null ? { code } : { code, position });
  });

  it('[G7.4] what looks like a roll that was drawn is rolled like any other, so that nobody writes a total himself', () => {
    const { parts } = read('[[1d20 = 20]]') as Extract<CommandIntent, { kind: 'say' }>;
    expect(parts).toEqual([{ kind: 'roll', notation: '1d20 = 20', position: 2 }]);
    expect(writeLine(parts, [0])).toBe('[[1d20 = 20 = 0]]');
    expect(writeLine(read('a [[1d6[fire]+2]]').kind === 'say' ? readLine('a [[1d6[fire]+2]]', 0) : [], [7])).toBe(
      'a [[1d6+2 = 7]]',
    );
  });

  it('[G7.5] a roll has dice, what it is for, and who sees it; in both languages', () => {
    const roll = { kind: 'roll', notation: '1d20+5', label: 'stealth', position: 6, visibility: 'public' };
    expect(read('/roll 1d20+5 # stealth')).toEqual(roll);
    expect(read('/к 1к20+5')).toEqual({ kind: 'roll', notation: '1к20+5', label: '', position: 3, visibility: 'public' });
    expect(read('/гмбросок 2d6')).toMatchObject({ visibility: 'dm' });
    expect(read('/blindroll 2d6')).toMatchObject({ visibility: 'blind' });
    expect(read('/бросоксебе 2d6')).toMatchObject({ visibility: 'self' });
  });

  it('[G7.5] dice that cannot be rolled are refused where they go wrong', () => {
    expect(problemOf('/roll 2d6+boo')).toMatchObject({ code: 'dice', position: 10 });
    expect(problemOf('/roll   ')).toMatchObject({ code: 'missing', position: 5 });
    expect(problemOf('/roll # stealth')).toMatchObject({ code: 'missing' });
  });

  it('[G7.7] notes and private words are taken as they are', () => {
    expect(read('/заметка  Ключ "под камнем')).toEqual({ kind: 'note', text: 'Ключ "под камнем' });
    expect(read('/gmk Do I lie?')).toMatchObject({ kind: 'whisper', to: 'dm', parts: [{ text: 'Do I lie?' }] });
    expect(problemOf('/note')).toMatchObject({ code: 'missing', position: 5 });
  });
});

describe('names', () => {
  it.each([
    ['/w Борис тс', BORIS, 'тс'],
    ['/ш Борису тс', BORIS, 'тс'],
    ['/ш бор тс', BORIS, 'тс'],
    ['/ш Грому тс', BORIS, 'тс'],
    ['/ш «Старому Бену» тс', BEN, 'тс'],
    ['/ш Старому Бену тс', BEN, 'тс'],
    ['/w старому "тс" she said', BEN, '"тс" she said'],
    ['/w Бену it is 5" long', BEN, 'it is 5" long'],
    ['/w Борис: тс', BORIS, 'тс'],
  ])('[G7.6] %s finds its person', (line, to, text) => {
    expect(read(line)).toEqual({ kind: 'whisper', to, parts: [{ kind: 'text', text }] });
  });

  it('[G7.6] nobody, several and oneself are refused, with who there is', () => {
    expect(problemOf('/w Зоя тс')).toMatchObject({ code: 'nobody_named', position: 3, known: ['Ада', 'Борис', 'Старый Бен'] });
    const twins = sampleScope({ people: ['Борис', 'Борислав'].map((name) => ({ seatId: BEN, name, characterName: null })) });
    expect(problemOf('/w бор тс', twins)).toMatchObject({ code: 'several_named', position: 3, known: ['Борис', 'Борислав'] });
    expect(read('/w борису тс', twins)).toMatchObject({ kind: 'whisper' });
    expect(problemOf('/w Аде тс')).toMatchObject({ code: 'yourself', position: 3 });
    expect(problemOf('/w Борису')).toMatchObject({ code: 'missing', position: 9 });
    expect(problemOf('/w «Борису тс')).toMatchObject({ code: 'quote_unclosed', position: 3 });
  });
});

describe('steps of the game', () => {
  const actor = IRINA;
  it.each<[string, GameStep]>([
    ['/init begin', { kind: 'encounter:begin' }],
    ['/иниц дальше', { kind: 'turn:next' }],
    ['/i join', { kind: 'combatant:join', characterId: IRINA }],
    ['/init roll adv', { kind: 'initiative:roll', combatantId: null, mode: 'advantage' }],
    ['/init roll goblin 2', { kind: 'initiative:roll', combatantId: GOBLIN_TWO, mode: 'normal' }],
    ['/init set "goblin 1" 17', { kind: 'initiative:set', combatantId: GOBLIN, value: 17 }],
    ['/init hp goblin 2 -5 огонь', { kind: 'damage', target: GOBLIN_TWO, amount: 5, type: 'fire' }],
    ['/init hp irina +2d4', { kind: 'heal', target: IRINA, amount: '2d4' }],
    ['/init temp irina 6', { kind: 'temporary:grant', target: IRINA, amount: 6 }],
    ['/init uncond goblin 1 сбит с ног', { kind: 'condition:remove', target: GOBLIN, condition: 'prone' }],
    [
      '/init cond goblin 1 prone 2',
      {
        kind: 'condition:add',
        target: GOBLIN,
        condition: 'prone',
        source: '',
        ends: { of: GOBLIN, at: 'start', rounds: 2 },
        heldBy: null,
      },
    ],
    ['/init reveal goblin 1', { kind: 'combatant:reveal', combatantId: GOBLIN }],
    ['/hp -5', { kind: 'damage', target: IRINA, amount: 5, type: null }],
    ['/хиты временные 6', { kind: 'temporary:grant', target: IRINA, amount: 6 }],
    ['/hp goblin 1 -2d6 slashing', { kind: 'damage', target: GOBLIN, amount: '2d6', type: 'slashing' }],
    [
      '/attack long goblin 1 adv',
      { kind: 'attack', attacker: actor, attackId: 'longsword', target: GOBLIN, mode: 'advantage', isReaction: false },
    ],
    [
      '/атака кинжалом -t "goblin 2" реакция',
      { kind: 'attack', attacker: actor, attackId: 'dagger', target: GOBLIN_TWO, mode: 'normal', isReaction: true },
    ],
    [
      '/check stealth 15 dis',
      {
        kind: 'check',
        actor,
        what: 'stealth',
        difficulty: 15,
        mode: 'disadvantage',
        attempt: 'stealth',
        onSuccess: '',
        onFailure: '',
      },
    ],
    [
      '/проверка ловкость рук # кошель',
      {
        kind: 'check',
        actor,
        what: 'sleight_of_hand',
        difficulty: null,
        mode: 'normal',
        attempt: 'кошель',
        onSuccess: '',
        onFailure: '',
      },
    ],
    [
      '/save dex 14 # fireball',
      { kind: 'save', actor, ability: 'dexterity', difficulty: 14, mode: 'normal', against: 'fireball' },
    ],
    ['/спас смерть', { kind: 'death:save', characterId: IRINA }],
    [
      '/cast magic missile -l 3',
      { kind: 'spell:cast', characterId: IRINA, spellId: 'missile', slot: { level: 3, isPact: false } },
    ],
    ['/cast light', { kind: 'spell:cast', characterId: IRINA, spellId: 'light', slot: null }],
    ['/rest short 1', { kind: 'rest:short', characterId: IRINA, hitDice: [{ classIndex: 0, count: 1 }] }],
    ['/отдых долгий', { kind: 'rest:long', characterIds: [IRINA] }],
  ])('[G7.10] %s', (line, wanted) => {
    expect(stepOf(line)).toEqual(wanted);
  });

  it('[G7.10] monsters come from the catalogue, or with their numbers', () => {
    expect(stepOf('/init madd goblin -n 3 -h')).toMatchObject({
      kind: 'monsters:add',
      count: 3,
      isHidden: true,
      group: null,
      monster: { armourClass: 15 },
    });
    expect(stepOf('/иниц добавить каменный пёс -кд 14 -хиты 3к8 -группа псы')).toMatchObject({
      monster: { name: 'каменный пёс', armourClass: 14, hitPoints: '3к8' },
      group: 'псы',
      count: 1,
    });
    expect(problemOf('/init add dragon')).toMatchObject({ code: 'no_monster', position: 10 });
    expect(problemOf('/init add goblin -colour red')).toMatchObject({ code: 'unexpected', position: 17 });
  });

  it.each([
    ['/init nonsense', 'not_choice', 6],
    ['/init next please', 'unexpected', 11],
    ['/init set goblin 1 x', 'not_number', 19],
    ['/init hp goblin -5', 'several_named', 9],
    ['/hp 5', 'missing', 4],
    ['/hp -5 boo', 'not_choice', 7],
    ['/attack halberd goblin 1', 'no_attack', 8],
    ['/attack longsword', 'missing', 17],
    ['/attack longsword goblin 1 adv dis', 'unexpected', 31],
    ['/check cooking', 'not_choice', 7],
    ['/check stealth 99', 'not_number', 15],
    ['/save dex', 'missing', 9],
    ['/cast wish', 'no_spell', 6],
    ['/cast shield -l', 'missing', 15],
    ['/rest', 'missing', 5],
    ['/rest long all', 'host_only', null],
    ['/undo everything', 'unexpected', 6],
    ['/rolll 1d20', 'unknown_command', 1],
    ['/scene place Tavern', 'host_only', null],
  ])('[G7.3] %s is refused', (line, code, position) => {
    expect(problemOf(line)).toMatchObject({ code, position });
  });

  it('[G7.11] who listens may write, but not roll, act or ask the DM', () => {
    const listener = sampleScope({ role: 'listener' });
    for (const line of ['/roll 1d20', '/gm hm', '/undo', '/init begin', 'lucky [[1d20]]', '/w Борису [[1d4]]'])
      expect(problemOf(line, listener).code, line).toBe('player_only');
    for (const line of ['hello', '/note x', '/w Борису x', '/ooc x', '/help', '/scene', '/summary', '/x', '/init'])
      expect(() => read(line, listener), line).not.toThrow();
  });

  it('[G7.10] without a character of one’s own there is a reason', () => {
    expect(problemOf('/attack x y', sampleScope({ creatures: [] })).code).toBe('no_character');
  });
});

describe('help', () => {
  it.each(['en', 'ru'] as const)('[G7.1] lists every command, and explains each (%s)', (language) => {
    const scope = sampleScope({ language });
    const all = read('/help', scope);
    for (const command of COMMANDS) {
      expect(all.kind === 'help' && all.text).toContain(`/${command.words[language][0]}`);
      const one = read(`/help ${command.words[language][0]}`, scope);
      expect(one.kind === 'help' && one.text).toContain(command.examples[language][0]);
      expect(one.kind === 'help' ? one.text.length : 0).toBeLessThan(4_000);
    }
    expect(all.kind === 'help' ? all.text.length : 0).toBeLessThan(4_000);
    expect(read('/help init add', scope)).toMatchObject({ text: expect.stringContaining('-n 3') as string });
  });

  it('[G7.1] every example can be read', () => {
    const scope = sampleScope({
      isHost: true,
      people: [...sampleScope().people, { seatId: BORIS, name: 'Boris', characterName: null }]
        .filter(({ name }) => name !== 'Борис')
        .concat({ seatId: BEN, name: 'Old Ben', characterName: 'Борис' }),
      creatures: [
        ...sampleScope()
          .creatures.filter(({ combatantId }) => combatantId === null)
          .map((one) => ({
            ...one,
            attacks: ['longsword', 'bow', 'меч', 'лук'].map((name) => ({ id: name, name })),
            sheet: one.sheet && {
              ...one.sheet,
              spellcasting: one.sheet.spellcasting && {
                ...one.sheet.spellcasting,
                spells: ['shield', 'magic missile', 'щит', 'волшебная стрела'].map((name) => ({
                  id: name,
                  name,
                  level: 1,
                  isPrepared: true,
                  needsConcentration: false,
                  text: '',
                })),
              },
            },
          })),
        ...['goblin', 'goblin 2', 'гоблин', 'гоблин 2'].map((name) => ({
          id: GOBLIN,
          name,
          characterId: null,
          combatantId: GOBLIN,
          isYours: false,
          attacks: [],
          sheet: null,
        })),
      ],
      findMonster: (name) => sampleScope().findMonster(name === 'гоблин' ? 'goblin' : name),
    });
    for (const { examples } of COMMANDS)
      for (const line of [...examples.en, ...examples.ru]) expect(() => read(line, scope), line).not.toThrow();
  });
});

describe('any line', () => {
  it('[G7.3] is read or refused with a place inside it and a sentence in both languages, and every step fits its schema', () => {
    const words = COMMANDS.flatMap(({ words }) => [...words.en, ...words.ru]);
    const pieces = fc.constantFrom(
      'goblin 1',
      'irina',
      'adv',
      '-5',
      '+2d4',
      '14',
      '-n',
      '3',
      '"',
      '«Старому',
      'Бену»',
      '#',
      '[[',
      '1d20]]',
      'next',
      'add',
      '-t',
      'prone',
      'дальше',
      'x',
    );
    const line = fc
      .tuple(fc.constantFrom(...words), fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 6 }))
      .map(([word, rest]) => `/${word} ${rest.join(' ')}`);
    fc.assert(
      fc.property(fc.oneof(line, fc.string({ unit: 'binary' })), fc.boolean(), (typed, isHost) => {
        try {
          const intent = read(typed, sampleScope({ isHost }));
          if (intent.kind === 'step') expect(gameStepSchema.parse(intent.step)).toEqual(intent.step);
        } catch (error) {
          if (!(error instanceof CommandError)) throw error;
          const { position } = error.problem;
          if (position !== null) {
            expect(position).toBeGreaterThanOrEqual(0);
            expect(position).toBeLessThanOrEqual(typed.length);
          }
          for (const language of ['en', 'ru'] as const)
            expect(describeProblem(error.problem, language)).not.toMatch(/undefined|\[object/u);
        }
      }),
      { numRuns: 500 },
    );
  });
});
