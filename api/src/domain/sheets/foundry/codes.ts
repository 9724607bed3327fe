import type { Ability, ArmourKey, Skill } from '@skald/protocol';

/** Short names that dnd5e uses in its data (module/config.mjs of foundryvtt/dnd5e), and ours. */
export const ABILITY_CODES: Readonly<Record<Ability, string>> = {
  strength: 'str',
  dexterity: 'dex',
  constitution: 'con',
  intelligence: 'int',
  wisdom: 'wis',
  charisma: 'cha',
};

export const SKILL_CODES: Readonly<Record<Skill, string>> = {
  acrobatics: 'acr',
  animal_handling: 'ani',
  arcana: 'arc',
  athletics: 'ath',
  deception: 'dec',
  history: 'his',
  insight: 'ins',
  intimidation: 'itm',
  investigation: 'inv',
  medicine: 'med',
  nature: 'nat',
  perception: 'prc',
  performance: 'prf',
  persuasion: 'per',
  religion: 'rel',
  sleight_of_hand: 'slt',
  stealth: 'ste',
  survival: 'sur',
};

export const COIN_CODES = { copper: 'cp', silver: 'sp', electrum: 'ep', gold: 'gp', platinum: 'pp' } as const;

export const ARMOUR_CODES: Readonly<Record<ArmourKey, string>> = {
  padded: 'padded',
  leather: 'leather',
  studded_leather: 'studded',
  hide: 'hide',
  chain_shirt: 'chainshirt',
  scale_mail: 'scalemail',
  breastplate: 'breastplate',
  half_plate: 'halfplate',
  ring_mail: 'ringmail',
  chain_mail: 'chainmail',
  splint: 'splint',
  plate: 'plate',
};

/** Properties of weapons. What is not in the list is written and read as it is. */
export const PROPERTY_CODES: Readonly<Record<string, string>> = {
  finesse: 'fin',
  light: 'lgt',
  thrown: 'thr',
  two_handed: 'two',
  versatile: 'ver',
  reach: 'rch',
  heavy: 'hvy',
  loading: 'lod',
  ammunition: 'amm',
  special: 'spc',
  magical: 'mgc',
  silvered: 'sil',
  adamantine: 'ada',
};

/** Trainings, each with the list of the actor that it stands in. */
export const TRAINING_CODES: Readonly<Record<'armorProf' | 'weaponProf' | 'languages', Readonly<Record<string, string>>>> = {
  armorProf: { 'Light armour': 'lgt', 'Medium armour': 'med', 'Heavy armour': 'hvy', Shields: 'shl' },
  weaponProf: { 'Simple weapons': 'sim', 'Martial weapons': 'mar' },
  languages: {
    Common: 'common',
    'Common Sign Language': 'sign',
    Abyssal: 'abyssal',
    Celestial: 'celestial',
    'Deep Speech': 'deep',
    Draconic: 'draconic',
    Druidic: 'druidic',
    Dwarvish: 'dwarvish',
    Elvish: 'elvish',
    Giant: 'giant',
    Gnomish: 'gnomish',
    Goblin: 'goblin',
    Halfling: 'halfling',
    Infernal: 'infernal',
    Orc: 'orc',
    Primordial: 'primordial',
    Sylvan: 'sylvan',
    'Thieves’ cant': 'cant',
    Undercommon: 'undercommon',
  },
};

/** The key whose value this is, or null. */
export function keyOf<Key extends string>(codes: Readonly<Record<Key, string>>, code: unknown): Key | null {
  return (Object.keys(codes) as Key[]).find((key) => codes[key] === code) ?? null;
}
