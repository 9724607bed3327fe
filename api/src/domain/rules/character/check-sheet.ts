import type { Character, SheetProblem, SheetProblemCode } from '@skald/protocol';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import { cannotAct } from '../creature.ts';
import { HIGHEST_LEVEL, levelOf } from './levels.ts';
import { readsAsDamage } from './reads-as-damage.ts';

type Add = (code: SheetProblemCode, path: string) => void;

/** What is wrong with a sheet whose form is right, in the order of the sheet; nothing for a good one. (G6.4) */
export function checkSheet(character: Character): SheetProblem[] {
  const problems: SheetProblem[] = [];
  const add: Add = (code, path) => problems.push({ code, path });
  checkClasses(character, add);
  checkWords(character, add);
  checkVitals(character, add);
  checkConditions(character, add);
  checkPools(character, add);
  checkEntries(character, add);
  character.attacks.forEach(({ damage }, index) =>
    damage.forEach(({ dice }, part) => {
      if (!readsAsDamage(dice)) add('dice_wrong', `attacks.${index}.damage.${part}.dice`);
    }),
  );
  return problems;
}

function checkClasses(character: Character, add: Add): void {
  if (levelOf(character) > HIGHEST_LEVEL) add('level_too_high', 'classes');
  const keys = character.classes.map((one) => one.key);
  character.classes.forEach(({ key, hitDie, hitDiceSpent, level }, index) => {
    if (key !== null && keys.indexOf(key) !== index) add('class_twice', `classes.${index}.key`);
    if (key !== null && CLASS_TABLE[key].hitDie !== hitDie) add('hit_die_wrong', `classes.${index}.hitDie`);
    if (hitDiceSpent > level) add('hit_dice_overspent', `classes.${index}.hitDiceSpent`);
  });
}

function checkWords({ saves, defences }: Character, add: Add): void {
  const lists = { saves, 'defences.resistances': defences.resistances, 'defences.immunities': defences.immunities };
  const more = {
    'defences.vulnerabilities': defences.vulnerabilities,
    'defences.conditionImmunities': defences.conditionImmunities,
  };
  for (const [path, list] of Object.entries({ ...lists, ...more })) {
    if (new Set<string>(list).size !== list.length) add('word_twice', path);
  }
  if (defences.immunities.some((type) => defences.vulnerabilities.includes(type))) add('defences_contradict', 'defences');
}

function checkVitals({ vitals }: Character, add: Add): void {
  const { hitPoints, deathSaves, life } = vitals;
  if (hitPoints.current > hitPoints.max) add('hit_points_above_max', 'vitals.hitPoints.current');
  if (hitPoints.current > 0 !== (life === 'alive')) add('life_wrong', 'vitals.life');
  const isCounting = deathSaves.successes > 0 || deathSaves.failures > 0;
  if (isCounting && life !== 'dying') add('death_saves_above_zero', 'vitals.deathSaves');
  if (deathSaves.successes > 2 || deathSaves.failures > 2) add('death_saves_settled', 'vitals.deathSaves');
  if (vitals.concentration !== null && cannotAct(vitals)) add('concentration_impossible', 'vitals.concentration');
}

function checkConditions({ vitals }: Character, add: Add): void {
  const seen = new Set<string>();
  vitals.conditions.forEach(({ condition, level, source, heldBy }, index) => {
    const isExhaustion = condition === 'exhaustion';
    if (isExhaustion ? level > 5 : level !== 1) add('condition_level_wrong', `vitals.conditions.${index}.level`);
    const cause = isExhaustion ? condition : JSON.stringify([condition, source, heldBy]);
    if (seen.has(cause)) add('condition_twice', `vitals.conditions.${index}`);
    seen.add(cause);
  });
}

function checkPools({ spellcasting, features }: Character, add: Add): void {
  spellcasting?.slots.forEach(({ max, spent }, index) => {
    if (spent > max) add('slots_overspent', `spellcasting.slots.${index}`);
  });
  const pact = spellcasting?.pact ?? null;
  if (pact !== null && pact.spent > pact.max) add('slots_overspent', 'spellcasting.pact');
  features.forEach(({ uses }, index) => {
    if (uses !== null && uses.spent > uses.max) add('uses_overspent', `features.${index}.uses`);
  });
}

function checkEntries({ attacks, features, inventory, spellcasting }: Character, add: Add): void {
  const lists = { attacks, features, inventory, 'spellcasting.spells': spellcasting?.spells ?? [] };
  for (const [path, list] of Object.entries(lists)) {
    const ids: string[] = list.map((entry) => entry.id);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) add('entry_twice', `${path}.${index}.id`);
    });
  }
}
