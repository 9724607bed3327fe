import {
  ABILITIES,
  ARMOURS,
  BACKGROUNDS,
  CLASSES,
  CONDITIONS,
  DAMAGE_TYPES,
  POINT_BUY,
  SKILL_ABILITIES,
  SKILLS,
  SPECIES,
  SRD_ATTRIBUTION,
  STANDARD_ARRAY,
  type BackgroundKey,
  type Catalogue,
  type ClassKey,
  type Language,
  type SpeciesKey,
} from '@skald/protocol';
import { weaponAttack } from '../character/build-kit.ts';
import { EXPERIENCE_OF_LEVEL } from '../character/levels.ts';
import { CASTING } from '../character/slots.ts';
import { suggestChoices } from '../character/suggest-choices.ts';
import { ARMOUR_TABLE } from './armours.ts';
import { BACKGROUND_TABLE } from './backgrounds.ts';
import { CLASS_TABLE } from './classes.ts';
import type { FeatureEntry, Kit } from './class-entry.ts';
import { ABILITY_WORDS, CONDITION_WORDS, DAMAGE_WORDS, SKILL_WORDS } from './glossary.ts';
import { MONSTER_KEYS, MONSTER_TABLE, monsterOf } from './monsters.ts';
import type { Explained, Words } from './named.ts';
import { SPECIES_TABLE } from './species.ts';
import { SPELL_KEYS, SPELL_TABLE } from './spells.ts';
import { WEAPON_KEYS, WEAPON_TABLE } from './weapons.ts';

/** What a wizard and the panel of a fight need of the rules, with the words of one language. (G6.5) */
export function catalogueOf(language: Language): Catalogue {
  const words = ({ name, text }: Explained) => ({ name: name[language], text: text[language] });
  return {
    language,
    attribution: SRD_ATTRIBUTION[language],
    abilities: ABILITIES.map((key) => ({ key, ...words(ABILITY_WORDS[key]) })),
    skills: SKILLS.map((key) => ({ key, ability: SKILL_ABILITIES[key], ...words(SKILL_WORDS[key]) })),
    conditions: CONDITIONS.map((key) => ({ key, ...words(CONDITION_WORDS[key]) })),
    damageTypes: DAMAGE_TYPES.map((key) => ({ key, name: DAMAGE_WORDS[key][language] })),
    armours: ARMOURS.map((key) => {
      const { name, category, base, dexterityCap } = ARMOUR_TABLE[key];
      return { key, name: name[language], category, base, dexterityCap };
    }),
    weapons: WEAPON_KEYS.map((key) => ({
      category: WEAPON_TABLE[key].category,
      attack: weaponAttack(PLAIN, key, null, language),
    })),
    classes: CLASSES.map((key) => classEntry(key, language)),
    species: SPECIES.map((key) => speciesEntry(key, language)),
    backgrounds: BACKGROUNDS.map((key) => backgroundEntry(key, language)),
    spells: SPELL_KEYS.map((key) => {
      const { level, classes, needsConcentration } = SPELL_TABLE[key];
      return { key, ...words(SPELL_TABLE[key]), level, classes: classes.filter((one) => !isGiven(key, one)), needsConcentration };
    }),
    monsters: MONSTER_KEYS.map((key) => {
      const { text, challenge } = MONSTER_TABLE[key];
      return { key, text: text[language], challenge, monster: monsterOf(key, language) };
    }),
    experience: [...EXPERIENCE_OF_LEVEL],
    standardArray: [...STANDARD_ARRAY],
    pointBuy: { budget: POINT_BUY.budget, costs: { ...POINT_BUY.costs } },
  };
}

/** A spell that a class has anyway is not among those it chooses from. */
function isGiven(spell: string, key: ClassKey): boolean {
  const given: readonly string[] = CLASS_TABLE[key].givenSpells;
  return given.includes(spell);
}

/** Somebody without any bent, for weapons that nobody holds yet. */
const PLAIN = {
  abilities: { strength: 10, dexterity: 10, constitution: 10, intelligence: 10, wisdom: 10, charisma: 10 },
  classes: [],
};

function classEntry(key: ClassKey, language: Language): Catalogue['classes'][number] {
  const { name, text, hitDie, primary, saves, skills, expertise, training, kit, features, options, casting } = CLASS_TABLE[key];
  const { ability } = CASTING[key];
  return {
    key,
    name: name[language],
    text: text[language],
    hitDie,
    primary: [...primary],
    saves: [...saves],
    skills: { choose: skills.choose, from: [...skills.from] },
    expertise,
    training: training.map((one) => one[language]),
    equipment: thingsOf(kit).map((one) => one[language]),
    features: features.map((one) => featureEntry(one, language)),
    options: options.map((one) => ({ key: one.id, ...featureEntry(one, language) })),
    casting:
      casting === null || ability === null
        ? null
        : { ability, cantrips: casting.cantrips, spells: casting.spells, extraCantrip: casting.extraCantrip },
    suggested: suggestChoices(key),
  };
}

function speciesEntry(key: SpeciesKey, language: Language): Catalogue['species'][number] {
  const { name, text, speedFeet, features, options, skills } = SPECIES_TABLE[key];
  return {
    key,
    name: name[language],
    text: text[language],
    speedFeet,
    features: features.map((one) => featureEntry(one, language)),
    options: options.map((one) => ({ key: one.id, ...featureEntry(one, language) })),
    skills: skills === null ? null : [...skills],
  };
}

function backgroundEntry(key: BackgroundKey, language: Language): Catalogue['backgrounds'][number] {
  const { name, text, abilities, skills, feature, weapons, items } = BACKGROUND_TABLE[key];
  return {
    key,
    name: name[language],
    text: text[language],
    abilities: [...abilities],
    skills: [...skills],
    feature: featureEntry(feature, language),
    equipment: thingsOf({ armour: null, weapons, items }).map((one) => one[language]),
  };
}

function featureEntry({ name, text }: FeatureEntry, language: Language): { name: string; text: string } {
  return { name: name[language], text: text[language] };
}

function thingsOf({ armour, weapons, items }: Pick<Kit, 'armour' | 'weapons' | 'items'>): Words[] {
  return [
    ...(armour === null ? [] : [ARMOUR_TABLE[armour].name]),
    ...weapons.map((one) => WEAPON_TABLE[typeof one === 'string' ? one : one[0]].name),
    ...items.map(([, name]) => name),
  ];
}
