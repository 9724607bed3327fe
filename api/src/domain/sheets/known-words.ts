import {
  ABILITIES,
  BACKGROUNDS,
  CLASSES,
  CONDITIONS,
  DAMAGE_TYPES,
  SPECIES,
  type Ability,
  type ArmourKey,
  type BackgroundKey,
  type ClassKey,
  type Condition,
  type DamageType,
  type SpeciesKey,
} from '@skald/protocol';
import { ARMOUR_TABLE } from '../rules/catalogue/armours.ts';

const RUSSIAN_CLASSES: Readonly<Record<ClassKey, string>> = {
  barbarian: 'варвар',
  bard: 'бард',
  cleric: 'жрец',
  druid: 'друид',
  fighter: 'воин',
  monk: 'монах',
  paladin: 'паладин',
  ranger: 'следопыт',
  rogue: 'плут',
  sorcerer: 'чародей',
  warlock: 'колдун',
  wizard: 'волшебник',
};
const RUSSIAN_SPECIES: Readonly<Record<SpeciesKey, string>> = {
  dragonborn: 'драконорожденный',
  dwarf: 'дварф',
  elf: 'эльф',
  gnome: 'гном',
  goliath: 'голиаф',
  halfling: 'полурослик',
  human: 'человек',
  orc: 'орк',
  tiefling: 'тифлинг',
};
const RUSSIAN_BACKGROUNDS: Readonly<Record<BackgroundKey, string>> = {
  acolyte: 'прислужник',
  criminal: 'преступник',
  sage: 'мудрец',
  soldier: 'солдат',
};
export function classKeyOf(name: string): ClassKey | null {
  return CLASSES.find((key) => isNamed(name, key, RUSSIAN_CLASSES[key])) ?? null;
}

/** `High Elf` and `Elf (High)` are elves; a half-elf is a people of its own. */
export function speciesKeyOf(name: string): SpeciesKey | null {
  const words = wordsOf(name);
  if (words.some((word) => word === 'half' || /^полу(?!рослик)/.test(word))) return null;
  return SPECIES.find((key) => words.includes(key) || words.includes(RUSSIAN_SPECIES[key])) ?? null;
}

export function backgroundKeyOf(name: string): BackgroundKey | null {
  return BACKGROUNDS.find((key) => isNamed(name, key, RUSSIAN_BACKGROUNDS[key])) ?? null;
}

export function abilityOf(name: string): Ability | null {
  return ABILITIES.find((ability) => ability === name.trim().toLowerCase()) ?? null;
}

export function damageTypeOf(name: string): DamageType | null {
  return DAMAGE_TYPES.find((type) => type === name.trim().toLowerCase()) ?? null;
}

export function conditionOf(name: string): Condition | null {
  return CONDITIONS.find((condition) => condition === name.trim().toLowerCase()) ?? null;
}

/** Names such as `Chain Mail`, `Plate`, `Studded Leather +1`, in both languages. */
export function armourKeyOf(name: string): ArmourKey | null {
  const plain = bareArmour(name);
  if (plain === '') return null;
  return (
    (Object.keys(ARMOUR_TABLE) as ArmourKey[]).find((key) =>
      [key, ARMOUR_TABLE[key].name.en, ARMOUR_TABLE[key].name.ru].some((known) => bareArmour(known) === plain),
    ) ?? null
  );
}

function bareArmour(name: string): string {
  return wordsOf(name)
    .filter((word) => !/^(armou?r|\d)$/.test(word))
    .join(' ');
}

function isNamed(name: string, key: string, russian: string): boolean {
  const plain = wordsOf(name).join(' ');
  return plain === key || plain === russian;
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}
