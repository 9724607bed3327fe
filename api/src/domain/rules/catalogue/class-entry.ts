import type { Ability, ArmourKey, Character, Choices, Recovery, Skill } from '@skald/protocol';
import type { Explained, Words } from './named.ts';
import type { SpellKey } from './spells.ts';
import type { WeaponKey } from './weapons.ts';

export interface FeatureEntry extends Explained {
  /** Entry id on the sheet; some are known to the engine. */
  readonly id: string;
  /** Null where nothing is counted. The number may grow with the level. */
  readonly uses: { readonly max: number; readonly recovers: Recovery } | null;
}

/** One of several that a class or a species offers at level 1; it stands on the sheet as a feature. */
export type OptionEntry = FeatureEntry;

export interface Kit {
  readonly armour: ArmourKey | null;
  readonly hasShield: boolean;
  /** With how many of it, where it is more than one. */
  readonly weapons: readonly (WeaponKey | readonly [WeaponKey, number])[];
  /** Everything carried besides, with how many of it. */
  readonly items: readonly (readonly [number, Words])[];
  readonly gold: number;
}

export interface ClassEntry extends Explained {
  readonly hitDie: Character['classes'][number]['hitDie'];
  readonly primary: readonly Ability[];
  readonly saves: readonly [Ability, Ability];
  readonly skills: { readonly choose: number; readonly from: readonly Skill[] };
  readonly expertise: number;
  readonly training: readonly Words[];
  readonly kit: Kit;
  /** Another kit for some options, by option id. */
  readonly otherKits: Readonly<Record<string, Kit>>;
  readonly features: readonly FeatureEntry[];
  readonly options: readonly OptionEntry[];
  /** Spells that come without being chosen. */
  readonly givenSpells: readonly SpellKey[];
  /** Null for classes that cast nothing at level 1. */
  readonly casting: {
    readonly cantrips: number;
    /** Of level 1; of a wizard those in the book. */
    readonly spells: number;
    /** How many of them are prepared: the first. */
    readonly prepared: number;
    /** The option that gives one more cantrip. */
    readonly extraCantrip: string | null;
  } | null;
  readonly suggested: {
    readonly classOption: string | null;
    readonly species: Choices['species'];
    readonly speciesOption: string | null;
    readonly speciesSkill: Skill | null;
    readonly background: Choices['background'];
    /** Standard array in the order of the abilities: strength first, charisma last. */
    readonly scores: readonly [number, number, number, number, number, number];
    readonly increases: Choices['increases'];
    readonly skills: readonly Skill[];
    readonly expertise: readonly Skill[];
    readonly spells: readonly SpellKey[];
  };
}

/** Writes a feature: id, names, one line each, and uses where they are counted. */
export function feature(
  id: string,
  names: readonly [en: string, ru: string],
  texts: readonly [en: string, ru: string],
  uses: FeatureEntry['uses'] = null,
): FeatureEntry {
  return { id, name: { en: names[0], ru: names[1] }, text: { en: texts[0], ru: texts[1] }, uses };
}
