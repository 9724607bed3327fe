import type { Character } from '@skald/protocol';
import { CLASS_TABLE } from '../rules/catalogue/classes.ts';
import { checkSheet } from '../rules/character/check-sheet.ts';
import { readsAsDamage } from '../rules/character/reads-as-damage.ts';
import { cannotAct } from '../rules/creature.ts';
import { Problems } from './source.ts';
import type { ReadSheet } from './read-sheet.ts';

/** What a table says to a sheet from outside. */
export interface TableFacts {
  /** Whether a picture is one of the table's, that the player may know. */
  readonly hasPicture: (pictureId: NonNullable<Character['portrait']>) => boolean;
}

/**
 * A sheet as a table can play it: figures of other programs brought within our rules, and told; what belonged to fights and pictures of
 * another table taken off. A sheet that still breaks a rule is none.
 */
export function settleSheet(sheet: ReadSheet, facts: TableFacts): ReadSheet {
  if (sheet.character === null) return sheet;
  const problems = new Problems();
  for (const { path, code } of sheet.problems) problems.add(path, code);
  const character = withLife(withFigures(sheet.character, problems), problems);
  const portrait = character.portrait !== null && facts.hasPicture(character.portrait) ? character.portrait : null;
  const settled = { ...character, portrait };
  const left = checkSheet(settled);
  for (const { path } of left) problems.add(path, 'invalid');
  return { ...sheet, character: left.length > 0 ? null : settled, problems: problems.list };
}

function withFigures(character: Character, problems: Problems): Character {
  const classes = character.classes.map((one, index) => {
    const hitDie = one.key === null ? one.hitDie : CLASS_TABLE[one.key].hitDie;
    if (hitDie !== one.hitDie) problems.add(`classes.${index}.hitDie`, 'out_of_range');
    return { ...one, hitDie, hitDiceSpent: Math.min(one.level, one.hitDiceSpent) };
  });
  const attacks = character.attacks.map((attack, index) => {
    const damage = attack.damage.filter(({ dice }) => readsAsDamage(dice));
    if (damage.length < attack.damage.length) problems.add(`attacks.${index}.damage`, 'formula');
    return { ...attack, damage };
  });
  const { spellcasting, defences } = character;
  const within = <Pool extends { max: number; spent: number }>(pool: Pool): Pool => ({
    ...pool,
    spent: Math.min(pool.max, pool.spent),
  });
  return {
    ...character,
    classes,
    attacks,
    saves: [...new Set(character.saves)],
    defences: {
      resistances: [...new Set(defences.resistances)],
      immunities: [...new Set(defences.immunities)],
      vulnerabilities: [...new Set(defences.vulnerabilities)].filter((type) => !defences.immunities.includes(type)),
      conditionImmunities: [...new Set(defences.conditionImmunities)],
    },
    features: character.features.map((one) => (one.uses === null ? one : { ...one, uses: within(one.uses) })),
    spellcasting:
      spellcasting === null
        ? null
        : {
            ...spellcasting,
            slots: spellcasting.slots.map(within),
            pact: spellcasting.pact === null ? null : within(spellcasting.pact),
          },
  };
}

/** Death saves that are settled or not due, exhaustion beyond 5 and concentration of those who cannot act are taken off. */
function withLife(character: Character, problems: Problems): Character {
  const { vitals } = character;
  const current = Math.min(vitals.hitPoints.max, vitals.hitPoints.current);
  const { successes, failures } = vitals.deathSaves;
  const fallen = vitals.life === 'alive' ? 'dying' : vitals.life;
  const settled = failures > 2 ? 'dead' : successes > 2 && fallen === 'dying' ? 'stable' : fallen;
  const life = current > 0 ? 'alive' : settled;
  const conditions = vitals.conditions.map((one, index) => {
    if (one.condition !== 'exhaustion') return { ...one, level: 1, ends: null, heldBy: null };
    if (one.level > 5) problems.add(`vitals.conditions.${index}.level`, 'out_of_range');
    return { ...one, level: Math.min(5, one.level), ends: null, heldBy: null };
  });
  const unique = conditions.filter((one, index) => conditions.findIndex((other) => other.condition === one.condition) === index);
  const next: Character['vitals'] = {
    ...vitals,
    hitPoints: { ...vitals.hitPoints, current },
    conditions: unique,
    life,
    deathSaves: life === 'dying' ? vitals.deathSaves : { successes: 0, failures: 0 },
  };
  return { ...character, vitals: cannotAct(next) ? { ...next, concentration: null } : next };
}
