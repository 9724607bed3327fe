import type { Ability, Character } from '@skald/protocol';
import { ARMOUR_TABLE, SHIELD_BONUS } from '../catalogue/armours.ts';

const UNARMOURED_BASE = 10;

/** The armour class of a sheet: the better of what is worn and what training without armour gives. (G4.17) */
export function armourClassOf(character: Character): number {
  const { worn, hasShield, bonus, override } = character.armour;
  if (override !== null) return override;
  const dexterity = modifier(character, 'dexterity');
  const shield = hasShield ? SHIELD_BONUS : 0;
  if (worn !== null) {
    const { base, dexterityCap } = ARMOUR_TABLE[worn];
    // Heavy armour takes no penalty of a low Dexterity either.
    if (dexterityCap === 0) return base + shield + bonus;
    return base + (dexterityCap === null ? dexterity : Math.min(dexterityCap, dexterity)) + shield + bonus;
  }
  return Math.max(...unarmouredBases(character)) + dexterity + shield + bonus;
}

function unarmouredBases(character: Character): number[] {
  const bases = [UNARMOURED_BASE];
  if (has(character, 'barbarian')) bases.push(UNARMOURED_BASE + modifier(character, 'constitution'));
  if (has(character, 'monk') && !character.armour.hasShield) bases.push(UNARMOURED_BASE + modifier(character, 'wisdom'));
  return bases;
}

function has(character: Character, key: 'barbarian' | 'monk'): boolean {
  return character.classes.some((one) => one.key === key);
}

function modifier(character: Character, ability: Ability): number {
  return Math.floor((character.abilities[ability] - 10) / 2);
}
