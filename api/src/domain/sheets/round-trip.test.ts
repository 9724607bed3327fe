import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABILITIES,
  ARMOURS,
  BACKGROUNDS,
  characterSchema,
  CLASSES,
  CONDITIONS,
  DAMAGE_TYPES,
  SKILLS,
  SPECIES,
  type Character,
} from '@skald/protocol';
import { sampleCharacter } from '../rules/testing/sample-character.ts';
import { writeFoundry } from './foundry/write-foundry.ts';
import { readSheet, type ReadSheet } from './read-sheet.ts';
import { CASTING, pactOf } from '../rules/character/slots.ts';
import { writeSkald } from './skald.ts';
import { htmlToText, textToHtml } from './text.ts';
import type { JsonObject } from './tree.ts';

const whole = (min: number, max: number) => fc.integer({ min, max });
const line = (max: number) =>
  fc
    .stringMatching(new RegExp(`^[A-Za-zА-я'’(), ёЁ-]{1,${max}}$`))
    .map((text) => text.trim().replace(/ +/g, ' '))
    .filter((text) => /\p{L}/u.test(text));
const prose = fc
  .string({ unit: 'binary', maxLength: 200 })
  .map((text) => text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, ''));
const id = fc.stringMatching(/^[\w-]{1,40}$/);
const lists = <Entry extends { id: string }>(entry: fc.Arbitrary<Entry>, max: number) =>
  fc.uniqueArray(entry, { maxLength: max, selector: (one) => one.id });
const some = <Word extends string>(words: readonly Word[]) => fc.uniqueArray(fc.constantFrom(...words), { maxLength: 4 });
const pool = whole(0, 9).chain((max) => whole(0, max).map((spent) => ({ max, spent })));

const attack = fc.record({
  id,
  name: line(40),
  kind: fc.constantFrom('melee' as const, 'ranged' as const, 'spell' as const),
  ability: fc.constantFrom(...ABILITIES, null),
  isProficient: fc.boolean(),
  bonus: whole(-20, 20),
  toHit: fc.option(whole(-20, 40)),
  damage: fc.array(
    fc.record({
      dice: fc.constantFrom('1d8', '2d6+3', '1d4-1', '1d10+2d6', '5', '1d12r<3', '3'),
      type: fc.constantFrom(...DAMAGE_TYPES),
    }),
    { maxLength: 4 },
  ),
  rangeFeet: whole(0, 2_000),
  properties: fc.uniqueArray(fc.constantFrom('finesse', 'two_handed', 'versatile', 'slow', 'с цепью'), { maxLength: 4 }),
});

const classEntry = fc.oneof(
  fc.constantFrom(...CLASSES).map((key) => ({ key, name: key })),
  line(40).map((name) => ({ key: null, name })),
);
const vitals = whole(1, 300).chain((max) =>
  fc
    .record({
      current: whole(0, max),
      temporary: whole(0, 50),
      saves: whole(0, 2),
      concentration: fc.option(line(40)),
      isStable: fc.boolean(),
    })
    .map(({ current, temporary, saves, concentration, isStable }) => ({
      hitPoints: { max, current, temporary },
      concentration,
      deathSaves: { successes: current > 0 ? 0 : saves, failures: 0 },
      life: current > 0 ? ('alive' as const) : isStable ? ('stable' as const) : ('dying' as const),
    })),
);
const conditions = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...CONDITIONS), whole(1, 6), line(40)), {
    maxLength: 5,
    selector: ([condition]) => condition,
  })
  .map((all) =>
    all.map(([condition, level, source]) => ({
      condition,
      level: condition === 'exhaustion' ? level : 1,
      source,
      ends: null,
      heldBy: null,
    })),
  );

