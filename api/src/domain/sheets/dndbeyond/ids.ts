import { ABILITIES, CONDITIONS, type Ability, type Condition, type DamageType, type Language, type Skill } from '@skald/protocol';

/** Numbers that D&D Beyond uses in its data, as public importers list them (docs/import.md). */
export function abilityOfId(id: unknown): Ability | null {
  return typeof id === 'number' ? (ABILITIES[id - 1] ?? null) : null;
}

/** 1 to 15 in alphabetical order; 4 is exhaustion. */
export function conditionOfId(id: unknown): Condition | null {
  return typeof id === 'number' ? (CONDITIONS[id - 1] ?? null) : null;
}

const DAMAGE_IDS: readonly DamageType[] = [
  'bludgeoning',
  'piercing',
  'slashing',
  'necrotic',
  'acid',
  'cold',
  'fire',
  'lightning',
  'thunder',
  'poison',
  'psychic',
  'radiant',
  'force',
];
export function damageTypeOfId(id: unknown): DamageType | null {
  return typeof id === 'number' ? (DAMAGE_IDS[id - 1] ?? null) : null;
}

/** `valueId` of the skills in `characterValues`. */
export const SKILL_IDS: Readonly<Record<number, Skill>> = {
  2: 'athletics',
  3: 'acrobatics',
  4: 'sleight_of_hand',
  5: 'stealth',
  6: 'arcana',
  7: 'history',
  8: 'investigation',
  9: 'nature',
  10: 'religion',
  11: 'animal_handling',
  12: 'insight',
  13: 'medicine',
  14: 'perception',
  15: 'survival',
  16: 'deception',
  17: 'intimidation',
  18: 'performance',
  19: 'persuasion',
};

const ALIGNMENTS: readonly Readonly<Record<Language, string>>[] = [
  { en: 'Lawful good', ru: 'Законопослушный добрый' },
  { en: 'Neutral good', ru: 'Нейтральный добрый' },
  { en: 'Chaotic good', ru: 'Хаотичный добрый' },
  { en: 'Lawful neutral', ru: 'Законопослушный нейтральный' },
  { en: 'True neutral', ru: 'Истинно нейтральный' },
  { en: 'Chaotic neutral', ru: 'Хаотичный нейтральный' },
  { en: 'Lawful evil', ru: 'Законопослушный злой' },
  { en: 'Neutral evil', ru: 'Нейтральный злой' },
  { en: 'Chaotic evil', ru: 'Хаотичный злой' },
];
export function alignmentOfId(id: unknown, language: Language): string {
  return typeof id === 'number' ? (ALIGNMENTS[id - 1]?.[language] ?? '') : '';
}

/** What `characterValues[].typeId` says. */
export const VALUE_TYPES = {
  armourClass: 1,
  armourBonusMagic: 2,
  armourBonus: 3,
  skillTraining: 26,
  saveTraining: 41,
} as const;

/** `armorTypeId` of an item. */
export const ARMOUR_TYPES = { light: 1, medium: 2, heavy: 3, shield: 4 } as const;

/** When uses come back: numbers in actions and spells, words in items. */
export function recoveryOf(reset: unknown): 'short_rest' | 'long_rest' | 'never' {
  if (reset === 1 || /^short/i.test(String(reset))) return 'short_rest';
  return reset === 2 || reset === 3 || /^(long|da(y|wn)|dusk)/i.test(String(reset)) ? 'long_rest' : 'never';
}
