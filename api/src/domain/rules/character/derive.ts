import {
  ABILITIES,
  SKILL_ABILITIES,
  SKILLS,
  type Ability,
  type Attack,
  type Character,
  type DamageType,
  type Derived,
  type Skill,
} from '@skald/protocol';
import { armourClassOf } from './armour-class.ts';
import { signed } from './signed.ts';
import { HIGHEST_LEVEL, levelOf, nextLevelAt, proficiencyBonusOf } from './levels.ts';

/** Features that the engine itself knows, by their entry id. */
export const ALERT = 'alert';

/** Everything the rules make of a sheet, without what conditions do to a single roll. (G4.16-G4.19) */
export function deriveSheet(character: Character): Derived {
  const level = Math.min(HIGHEST_LEVEL, levelOf(character));
  const proficiencyBonus = proficiencyBonusOf(level);
  const skills = record(SKILLS, (skill) => skillBonus(character, skill, proficiencyBonus));
  const casting = character.spellcasting;
  const castingBonus = casting === null ? null : proficiencyBonus + modifierOf(character, casting.ability);
  const { current, max } = character.vitals.hitPoints;
  return {
    level,
    proficiencyBonus,
    modifiers: record(ABILITIES, (ability) => modifierOf(character, ability)),
    saves: record(ABILITIES, (ability) => saveBonus(character, ability, proficiencyBonus)),
    skills,
    passivePerception: 10 + skills.perception,
    initiative: initiativeBonus(character, proficiencyBonus),
    armourClass: armourClassOf(character),
    attacks: character.attacks.map((attack) => ({
      id: attack.id,
      toHit: toHitOf(character, attack, proficiencyBonus),
      damage: damageParts(character, attack)
        .map((part) => `${part.notation} [${part.type}]`)
        .join(' + '),
    })),
    spellAttack: castingBonus,
    spellDifficulty: castingBonus === null ? null : 8 + castingBonus,
    nextLevelAt: nextLevelAt(level),
    isBloodied: current > 0 && current * 2 <= max,
  };
}

/** -5 to 10. */
export function modifierOf(character: Pick<Character, 'abilities'>, ability: Ability): number {
  return Math.floor((character.abilities[ability] - 10) / 2);
}

export interface DamagePart {
  /** Dice with the bonus in them, such as `1d8+3`. */
  readonly notation: string;
  readonly type: DamageType;
}

/** What an attack rolls for its damage. The ability's modifier goes to the first part, unless `toHit` is given or it is a spell. */
export function damageParts(character: Pick<Character, 'abilities'>, attack: Attack): DamagePart[] {
  const takesModifier = attack.kind !== 'spell' && attack.toHit === null && attack.ability !== null;
  const bonus = takesModifier && attack.ability !== null ? modifierOf(character, attack.ability) : 0;
  return attack.damage.map(({ dice, type }, index) => ({ notation: index === 0 ? `${dice}${signed(bonus)}` : dice, type }));
}

function toHitOf(character: Character, attack: Attack, proficiencyBonus: number): number {
  if (attack.toHit !== null) return attack.toHit;
  const ofAbility = attack.ability === null ? 0 : modifierOf(character, attack.ability);
  return ofAbility + (attack.isProficient ? proficiencyBonus : 0) + attack.bonus;
}

function saveBonus(character: Character, ability: Ability, proficiencyBonus: number): number {
  return modifierOf(character, ability) + (character.saves.includes(ability) ? proficiencyBonus : 0);
}

function skillBonus(character: Character, skill: Skill, proficiencyBonus: number): number {
  const bonus = modifierOf(character, SKILL_ABILITIES[skill]);
  const trained = character.skills[skill];
  if (trained !== undefined) return bonus + proficiencyBonus * (trained === 'expert' ? 2 : 1);
  const isJackOfAllTrades = character.classes.some((one) => one.key === 'bard' && one.level >= 2);
  return bonus + (isJackOfAllTrades ? Math.floor(proficiencyBonus / 2) : 0);
}

function initiativeBonus(character: Character, proficiencyBonus: number): number {
  const isAlert = character.features.some((feature) => feature.id === ALERT);
  return modifierOf(character, 'dexterity') + character.initiativeBonus + (isAlert ? proficiencyBonus : 0);
}

function record<Key extends string, Value>(keys: readonly Key[], valueOf: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>;
}