/** Sheets as the engine keeps them: what a fight has put on them is not in it. */
const characters: fc.Arbitrary<Character> = fc
  .record({
    name: line(40),
    classes: fc
      .uniqueArray(
        fc.tuple(classEntry, whole(1, 6), fc.option(line(40)), fc.constantFrom(6 as const, 8 as const, 10 as const, 12 as const)),
        {
          minLength: 1,
          maxLength: 3,
          selector: ([one]) => one.name,
        },
      )
      .map((all) =>
        all.map(([one, level, subclass, hitDie]) => ({
          ...one,
          level,
          subclass: subclass ?? '',
          hitDie,
          hitDiceSpent: level - 1,
        })),
      ),
    species: fc.oneof(
      fc.constantFrom(...SPECIES).map((key) => ({ key, name: key })),
      line(40).map((name) => ({ key: null, name })),
    ),
    background: fc.oneof(
      fc.constantFrom(...BACKGROUNDS).map((key) => ({ key, name: key })),
      line(40).map((name) => ({ key: null, name })),
    ),
    alignment: fc.oneof(fc.constant(''), line(40)),
    experience: whole(0, 1_000_000),
    abilities: fc.record(
      Object.fromEntries(ABILITIES.map((one) => [one, whole(1, 30)])) as Record<(typeof ABILITIES)[number], fc.Arbitrary<number>>,
    ),
    saves: some(ABILITIES).map((all) => ABILITIES.filter((one) => all.includes(one))),
    skills: fc.dictionary(fc.constantFrom(...SKILLS), fc.constantFrom('proficient' as const, 'expert' as const)),
    training: fc.uniqueArray(fc.oneof(line(40), fc.constantFrom('Light armour', 'Common', 'Simple weapons')), { maxLength: 6 }),
    armour: fc.record({
      worn: fc.option(fc.constantFrom(...ARMOURS)),
      hasShield: fc.boolean(),
      bonus: whole(-3, 5),
      override: fc.option(whole(1, 40)),
    }),
    speedFeet: whole(0, 120),
    initiativeBonus: whole(-20, 20),
    vitals: fc.tuple(vitals, conditions).map(([one, all]) => ({ ...one, conditions: all })),
    defences: fc.record({
      resistances: some(DAMAGE_TYPES),
      immunities: some(DAMAGE_TYPES),
      vulnerabilities: some(DAMAGE_TYPES),
      conditionImmunities: some(CONDITIONS),
    }),
    attacks: lists(attack, 5),
    spellcasting: fc.option(
      fc.record({
        ability: fc.constantFrom(...ABILITIES),
        slots: fc.array(pool, { minLength: 9, maxLength: 9 }),
        pact: fc.constant(null),
        spells: lists(
          fc.record({
            id,
            name: line(40),
            level: whole(0, 9),
            isPrepared: fc.boolean(),
            needsConcentration: fc.boolean(),
            text: prose,
          }),
          6,
        ),
      }),
    ),
    features: lists(
      fc.record({
        id,
        name: line(40),
        text: prose,
        uses: fc.option(
          fc
            .tuple(whole(1, 9), fc.constantFrom('short_rest' as const, 'long_rest' as const, 'never' as const))
            .map(([max, recovers]) => ({
              max,
              spent: max - 1,
              recovers,
            })),
        ),
      }),
      5,
    ),
    inventory: lists(fc.record({ id, name: line(40), quantity: whole(0, 99_999), isEquipped: fc.boolean(), text: prose }), 6),
    coins: fc.record({
      copper: whole(0, 999),
      silver: whole(0, 999),
      electrum: whole(0, 999),
      gold: whole(0, 999),
      platinum: whole(0, 999),
    }),
    hasInspiration: fc.boolean(),
    notes: prose,
    portrait: fc.constant(null),
  })
  .map((character) => withPact(character));

/** A warlock who casts has the pact slots of the level. */
function withPact(character: Character): Character {
  const levels = character.classes.filter((one) => one.key !== null && CASTING[one.key].kind === 'pact');
  const pact = pactOf(levels.reduce((sum, one) => sum + one.level, 0));
  const casting = character.spellcasting;
  if (pact === null || casting === null) return character;

  return { ...character, spellcasting: { ...casting, pact: { ...pact, spent: 1 } } };
}

function read(tree: JsonObject): ReadSheet {
  const sheet = readSheet(JSON.stringify(tree), 'en');
  if ('fault' in sheet) throw new Error(sheet.fault);
  return sheet;
}

/** As the schema leaves it: names trimmed, keys in its order. */
const asHeld = (character: Character): Character => characterSchema.parse(character);

describe('what goes out comes in again', { timeout: 60_000 }, () => {
  it('[G6.21] our own file holds the whole sheet and what was kept aside', () => {
    fc.assert(
      fc.property(characters, fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string()), (character, aside) => {
        const sheet = read(writeSkald(character, { foundry: aside }));
        expect(sheet.character).toEqual(asHeld(character));
        expect(sheet.aside).toEqual({ foundry: aside });
        expect(sheet.problems).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('[G6.22] an actor written for Foundry is the same sheet when it is read', () => {
    fc.assert(
      fc.property(characters, (character) => {
        const sheet = read(writeFoundry(character, {}));
        expect(sheet.problems).toEqual([]);
        expect(sheet.character).toEqual(asHeld(character));
      }),
      { numRuns: 150 },
    );
  });

  it('[G6.22] a second time round changes nothing any more, and the actor stays as it was', () => {
    fc.assert(
      fc.property(characters, (character) => {
        const first = writeFoundry(character, {});
        const { character: again, aside } = read(first);
        if (again === null) throw new Error('no sheet');
        const second = writeFoundry(again, aside);
        expect(read(second).character).toEqual(again);
        expect(second).toEqual(JSON.parse(JSON.stringify(first)));
      }),
      { numRuns: 40 },
    );
  });

  it('[G6.22] what dnd5e keeps as one thing is written as one thing: a longsword with its attack', () => {
    const sword = { id: 'sword', name: 'Longsword', quantity: 1, isEquipped: true, text: '' };
    const actor = writeFoundry({ ...sampleCharacter, inventory: [sword] }, {});
    const items = actor.items as JsonObject[];
    expect(items.filter((item) => item.name === 'Longsword').map((item) => item.type)).toEqual(['weapon']);
    expect(items.filter((item) => item.type === 'equipment').map((item) => item.name)).toEqual(['Chain mail', 'Shield']);
  });

  it('[G6.25] text becomes HTML and text again, whatever is in it', () => {
    fc.assert(
      fc.property(prose, (text) => void expect(htmlToText(textToHtml(text))).toBe(text)),
      { numRuns: 500 },
    );
  });
});
