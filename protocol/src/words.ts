import { z } from 'zod';

/** Closed lists of fifth edition (SRD 5.2.1). Wire, log and tools speak these words; people's words are put on at the edge. */
export const ABILITIES = ['strength', 'dexterity', 'constitution', 'intelligence', 'wisdom', 'charisma'] as const;
export const abilitySchema = z.enum(ABILITIES);
export type Ability = z.infer<typeof abilitySchema>;

/** Each skill with the ability it rests on. */
export const SKILL_ABILITIES = {
  acrobatics: 'dexterity',
  animal_handling: 'wisdom',
  arcana: 'intelligence',
  athletics: 'strength',
  deception: 'charisma',
  history: 'intelligence',
  insight: 'wisdom',
  intimidation: 'charisma',
  investigation: 'intelligence',
  medicine: 'wisdom',
  nature: 'intelligence',
  perception: 'wisdom',
  performance: 'charisma',
  persuasion: 'charisma',
  religion: 'intelligence',
  sleight_of_hand: 'dexterity',
  stealth: 'dexterity',
  survival: 'wisdom',
} as const satisfies Record<string, Ability>;
export type Skill = keyof typeof SKILL_ABILITIES;
export const SKILLS = Object.keys(SKILL_ABILITIES) as [Skill, ...Skill[]];
export const skillSchema = z.enum(SKILLS);

export const DAMAGE_TYPES = [
  'acid',
  'bludgeoning',
  'cold',
  'fire',
  'force',
  'lightning',
  'necrotic',
  'piercing',
  'poison',
  'psychic',
  'radiant',
  'slashing',
  'thunder',
] as const;
export const damageTypeSchema = z.enum(DAMAGE_TYPES);
export type DamageType = z.infer<typeof damageTypeSchema>;

export const CONDITIONS = [
  'blinded',
  'charmed',
  'deafened',
  'exhaustion',
  'frightened',
  'grappled',
  'incapacitated',
  'invisible',
  'paralyzed',
  'petrified',
  'poisoned',
  'prone',
  'restrained',
  'stunned',
  'unconscious',
] as const;
export const conditionSchema = z.enum(CONDITIONS);
export type Condition = z.infer<typeof conditionSchema>;

/** How hard a check is: the engine knows the number (5, 10, 15, 20, 25, 30). */
export const TIERS = ['very_easy', 'easy', 'medium', 'hard', 'very_hard', 'nearly_impossible'] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

export const CLASSES = [
  'barbarian',
  'bard',
  'cleric',
  'druid',
  'fighter',
  'monk',
  'paladin',
  'ranger',
  'rogue',
  'sorcerer',
  'warlock',
  'wizard',
] as const;
export const classKeySchema = z.enum(CLASSES);
export type ClassKey = z.infer<typeof classKeySchema>;

export const SPECIES = ['dragonborn', 'dwarf', 'elf', 'gnome', 'goliath', 'halfling', 'human', 'orc', 'tiefling'] as const;
export const speciesKeySchema = z.enum(SPECIES);
export type SpeciesKey = z.infer<typeof speciesKeySchema>;

export const BACKGROUNDS = ['acolyte', 'criminal', 'sage', 'soldier'] as const;
export const backgroundKeySchema = z.enum(BACKGROUNDS);
export type BackgroundKey = z.infer<typeof backgroundKeySchema>;

export const ARMOURS = [
  'padded',
  'leather',
  'studded_leather',
  'hide',
  'chain_shirt',
  'scale_mail',
  'breastplate',
  'half_plate',
  'ring_mail',
  'chain_mail',
  'splint',
  'plate',
] as const;
export const armourKeySchema = z.enum(ARMOURS);
export type ArmourKey = z.infer<typeof armourKeySchema>;
