import { describe, expect, it } from 'vitest';
import { writeFoundry } from '../foundry/write-foundry.ts';
import { readSheet, type ReadSheet } from '../read-sheet.ts';
import { dndBeyondRogue } from '../testing/dndbeyond-rogue.ts';

function read(file: unknown, language: 'en' | 'ru' = 'en'): ReadSheet & { character: NonNullable<ReadSheet['character']> } {
  const sheet = readSheet(JSON.stringify(file), language);
  if ('fault' in sheet || sheet.character === null) throw new Error('no sheet');
  return { ...sheet, character: sheet.character };
}
const changed = (more: Record<string, unknown>) => ({ ...dndBeyondRogue, data: { ...dndBeyondRogue.data, ...more } });

describe('a character of D&D Beyond', () => {
  const { character, aside, problems } = read(dndBeyondRogue);

  it('[G6.23] who it is, in words', () => {
    expect(character).toMatchObject({
      name: 'Tikka Ashwater',
      classes: [
        { key: 'rogue', level: 4, subclass: 'Shadow', hitDie: 8, hitDiceSpent: 1 },
        { key: 'bard', level: 2, subclass: '', hitDie: 8, hitDiceSpent: 0 },
      ],
      species: { key: 'halfling', name: 'Lightfoot Halfling' },
      background: { key: 'criminal', name: 'Criminal' },
      alignment: 'Chaotic neutral',
      experience: 14000,
      hasInspiration: true,
      coins: { copper: 1, silver: 2, electrum: 3, gold: 44, platinum: 5 },
      notes: 'Bonds: Her sister.\n\nBackstory: Left the river.',
    });
    expect(read(dndBeyondRogue, 'ru').character).toMatchObject({
      alignment: 'Хаотичный нейтральный',
      notes: 'Привязанности: Her sister.\n\nПредыстория: Left the river.',
    });
    expect(problems).toEqual([]);
  });

  it('[G6.23] scores: base and bonuses, what was added by hand, what was set by hand; no item that is not worn', () => {
    expect(character.abilities).toEqual({
      strength: 10,
      dexterity: 17,
      constitution: 13,
      intelligence: 12,
      wisdom: 11,
      charisma: 15,
    });
  });

  it('[G6.23] saves of the first class only; skills with expertise and what was set by hand', () => {
    expect(character.saves).toEqual(['dexterity', 'intelligence']);
    expect(character.skills).toEqual({
      deception: 'proficient',
      sleight_of_hand: 'proficient',
      stealth: 'expert',
      investigation: 'expert',
    });
    expect(character.training).toEqual(['Halfling', 'Simple Weapons', 'Rapier', 'Thieves Tools', 'Lock whispering']);
  });

  it('[G6.23] hit points: base, Constitution for each level, bonuses for the levels of their class, and the bonus beside', () => {
    // 33 + 6 levels of +1, + 1 for each of 2 levels of bard, + 5
    expect(character.vitals.hitPoints).toEqual({ max: 46, current: 34, temporary: 3 });
    expect(read(changed({ overrideHitPoints: 20, bonusHitPoints: null })).character.vitals.hitPoints).toEqual({
      max: 20,
      current: 8,
      temporary: 3,
    });
    const fallen = read(changed({ removedHitPoints: 99, deathSaves: { failCount: 3, successCount: 1, isStabilized: false } }))
      .character.vitals;
    expect(fallen).toMatchObject({ hitPoints: { current: 0 }, deathSaves: { successes: 1, failures: 3 }, life: 'dead' });
  });

  it('[G6.23] conditions by their numbers, defences by their modifiers', () => {
    expect(character.vitals.conditions.map(({ condition, level }) => [condition, level])).toEqual([
      ['exhaustion', 2],
      ['poisoned', 1],
    ]);
    expect(character.defences).toEqual({
      resistances: ['fire'],
      immunities: [],
      vulnerabilities: [],
      conditionImmunities: ['charmed'],
    });
    expect(character.initiativeBonus).toBe(5);
    expect(character.speedFeet).toBe(25);
  });

  it('[G6.23] armour: worn leather, a cloak, and a bonus by hand; a whole armour class by hand goes before', () => {
    expect(character.armour).toEqual({ worn: 'studded_leather', hasShield: false, bonus: 2, override: null });
    expect(read(changed({ characterValues: [{ typeId: 1, value: 19 }] })).character.armour.override).toBe(19);
  });

  it('[G6.23] attacks of weapons, actions and cantrips', () => {
    expect(character.attacks).toEqual([
      {
        id: 'attack-1001',
        name: 'Rapier, +1',
        kind: 'melee',
        ability: 'dexterity',
        isProficient: true,
        bonus: 1,
        toHit: null,
        damage: [
          { dice: '1d8+1', type: 'piercing' },
          { dice: '1d4', type: 'poison' },
        ],
        rangeFeet: 5,
        properties: ['finesse'],
      },
      expect.objectContaining({ name: 'Kick', ability: 'dexterity', damage: [{ dice: '1d4', type: 'bludgeoning' }] }),
      expect.objectContaining({
        name: 'Ember',
        kind: 'spell',
        ability: 'intelligence',
        damage: [{ dice: '2d10', type: 'fire' }],
        rangeFeet: 120,
      }),
    ]);
  });

  it('[G6.23] spells, slots by the table of the class, features that are reached, with their uses', () => {
    expect(character.spellcasting).toMatchObject({ ability: 'charisma', pact: null });
    expect(character.spellcasting?.slots[0]).toEqual({ max: 3, spent: 2 });
    expect(
      character.spellcasting?.spells.map(({ name, isPrepared, needsConcentration }) => [name, isPrepared, needsConcentration]),
    ).toEqual([
      ['Sharp word', true, false],
      ['Hold still', true, true],
      ['Ember', true, false],
    ]);
    expect(character.features.map(({ name, text, uses }) => [name, text, uses])).toEqual([
      ['Sneaky hit', 'More damage.', null],
      ['Rousing words', 'Helps <others>.', { max: 2, spent: 1, recovers: 'long_rest' }],
      ['Small luck', 'Rolls a 1 again.', null],
      ['Watchful', 'Never surprised.', null],
      ['A friend below', 'Knows a fence.', null],
    ]);
  });

  it('[G6.24] keeps what nothing here knows, but not who the player is and plays with', () => {
    const kept = JSON.stringify(aside);
    expect(aside).toMatchObject({ dndbeyond: { somethingNew: { deep: [1, 2, { three: 'x' }] }, gender: 'female' } });
    expect(kept).not.toMatch(/somebody|username|campaign|userId/);
  });

  it('[G6.24] bare, or in another wrapping, it is the same sheet', () => {
    expect(read(dndBeyondRogue.data).character).toEqual(character);
    expect(read({ character: dndBeyondRogue.data }).character).toEqual(character);
  });

  it('[G6.24] goes on to Foundry, with what was kept, and back', () => {
    const again = read(writeFoundry(character, aside));
    expect(again.character).toEqual(character);
    expect(again.aside).toMatchObject({ dndbeyond: { somethingNew: { deep: [1, 2, { three: 'x' }] } } });
  });
});
