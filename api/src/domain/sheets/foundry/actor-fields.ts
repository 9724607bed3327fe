import { ABILITIES, SKILLS, type Ability, type Character, type Condition, type DamageType, type Skill } from '@skald/protocol';
import { conditionOf, damageTypeOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { ABILITY_CODES, COIN_CODES, keyOf, SKILL_CODES, TRAINING_CODES } from './codes.ts';

const SCORE = { min: 1, max: 30 };

/** Scores and saving throws: `system.abilities`. */
export function readAbilities(system: Source): { abilities: Character['abilities']; saves: Ability[] } {
  const all = system.child('abilities');
  const saves: Ability[] = [];
  const entries = ABILITIES.map((ability) => {
    const one = all.child(ABILITY_CODES[ability]);
    const score = one.whole('value', SCORE);
    if (score === null) one.problem('value', 'missing');
    if (one.isSet('proficient')) saves.push(ability);
    return [ability, score ?? 10] as const;
  });
  return { abilities: Object.fromEntries(entries) as Character['abilities'], saves };
}

/** Skills: `system.skills.<code>.value` is 0, 0.5, 1 or 2. Half of a proficiency has no place in our sheets and stays. */
export function readSkills(system: Source): Character['skills'] {
  const all = system.child('skills');
  const skills: Partial<Record<Skill, 'proficient' | 'expert'>> = {};
  for (const skill of SKILLS) {
    const one = all.child(SKILL_CODES[skill]);
    const value = one.peek('value');
    if (value === 0.5) one.problem('value', 'unsupported');
    else if (value === 1 || value === 2) skills[skill] = value === 2 ? 'expert' : 'proficient';
    else if (value !== 0 && value !== undefined && value !== null) one.problem('value', 'wrong_type');
    if (value === 0 || value === 1 || value === 2) one.take('value');
  }
  return skills;
}

export function readCoins(system: Source): Character['coins'] {
  const purse = system.child('currency');
  const entries = Object.entries(COIN_CODES).map(([coin, code]) => [coin, purse.whole(code, { min: 0, max: 1_000_000 }) ?? 0]);
  return Object.fromEntries(entries) as Character['coins'];
}

/** Resistances and the like: `system.traits.dr`, `di`, `dv`, `ci`. Words that are not ours stay in their list. */
export function readDefences(system: Source): Character['defences'] {
  const traits = system.child('traits');
  return {
    resistances: known(traits.child('dr'), damageTypeOf),
    immunities: known(traits.child('di'), damageTypeOf),
    vulnerabilities: known(traits.child('dv'), damageTypeOf),
    conditionImmunities: known(traits.child('ci'), conditionOf),
  };
}

function known<Word extends DamageType | Condition>(trait: Source, wordOf: (name: string) => Word | null): Word[] {
  const codes = trait.texts('value', 40);
  const words = codes.map(wordOf);
  const others = codes.filter((_, index) => words[index] === null);
  if (others.length > 0) {
    trait.problem('value', 'unknown_word');
    trait.fields.value = others;
  }
  return [...new Set(words.filter((word) => word !== null))];
}

/** Armour, weapons, languages and tools as words. `order` is how our own export had them. */
export function readTraining(system: Source, order: readonly string[]): string[] {
  const traits = system.child('traits');
  const words = (['armorProf', 'weaponProf', 'languages'] as const).flatMap((key) => {
    const trait = traits.child(key);
    const named = trait.texts('value', 80).map((code) => keyOf(TRAINING_CODES[key], code) ?? code);
    const custom = trait.line('custom', 4_000) ?? '';
    return [...named, ...custom.split(';')];
  });
  const tools = Object.keys(system.child('tools').fields);
  const found = [...words, ...tools].map((word) => word.trim().slice(0, 80).trim()).filter((word) => word !== '');
  const unique = [...new Set(found)];
  const isUnchanged = order.length === unique.length && order.every((word) => unique.includes(word));
  return isUnchanged ? [...order] : unique;
}
