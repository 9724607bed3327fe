import { derivedSchema, type Character } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { sampleCharacter } from '../testing/sample-character.ts';
import { damageParts, deriveSheet } from './derive.ts';
import { proficiencyBonusOf } from './levels.ts';

const [fighter] = sampleCharacter.classes as [Character['classes'][number]];
const derived = (change: Partial<Character> = {}) => deriveSheet({ ...sampleCharacter, ...change });
const dressed = (change: Partial<Character['armour']>, more: Partial<Character> = {}) =>
  derived({ armour: { worn: null, hasShield: false, bonus: 0, override: null, ...change }, ...more }).armourClass;

describe('[G4.16] bonuses', () => {
  it('proficiency grows at 5, 9, 13 and 17', () => {
    const bonuses = Array.from({ length: 20 }, (_, index) => proficiencyBonusOf(index + 1));
    expect(bonuses).toEqual([2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6]);
  });

  it('[G4.16] saves and skills take training, expertise twice', () => {
    const { saves, skills, modifiers, passivePerception, initiative } = derived({
      skills: { athletics: 'expert', perception: 'proficient' },
    });
    expect(modifiers).toEqual({ strength: 3, dexterity: 2, constitution: 2, intelligence: 0, wisdom: 1, charisma: -1 });
    expect(saves).toEqual({ strength: 5, dexterity: 2, constitution: 4, intelligence: 0, wisdom: 1, charisma: -1 });
    expect(skills).toMatchObject({ athletics: 3 + 4, perception: 3, stealth: 2, deception: -1 });
    expect([passivePerception, initiative]).toEqual([13, 2]);
  });

  it('[G4.16] a bard of level 2 knows a little of everything', () => {
    const bard = { ...fighter, key: 'bard' as const, level: 2 };
    expect(derived({ classes: [bard], skills: { arcana: 'proficient' } }).skills).toMatchObject({
      arcana: 2,
      history: 1,
      deception: 0,
    });
    expect(derived({ classes: [{ ...bard, level: 1 }] }).skills.history).toBe(0);
  });

  it('[G4.16] levels of several classes count together, and the whole has the form of the protocol', () => {
    const whole = derived({
      classes: [
        { ...fighter, level: 3 },
        { ...fighter, key: 'wizard', level: 2, hitDie: 6 },
      ],
    });
    expect(whole).toMatchObject({ level: 5, proficiencyBonus: 3, nextLevelAt: 14_000 });
    expect(derivedSchema.parse(whole)).toEqual(whole);
    expect(derived({ classes: [{ ...fighter, level: 20 }] }).nextLevelAt).toBeNull();
  });

  it('[G4.16] half of the hit points or less is bloodied, nothing is not', () => {
    const at = (current: number) =>
      derived({ vitals: { ...sampleCharacter.vitals, hitPoints: { max: 13, current, temporary: 0 } } }).isBloodied;
    expect([at(7), at(6), at(1), at(0)]).toEqual([false, true, true, false]);
  });
});

describe('[G4.17] armour class', () => {
  it('is the armour’s with as much dexterity as it allows', () => {
    const nimble = { abilities: { ...sampleCharacter.abilities, dexterity: 18 } };
    expect(dressed({ worn: 'leather' }, nimble)).toBe(11 + 4);
    expect(dressed({ worn: 'breastplate' }, nimble)).toBe(14 + 2);
    expect(dressed({ worn: 'plate', hasShield: true, bonus: 1 }, nimble)).toBe(18 + 2 + 1);
    const slow = { abilities: { ...sampleCharacter.abilities, dexterity: 8 } };
    expect(dressed({ worn: 'leather' }, slow)).toBe(10);
    expect(dressed({ worn: 'half_plate' }, slow)).toBe(14);
    expect(dressed({ worn: 'chain_mail' }, slow)).toBe(16);
  });

  it('[G4.17] without armour the training counts; a given number goes before all', () => {
    const of = (key: 'barbarian' | 'monk') => ({ classes: [{ ...fighter, key }] });
    expect(dressed({})).toBe(12);
    expect(dressed({ hasShield: true }, of('barbarian'))).toBe(10 + 2 + 2 + 2);
    expect(dressed({}, of('monk'))).toBe(10 + 2 + 1);
    expect(dressed({ hasShield: true }, of('monk'))).toBe(12 + 2);
    expect(dressed({ worn: 'plate', hasShield: true, override: 13 })).toBe(13);
  });
});

describe('[G4.18] [G4.19] attacks', () => {
  const [longsword] = sampleCharacter.attacks as [Character['attacks'][number]];

  it('[G4.18] add ability, proficiency and their bonus; the ability goes to the first part', () => {
    const burning = { ...longsword, bonus: 1, damage: [...longsword.damage, { dice: '1d6', type: 'fire' as const }] };
    expect(derived({ attacks: [burning] }).attacks).toEqual([
      { id: 'longsword', toHit: 3 + 2 + 1, damage: '1d8+3 [slashing] + 1d6 [fire]' },
    ]);
    expect(derived({ attacks: [{ ...longsword, isProficient: false, ability: 'charisma' }] }).attacks[0]).toMatchObject({
      toHit: -1,
      damage: '1d8-1 [slashing]',
    });
  });

  it('[G4.18] a bonus that the sheet gives goes before the parts; spells take no ability to the damage', () => {
    expect(derived({ attacks: [{ ...longsword, toHit: 9 }] }).attacks[0]).toMatchObject({ toHit: 9, damage: '1d8 [slashing]' });
    expect(damageParts(sampleCharacter, { ...longsword, kind: 'spell' })).toEqual([{ notation: '1d8', type: 'slashing' }]);
  });

  it('[G4.19] a caster’s attack and difficulty', () => {
    const spellcasting = { ability: 'wisdom' as const, slots: [], pact: null, spells: [] };
    expect(derived({ spellcasting })).toMatchObject({ spellAttack: 3, spellDifficulty: 11 });
    expect(derived()).toMatchObject({ spellAttack: null, spellDifficulty: null });
  });
});
