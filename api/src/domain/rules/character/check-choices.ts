import { ABILITIES, POINT_BUY, ProtocolError, STANDARD_ARRAY, type Ability, type Choices, type Skill } from '@skald/protocol';
import { BACKGROUND_TABLE } from '../catalogue/backgrounds.ts';
import { CLASS_TABLE } from '../catalogue/classes.ts';
import type { OptionEntry } from '../catalogue/class-entry.ts';
import { SPECIES_TABLE } from '../catalogue/species.ts';
import { findSpell } from '../catalogue/spells.ts';

/**
 * Refuses what nobody may choose at level 1. (G6.2) Throws ProtocolError `choice_scores`, `choice_increases`, `choice_option`,
 * `choice_skills` and `choice_spells`.
 */
export function checkChoices(choices: Omit<Choices, 'name'>): void {
  checkScores(choices);
  checkIncreases(choices);
  checkOptions(choices);
  checkSkills(choices);
  checkSpells(choices);
}

function checkScores({ method, scores }: Pick<Choices, 'method' | 'scores'>): void {
  const values = ABILITIES.map((ability) => scores[ability]);
  const isLegal = method === 'standard_array' ? isStandardArray(values) : costOf(values) <= POINT_BUY.budget;
  if (!isLegal) throw new ProtocolError('choice_scores');
}

function isStandardArray(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => b - a);
  return sorted.every((value, index) => value === STANDARD_ARRAY[index]);
}

/** Points that scores cost together; Infinity when one of them is not for sale. */
function costOf(values: readonly number[]): number {
  const costs: Readonly<Record<number, number>> = POINT_BUY.costs;
  return values.reduce((sum, value) => sum + (costs[value] ?? Infinity), 0);
}

function checkIncreases({ increases, background }: Pick<Choices, 'increases' | 'background'>): void {
  const { abilities } = BACKGROUND_TABLE[background];
  const added = Object.entries(increases) as [Ability, number][];
  const isOfBackground = added.every(([ability]) => abilities.includes(ability));
  const sizes = added.map(([, size]) => size).sort((a, b) => b - a);
  const isWhole = sizes.join() === '2,1' || sizes.join() === '1,1,1';
  if (!isOfBackground || !isWhole) throw new ProtocolError('choice_increases');
}

function checkOptions(choices: Omit<Choices, 'name'>): void {
  const { options } = CLASS_TABLE[choices.class];
  const species = SPECIES_TABLE[choices.species];
  const isSameFeat = choices.speciesOption === BACKGROUND_TABLE[choices.background].feature.id;
  if (!isOffered(choices.classOption, options) || !isOffered(choices.speciesOption, species.options) || isSameFeat) {
    throw new ProtocolError('choice_option');
  }
}

function isOffered(chosen: string | null, options: readonly OptionEntry[]): boolean {
  return chosen === null ? options.length === 0 : options.some((option) => option.id === chosen);
}

function checkSkills(choices: Omit<Choices, 'name'>): void {
  const { skills, expertise } = CLASS_TABLE[choices.class];
  const fromSpecies = SPECIES_TABLE[choices.species].skills;
  const { speciesSkill } = choices;
  const isSpeciesLegal =
    fromSpecies === null ? speciesSkill === null : speciesSkill !== null && fromSpecies.includes(speciesSkill);
  const isClassLegal = choices.skills.length === skills.choose && choices.skills.every((skill) => skills.from.includes(skill));
  const all = trainedSkills(choices);
  const isExpertiseLegal =
    choices.expertise.length === expertise &&
    isDistinct(choices.expertise) &&
    choices.expertise.every((skill) => all.includes(skill));
  if (!isSpeciesLegal || !isClassLegal || !isDistinct(all) || !isExpertiseLegal) throw new ProtocolError('choice_skills');
}

/** Skills of class, species and background, in the order they are shown. */
export function trainedSkills(choices: Pick<Choices, 'skills' | 'speciesSkill' | 'background'>): Skill[] {
  const ofSpecies = choices.speciesSkill === null ? [] : [choices.speciesSkill];
  return [...BACKGROUND_TABLE[choices.background].skills, ...ofSpecies, ...choices.skills];
}

function checkSpells(choices: Omit<Choices, 'name'>): void {
  const { casting, givenSpells } = CLASS_TABLE[choices.class];
  const spells = choices.spells.map((key) => findSpell(key));
  const given: readonly string[] = givenSpells;
  const isOwn = spells.every((spell) => spell !== null && spell.classes.includes(choices.class));
  const isNew = isDistinct(choices.spells) && !choices.spells.some((key) => given.includes(key));
  const extra = casting !== null && casting.extraCantrip !== null && casting.extraCantrip === choices.classOption ? 1 : 0;
  const cantrips = spells.filter((spell) => spell?.level === 0).length;
  const isCounted = cantrips === (casting?.cantrips ?? 0) + extra && spells.length - cantrips === (casting?.spells ?? 0);
  if (!isOwn || !isNew || !isCounted) throw new ProtocolError('choice_spells');
}

function isDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
