import type { Character } from '@skald/protocol';
import { findSpell } from '../catalogue/spells.ts';
import { usesAtLevel } from './feature-uses.ts';
import { modifierOf } from './derive.ts';
import { levelOf } from './levels.ts';
import { pactSlotsOf, slotsOf } from './slots.ts';

/** Feature of dwarves that gives a hit point for each level, by its entry id. */
export const DWARVEN_TOUGHNESS = 'dwarven-toughness';

type ClassLevel = Character['classes'][number];

/** Hit points that a new level gives, whatever the die shows or, without a die, its average: at least 1. (G4.33) */
export function hitPointsOfLevel(character: Character, { hitDie }: ClassLevel, shown: number | null): number {
  const ofDie = shown ?? hitDie / 2 + 1;
  const isTough = character.features.some((feature) => feature.id === DWARVEN_TOUGHNESS);
  return Math.max(1, ofDie + modifierOf(character, 'constitution')) + (isTough ? 1 : 0);
}

/** The sheet with one more level of a class. What is chosen at a level (abilities, spells, subclass) is the player's to enter. (G4.33) */
export function withLevel(character: Character, classIndex: number, gained: number): Character {
  const classes = character.classes.map((one, index) => (index === classIndex ? { ...one, level: one.level + 1 } : one));
  const { hitPoints } = character.vitals;
  const leveled = {
    ...character,
    classes,
    vitals: {
      ...character.vitals,
      hitPoints: { ...hitPoints, max: hitPoints.max + gained, current: hitPoints.current + gained },
    },
  };
  return {
    ...leveled,
    attacks: leveled.attacks.map((attack) => withCantripDice(attack, levelOf(leveled))),
    features: featuresAtLevel(leveled),
    spellcasting: spellcastingAtLevel(leveled),
  };
}

/** Slots grow to what the classes give; where a sheet has more, it keeps it. */
function spellcastingAtLevel({ classes, spellcasting }: Character): Character['spellcasting'] {
  if (spellcasting === null) return null;
  const max = slotsOf(classes);
  const pact = pactSlotsOf(classes);
  const slots = spellcasting.slots.map((pool, index) => ({ ...pool, max: Math.max(pool.max, max[index] ?? 0) }));
  return { ...spellcasting, slots, pact: pact === null ? spellcasting.pact : { ...pact, spent: spellcasting.pact?.spent ?? 0 } };
}

function featuresAtLevel(character: Character): Character['features'] {
  return character.features.map((feature) => {
    if (feature.uses === null) return feature;
    const max = Math.max(feature.uses.max, usesAtLevel(feature.id, character) ?? 0);
    return { ...feature, uses: { ...feature.uses, max } };
  });
}

/** Levels at which cantrips roll one die more. */
const CANTRIP_LEVELS: readonly number[] = [5, 11, 17];
/** Its beams multiply instead. */
const ELDRITCH_BLAST = 'eldritch-blast';

/** A cantrip of the catalogue, as it was built, rolls more dice; what somebody has changed by hand stays. */
function withCantripDice(attack: Character['attacks'][number], level: number): Character['attacks'][number] {
  const spell = findSpell(attack.id);
  if (spell === null || spell.level > 0 || spell.attack === null || attack.id === ELDRITCH_BLAST) return attack;
  if (!CANTRIP_LEVELS.includes(level)) return attack;
  const count = 1 + CANTRIP_LEVELS.filter((from) => level >= from).length;
  const die = spell.attack.dice.slice(1);
  const [first, ...others] = attack.damage;
  if (first === undefined || first.dice !== `${count - 1}${die}`) return attack;
  return { ...attack, damage: [{ ...first, dice: `${count}${die}` }, ...others] };
}
