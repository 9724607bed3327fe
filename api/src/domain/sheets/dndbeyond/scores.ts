import { ABILITIES, SKILLS, type Ability, type Character, type Skill } from '@skald/protocol';
import { conditionOf, damageTypeOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { clipText, oneLine } from '../text.ts';
import { at, objectsOf, type JsonObject } from '../tree.ts';
import { SKILL_IDS, VALUE_TYPES } from './ids.ts';
import { customValue, numberOf, select, textOf, type Modifier } from './modifiers.ts';

/** Conditions of a bonus to a score that are about its limit, not about a moment. */
const LASTING = /^$|maximum|already increased|saving throw proficiency/i;
const USUAL_LIMIT = 20;

/**
 * Ability scores: the base, what species, background, classes and feats add up to 20, what a player added by hand, what an item sets
 * them to at least; and above all what a player set.
 */
export function readScores(source: Source, modifiers: readonly Modifier[]): Character['abilities'] {
  const data = source.fields;
  const raising = modifiers.filter((one) => one.source !== 'race' || !hasScoresOfBackground(data));
  const entries = ABILITIES.map((ability, index) => {
    const base = statOf(data, 'stats', index + 1);
    if (base === null) source.problem(`stats[${index}]`, 'missing');
    const bonuses = raising.filter(
      (one) => one.type === 'bonus' && one.subType === `${ability}-score` && LASTING.test(one.restriction),
    );
    const higher = modifiers.filter(
      (one) => one.type === 'bonus' && one.subType === 'ability-score-maximum' && one.statId === index + 1,
    );
    const limit = Math.max(
      USUAL_LIMIT + total(higher),
      ...bonuses.map((one) => Number(/maximum\D{0,20}(\d{2})/i.exec(one.restriction)?.[1] ?? 0)),
    );
    const natural =
      Math.max(base ?? 10, Math.min(limit, (base ?? 10) + total(bonuses))) + (statOf(data, 'bonusStats', index + 1) ?? 0);
    const least = Math.max(0, ...select(modifiers, 'set', `${ability}-score`).map((one) => one.value ?? 0));
    const own = statOf(data, 'overrideStats', index + 1);
    const score = own === null || own === 0 ? Math.max(natural, least) : own;
    if (score < 1 || score > 30) source.problem(`stats[${index}]`, 'out_of_range');
    return [ability, Math.min(30, Math.max(1, score))] as const;
  });
  for (const key of ['stats', 'bonusStats', 'overrideStats']) source.take(key);
  return Object.fromEntries(entries) as Character['abilities'];
}

/** Since 2024 backgrounds raise scores, and then the species does not. */
function hasScoresOfBackground(data: JsonObject): boolean {
  return objectsOf(at(data, 'background', 'definition', 'grantedFeats')).some((feat) =>
    textOf(feat.name).includes('Ability Score'),
  );
}

function statOf(data: JsonObject, list: string, id: number): number | null {
  return numberOf(objectsOf(data[list]).find((one) => one.id === id)?.value);
}

const total = (modifiers: readonly Modifier[]): number => modifiers.reduce((sum, one) => sum + (one.value ?? 0), 0);

export function readSaves(data: JsonObject, modifiers: readonly Modifier[]): Ability[] {
  return ABILITIES.filter((ability, index) => {
    const custom = customValue(data, VALUE_TYPES.saveTraining, index + 1);
    if (custom !== null) return custom >= 3;
    return select(modifiers, 'proficiency', `${ability}-saving-throws`, 'saving-throws').length > 0;
  });
}

/** Training in skills. What a player set by hand (3 proficient, 4 expert, less for none) goes before what modifiers say. */
export function readSkillTraining(data: JsonObject, modifiers: readonly Modifier[]): Character['skills'] {
  const skills: Partial<Record<Skill, 'proficient' | 'expert'>> = {};
  for (const skill of SKILLS) {
    const slug = skill.replaceAll('_', '-');
    const id = Object.keys(SKILL_IDS).find((key) => SKILL_IDS[Number(key)] === skill);
    const custom = customValue(data, VALUE_TYPES.skillTraining, Number(id));
    const isExpert = custom === null ? select(modifiers, 'expertise', slug).length > 0 : custom === 4;
    const isProficient = custom === null ? select(modifiers, 'proficiency', slug).length > 0 : custom === 3;
    if (isExpert || isProficient) skills[skill] = isExpert ? 'expert' : 'proficient';
  }
  return skills;
}

/** Armour, weapons, tools and languages, in the words of the file. */
export function readOtherTraining(data: JsonObject, modifiers: readonly Modifier[]): string[] {
  const known = new Set([
    ...SKILLS.map((skill) => skill.replaceAll('_', '-')),
    ...ABILITIES.map((one) => `${one}-saving-throws`),
    'saving-throws',
  ]);
  const words = modifiers
    .filter((one) => (one.type === 'proficiency' && !known.has(one.subType)) || one.type === 'language')
    .map((one) => one.label);
  const custom = objectsOf(data.customProficiencies).map((one) => textOf(one.name));
  return [...new Set([...words, ...custom].map((word) => clipText(oneLine(word), 80)).filter((word) => word !== ''))];
}

export function readDefences(modifiers: readonly Modifier[]): Character['defences'] {
  const words = (type: string): string[] =>
    modifiers.filter((one) => one.type === type && one.restriction === '').map((one) => one.subType);
  const damage = (type: string) => [
    ...new Set(
      words(type)
        .map(damageTypeOf)
        .filter((one) => one !== null),
    ),
  ];
  return {
    resistances: damage('resistance'),
    immunities: damage('immunity'),
    vulnerabilities: damage('vulnerability'),
    conditionImmunities: [
      ...new Set(
        words('immunity')
          .map(conditionOf)
          .filter((one) => one !== null),
      ),
    ],
  };
}
