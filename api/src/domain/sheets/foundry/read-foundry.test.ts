import { describe, expect, it } from 'vitest';
import { readSheet, type ReadSheet } from '../read-sheet.ts';
import { foundryOldWizard } from '../testing/foundry-old-wizard.ts';
import { foundryPaladin } from '../testing/foundry-paladin.ts';
import { at, objectsOf, type Json } from '../tree.ts';
import { writeFoundry } from './write-foundry.ts';

function read(file: unknown): ReadSheet & { character: NonNullable<ReadSheet['character']> } {
  const sheet = readSheet(JSON.stringify(file), 'en');
  if ('fault' in sheet || sheet.character === null) throw new Error('no sheet');
  return { ...sheet, character: sheet.character };
}

describe('an actor of dnd5e 5', () => {
  const { character, aside, problems } = read(foundryPaladin);

  it('[G6.23] who it is, with classes, scores, training and coins', () => {
    expect(character).toMatchObject({
      name: 'Vera of the Mill',
      classes: [{ key: 'paladin', name: 'Paladin', level: 5, subclass: 'Oath of the Hearth', hitDie: 10, hitDiceSpent: 2 }],
      species: { key: 'dwarf', name: 'Hill Dwarf' },
      background: { key: 'soldier', name: 'Soldier' },
      alignment: 'Neutral good',
      experience: 6500,
      abilities: { strength: 16, dexterity: 10, constitution: 14, intelligence: 8, wisdom: 12, charisma: 17 },
      saves: ['wisdom', 'charisma'],
      skills: { athletics: 'proficient', persuasion: 'expert' },
      speedFeet: 30,
      coins: { platinum: 1, gold: 42, electrum: 0, silver: 7, copper: 3 },
      hasInspiration: true,
      notes: 'Was a miller’s child.\n\nKeeps bees & promises.\n\nPersonality: Speaks slowly.',
    });
    expect(character.training).toEqual([
      'Light armour',
      'Medium armour',
      'Heavy armour',
      'Shields',
      'Simple weapons',
      'Martial weapons',
      'Common',
      'Dwarvish',
      'Mill sign',
      'smith',
    ]);
  });

  it('[G6.23] hit points out of the advancement, Constitution and bonuses; conditions out of effects', () => {
    // 10 + 6 + 4 + 6 + 7 rolled or fixed, 2 of Constitution and 1 of a bonus for each of 5 levels
    expect(character.vitals.hitPoints).toEqual({ max: 48, current: 31, temporary: 4 });
    expect(character.vitals.conditions.map(({ condition, level }) => [condition, level])).toEqual([
      ['poisoned', 1],
      ['exhaustion', 1],
    ]);
    expect(character.vitals).toMatchObject({ concentration: 'Blessing', life: 'alive' });
    expect(character.initiativeBonus).toBe(3);
    expect(character.defences).toMatchObject({ resistances: ['poison'], conditionImmunities: ['frightened'] });
  });

  it('[G6.23] armour class: what is worn, its magic, and rings that add to it', () => {
    expect(character.armour).toEqual({ worn: 'chain_mail', hasShield: true, bonus: 2, override: null });
  });

  it('[G6.23] a weapon is something carried and an attack; a cantrip with an attack roll is one too, with the dice of the level', () => {
    expect(character.attacks).toEqual([
      {
        id: 'attack-swordItem0000001',
        name: 'Millbrand',
        kind: 'melee',
        ability: 'strength',
        isProficient: true,
        bonus: 1,
        toHit: null,
        damage: [
          { dice: '1d8+1', type: 'slashing' },
          { dice: '1d4', type: 'radiant' },
        ],
        rangeFeet: 5,
        properties: ['versatile', 'magical'],
      },
      expect.objectContaining({
        name: 'Spark',
        kind: 'spell',
        ability: 'charisma',
        damage: [{ dice: '2d10', type: 'fire' }],
        rangeFeet: 60,
      }),
    ]);
    expect(character.inventory.map(({ name, quantity, isEquipped, text }) => [name, quantity, isEquipped, text])).toEqual([
      ['Millbrand', 1, true, 'Hums near rot.'],
      ['Chain Mail', 1, true, ''],
      ['Shield +1', 1, true, ''],
      ['Ring of the Ward', 1, true, ''],
      ['Rope', 2, false, ''],
    ]);
  });

  it('[G6.23] spells with slots of the class, and features with uses by formula', () => {
    expect(character.spellcasting).toMatchObject({ ability: 'charisma', pact: null });
    expect(character.spellcasting?.slots.slice(0, 3)).toEqual([
      { max: 4, spent: 2 },
      { max: 2, spent: 1 },
      { max: 0, spent: 0 },
    ]);
    expect(
      character.spellcasting?.spells.map(({ name, level, isPrepared, needsConcentration, text }) => ({
        name,
        level,
        isPrepared,
        needsConcentration,
        text,
      })),
    ).toEqual([
      { name: 'Blessing', level: 1, isPrepared: true, needsConcentration: true, text: 'Three of you are lucky.\n\n- one\n- two' },
      { name: 'Spark', level: 0, isPrepared: true, needsConcentration: false, text: '' },
    ]);
    expect(character.features.map(({ name, uses }) => [name, uses])).toEqual([
      ['Healing touch', { max: 25, spent: 5, recovers: 'long_rest' }],
      ['Odd breath', null],
    ]);
  });

  it('[G6.24] what could not be read is told', () => {
    expect(problems).toEqual([
      { path: 'items[9].system.uses.max', code: 'formula' },
      { path: 'system.skills.prc.value', code: 'unsupported' },
      { path: 'system.traits.dr.value', code: 'unknown_word' },
      { path: 'system.traits.ci.value', code: 'unknown_word' },
    ]);
  });

  it('[G6.24] what nothing here knows comes out again with the export, in its place', () => {
    const actor = writeFoundry({ ...character, name: 'Vera', coins: { ...character.coins, gold: 1 } }, aside);
    expect(actor).toMatchObject({
      name: 'Vera',
      img: 'worlds/ours/vera.webp',
      prototypeToken: foundryPaladin.prototypeToken,
      flags: { dnd5e: { sheetPrefs: { tabs: 1 } } },
      system: {
        currency: { gp: 1, pp: 1 },
        attributes: { senses: { darkvision: 60 } },
        bastion: { name: 'The Mill' },
        details: { faith: 'The Lantern' },
        skills: { prc: { value: 0.5 }, per: { value: 2 } },
        traits: { dr: { value: ['physical', 'poison'], bypasses: ['mgc'] }, ci: { value: ['diseased', 'frightened'] } },
      },
    });
    const items = objectsOf(actor.items);
    const sword = items.find((item) => item.name === 'Millbrand');
    expect(sword).toMatchObject({
      _id: 'swordItem0000001',
      type: 'weapon',
      img: 'icons/weapons/swords/sword.webp',
      system: {
        price: { value: 900 },
        mastery: 'sap',
        type: { value: 'martialM', baseItem: 'longsword' },
        damage: { versatile: { denomination: 10 } },
      },
    });
    expect(items.find((item) => item.type === 'facility')).toMatchObject({ name: 'Apiary', system: { level: 5 } });
    expect(
      at(
        items.find((item) => item.type === 'class'),
        'system',
        'advancement',
      ),
    ).toHaveLength(2);
    expect(objectsOf(actor.effects as Json).map((effect) => effect.name)).toEqual([
      'Prone',
      'Aura',
      'Poisoned',
      'Exhaustion',
      'Concentrating: Blessing',
    ]);
    expect(read(actor).character).toEqual({ ...character, name: 'Vera', coins: { ...character.coins, gold: 1 } });
  });
});

