import { ARMOURS, catalogueSchema, CLASSES, monsterSchema, SRD_ATTRIBUTION, type Catalogue } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { parseDice } from '../../dice/parse-dice.ts';
import { pactSlotsOf, slotsOf } from '../character/slots.ts';
import { readsAsDamage } from '../character/reads-as-damage.ts';
import { EXPERIENCE_OF_LEVEL, nextLevelAt } from '../character/levels.ts';
import { CLASS_TABLE } from './classes.ts';
import { catalogueOf } from './catalogue-of.ts';

const catalogues = { en: catalogueOf('en'), ru: catalogueOf('ru') };

/** Every text that a person reads. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return /\.(name|text)$|training|equipment/.test(path) ? [[path, value]] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe('[G6.5] the catalogue', () => {
  it.each(['en', 'ru'] as const)('has the form of the protocol and the licence: %s', (language) => {
    expect(catalogueSchema.parse(catalogues[language])).toEqual(catalogues[language]);
    expect(catalogues[language].attribution).toBe(SRD_ATTRIBUTION[language]);
  });

  it('[G6.5] says everything in its language', () => {
    const texts = { en: textsOf(catalogues.en), ru: textsOf(catalogues.ru) };
    expect(texts.en.length).toBeGreaterThan(400);
    expect(texts.en.map(([path]) => path)).toEqual(texts.ru.map(([path]) => path));
    for (const [path, text] of texts.en) expect(text, path).toMatch(/^[^\p{Script=Cyrillic}]+$/u);
    for (const [path, text] of texts.ru) expect(text, path).toMatch(/\p{Script=Cyrillic}/u);
  });

  it('[G6.5] names nothing twice', () => {
    for (const { spells, monsters, classes, species } of Object.values(catalogues)) {
      for (const list of [spells, classes, species, monsters.map(({ monster }) => monster)] as { name: string }[][]) {
        const names = list.map(({ name }) => name);
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
      }
    }
  });

  it('[G6.5] its monsters are ready for a fight', () => {
    expect(catalogues.en.monsters.length).toBeGreaterThanOrEqual(12);
    for (const { monster } of catalogues.ru.monsters) {
      expect(monsterSchema.parse(monster)).toEqual(monster);
      expect(() => parseDice(String(monster.hitPoints))).not.toThrow();
      expect(monster.attacks.flatMap(({ damage }) => damage).every(({ dice }) => readsAsDamage(dice))).toBe(true);
      expect(monster.attacks.every(({ toHit }) => toHit !== null && toHit >= 3 && toHit <= 7)).toBe(true);
    }
  });

  it('[G6.5] its experience is that of the rules', () => {
    expect(EXPERIENCE_OF_LEVEL).toHaveLength(20);
    expect([nextLevelAt(1), nextLevelAt(4), nextLevelAt(19), nextLevelAt(20)]).toEqual([300, 6_500, 355_000, null]);
  });
});

describe('[G6.1] tables of the rules', () => {
  const row = (key: 'wizard' | 'paladin' | 'warlock', level: number) => slotsOf([{ key, level }]).join('');

  it('slots of full and half casters, alone and together', () => {
    expect([row('wizard', 1), row('wizard', 5), row('wizard', 20)]).toEqual(['200000000', '432000000', '433332211']);
    expect([row('paladin', 1), row('paladin', 2), row('paladin', 5), row('paladin', 20)]).toEqual([
      '200000000',
      '200000000',
      '420000000',
      '433320000',
    ]);
    expect(
      slotsOf([
        { key: 'wizard', level: 3 },
        { key: 'ranger', level: 3 },
        { key: 'fighter', level: 4 },
      ]).join(''),
    ).toBe('432000000');
    expect(slotsOf([{ key: null, level: 9 }]).join('')).toBe('000000000');
  });

  it('[G6.1] pact slots are few, and of one level', () => {
    const pact = (level: number) => pactSlotsOf([{ key: 'warlock', level }]);
    expect([pact(1), pact(2), pact(5), pact(11), pact(17)]).toEqual([
      { max: 1, level: 1 },
      { max: 2, level: 1 },
      { max: 2, level: 3 },
      { max: 3, level: 5 },
      { max: 4, level: 5 },
    ]);
    expect(row('warlock', 20)).toBe('000000000');
    expect(pactSlotsOf([{ key: 'wizard', level: 20 }])).toBeNull();
  });

  it('[G6.1] hit dice, saves and skills of the classes', () => {
    const figures = (list: Catalogue['classes']) =>
      list.map(({ key, hitDie, saves, skills }) => `${key} ${hitDie} ${saves.join('+')} ${skills.choose}`);
    expect(figures(catalogues.en.classes)).toEqual([
      'barbarian 12 strength+constitution 2',
      'bard 8 dexterity+charisma 3',
      'cleric 8 wisdom+charisma 2',
      'druid 8 intelligence+wisdom 2',
      'fighter 10 strength+constitution 2',
      'monk 8 strength+dexterity 2',
      'paladin 10 wisdom+charisma 2',
      'ranger 10 strength+dexterity 3',
      'rogue 8 dexterity+intelligence 4',
      'sorcerer 6 constitution+charisma 2',
      'warlock 8 wisdom+charisma 2',
      'wizard 6 intelligence+wisdom 2',
    ]);
    expect(CLASSES.map((key) => CLASS_TABLE[key].suggested.scores.join())).toHaveLength(12);
    expect(catalogues.en.armours.map((armour) => armour.base)).toEqual([11, 11, 12, 12, 13, 14, 14, 15, 14, 16, 17, 18]);
    expect(catalogues.en.armours.map((armour) => armour.key)).toEqual(ARMOURS);
  });
});