describe('an actor of dnd5e 3', () => {
  it('[G6.23] older fields say the same', () => {
    const { character } = read(foundryOldWizard);
    expect(character).toMatchObject({
      classes: [{ key: 'wizard', level: 3, hitDie: 6, hitDiceSpent: 1 }],
      species: { key: 'elf', name: 'High Elf' },
      background: { key: 'sage', name: 'Sage' },
      armour: { worn: null, override: 15 },
      speedFeet: 30,
      vitals: { hitPoints: { max: 20, current: 0 }, deathSaves: { successes: 1, failures: 2 }, life: 'dying' },
      training: ['Dagger', 'Dart', 'Elvish'],
      features: [{ name: 'Recovery', uses: { max: 1, spent: 1, recovers: 'long_rest' } }],
    });
    expect(character.attacks).toEqual([
      expect.objectContaining({
        name: 'Dagger',
        kind: 'melee',
        ability: 'dexterity',
        isProficient: true,
        bonus: 1,
        toHit: null,
        damage: [{ dice: '1d4', type: 'piercing' }],
        properties: ['finesse', 'light', 'thrown'],
      }),
    ]);
    expect(character.spellcasting?.slots.slice(0, 2)).toEqual([
      { max: 4, spent: 3 },
      { max: 2, spent: 0 },
    ]);
    expect(character.spellcasting?.spells).toMatchObject([{ isPrepared: true, needsConcentration: true }]);
  });

  it('[G6.22] and comes out of an export the same', () => {
    const { character, aside } = read(foundryOldWizard);
    expect(read(writeFoundry(character, aside)).character).toEqual(character);
  });
});
