import { z } from 'zod';
import { characterIdSchema, combatantIdSchema, pictureIdSchema, seatIdSchema } from './ids.ts';
import { nameSchema } from './seats.ts';
import {
  ABILITIES,
  abilitySchema,
  armourKeySchema,
  backgroundKeySchema,
  classKeySchema,
  conditionSchema,
  damageTypeSchema,
  skillSchema,
  speciesKeySchema,
} from './words.ts';

const shortText = z.string().trim().min(1).max(80);
const longText = z.string().max(4_000);
/** Key of an entry within one sheet: an attack, a spell, an item. */
export const entryIdSchema = z.string().regex(/^[\w-]{1,40}$/);

const abilityScoresSchema = z.object(
  Object.fromEntries(ABILITIES.map((ability) => [ability, z.int().min(1).max(30)])) as Record<
    (typeof ABILITIES)[number],
    z.ZodInt
  >,
);

/** When a condition ends by itself: after so many rounds, counted at the start or end of a combatant's turn; null lasts until it is removed. */
export const durationSchema = z.object({
  rounds: z.int().min(1).max(1_000),
  at: z.enum(['start', 'end']),
  /** Whose turn counts. */
  of: combatantIdSchema,
});
export type Duration = z.infer<typeof durationSchema>;

export const activeConditionSchema = z.object({
  condition: conditionSchema,
  /** Exhaustion has levels 1-6; every other condition 1. */
  level: z.int().min(1).max(6),
  /** What brought it, in the table's words: a spell, a monster. */
  source: z.string().max(80),
  ends: durationSchema.nullable(),
  /** It ends when the concentration of this one does: a character's own id, in a fight and outside, or a monster's in the fight. */
  heldBy: z.union([characterIdSchema, combatantIdSchema]).nullable(),
});
export type ActiveCondition = z.infer<typeof activeConditionSchema>;

/** What changes in a fight, of characters and monsters alike. */
export const vitalsSchema = z.object({
  hitPoints: z.object({
    max: z.int().min(1).max(9_999),
    current: z.int().min(0).max(9_999),
    temporary: z.int().min(0).max(9_999),
  }),
  conditions: z.array(activeConditionSchema).max(30),
  /** The spell or effect that is concentrated on. */
  concentration: z.string().max(80).nullable(),
  /** Counted only at 0 hit points, of those who make death saves. */
  deathSaves: z.object({ successes: z.int().min(0).max(3), failures: z.int().min(0).max(3) }),
  /** stable: at 0 and no longer dying. */
  life: z.enum(['alive', 'dying', 'stable', 'dead']),
});
export type Vitals = z.infer<typeof vitalsSchema>;

export const defencesSchema = z.object({
  resistances: z.array(damageTypeSchema).max(13),
  immunities: z.array(damageTypeSchema).max(13),
  vulnerabilities: z.array(damageTypeSchema).max(13),
  conditionImmunities: z.array(conditionSchema).max(15),
});
export type Defences = z.infer<typeof defencesSchema>;

export const attackSchema = z.object({
  id: entryIdSchema,
  name: shortText,
  kind: z.enum(['melee', 'ranged', 'spell']),
  /** Ability of the roll and of the damage's bonus; null when `toHit` says it all. */
  ability: abilitySchema.nullable(),
  isProficient: z.boolean(),
  /** Bonus beyond ability and proficiency: magic, a fighting style. */
  bonus: z.int().min(-20).max(20),
  /** The whole bonus, where a sheet gives it (imports, monsters); it goes before the parts. */
  toHit: z.int().min(-20).max(40).nullable(),
  /** First part takes the ability's modifier, unless `toHit` is given or it is a spell. */
  damage: z.array(z.object({ dice: z.string().max(80), type: damageTypeSchema })).max(4),
  rangeFeet: z.int().min(0).max(2_000),
  properties: z.array(z.string().max(40)).max(12),
});
export type Attack = z.infer<typeof attackSchema>;

export const spellSchema = z.object({
  id: entryIdSchema,
  name: shortText,
  level: z.int().min(0).max(9),
  isPrepared: z.boolean(),
  needsConcentration: z.boolean(),
  text: longText,
});
export type Spell = z.infer<typeof spellSchema>;

/** Slots, or uses of a feature; a pool of points such as a paladin's has up to 100. */
const poolSchema = z.object({ max: z.int().min(0).max(999), spent: z.int().min(0).max(999) });

/** When uses come back; `one_on_short_rest` is one on a short rest and all on a long one. */
export const recoverySchema = z.enum(['short_rest', 'one_on_short_rest', 'long_rest', 'never']);
export type Recovery = z.infer<typeof recoverySchema>;

/** A whole sheet, as it is kept and edited. What follows from it is never part of it. */
export const characterSchema = z.object({
  name: nameSchema,
  classes: z
    .array(
      z.object({
        /** Null for a class beyond the SRD; then only the name and the hit die are known. */
        key: classKeySchema.nullable(),
        name: shortText,
        level: z.int().min(1).max(20),
        subclass: z.string().max(80),
        hitDie: z.union([z.literal(6), z.literal(8), z.literal(10), z.literal(12)]),
        hitDiceSpent: z.int().min(0).max(20),
      }),
    )
    .min(1)
    .max(6),
  species: z.object({ key: speciesKeySchema.nullable(), name: shortText }),
  background: z.object({ key: backgroundKeySchema.nullable(), name: shortText }),
  alignment: z.string().max(40),
  experience: z.int().min(0).max(1_000_000),
  abilities: abilityScoresSchema,
  saves: z.array(abilitySchema).max(6),
  skills: z.partialRecord(skillSchema, z.enum(['proficient', 'expert'])),
  /** Armour, weapons, tools, languages: words for people. */
  training: z.array(z.string().max(80)).max(60),
  armour: z.object({
    worn: armourKeySchema.nullable(),
    hasShield: z.boolean(),
    bonus: z.int().min(-10).max(10),
    /** The whole armour class, where a sheet gives it. */
    override: z.int().min(1).max(40).nullable(),
  }),
  speedFeet: z.int().min(0).max(500),
  initiativeBonus: z.int().min(-20).max(20),
  vitals: vitalsSchema,
  defences: defencesSchema,
  attacks: z.array(attackSchema).max(40),
  spellcasting: z
    .object({
      ability: abilitySchema,
      /** Slots of levels 1 to 9. */
      slots: z.array(poolSchema).length(9),
      pact: poolSchema.extend({ level: z.int().min(1).max(5) }).nullable(),
      spells: z.array(spellSchema).max(200),
    })
    .nullable(),
  features: z
    .array(
      z.object({
        id: entryIdSchema,
        name: shortText,
        text: longText,
        uses: poolSchema.extend({ recovers: recoverySchema }).nullable(),
      }),
    )
    .max(100),
  inventory: z
    .array(
      z.object({
        id: entryIdSchema,
        name: shortText,
        quantity: z.int().min(0).max(99_999),
        isEquipped: z.boolean(),
        text: longText,
      }),
    )
    .max(200),
  coins: z.object({
    copper: z.int().min(0).max(1_000_000),
    silver: z.int().min(0).max(1_000_000),
    electrum: z.int().min(0).max(1_000_000),
    gold: z.int().min(0).max(1_000_000),
    platinum: z.int().min(0).max(1_000_000),
  }),
  hasInspiration: z.boolean(),
  notes: z.string().max(8_000),
  portrait: pictureIdSchema.nullable(),
});
export type Character = z.infer<typeof characterSchema>;

const bonusSchema = z.int().min(-50).max(100);

/** What the rules make of a sheet: computed by the api alone. */
export const derivedSchema = z.object({
  level: z.int().min(1).max(20),
  proficiencyBonus: z.int().min(2).max(6),
  modifiers: z.record(abilitySchema, bonusSchema),
  saves: z.record(abilitySchema, bonusSchema),
  skills: z.record(skillSchema, bonusSchema),
  passivePerception: z.int(),
  initiative: bonusSchema,
  armourClass: z.int(),
  attacks: z.array(z.object({ id: entryIdSchema, toHit: bonusSchema, damage: z.string().max(400) })).max(40),
  spellAttack: bonusSchema.nullable(),
  spellDifficulty: z.int().nullable(),
  /** Experience at which the next level begins; null at level 20. */
  nextLevelAt: z.int().nullable(),
  /** Half of hit point maximum or less, and above 0. */
  isBloodied: z.boolean(),
});
export type Derived = z.infer<typeof derivedSchema>;

/** A sheet as its player, the host and the DM see it. */
export const sheetViewSchema = z.object({
  characterId: characterIdSchema,
  /** Null while nobody plays it. */
  seatId: seatIdSchema.nullable(),
  /** Grows with each change; an edit names the one it rests on. */
  revision: z.int().min(0),
  character: characterSchema,
  derived: derivedSchema,
});
export type SheetView = z.infer<typeof sheetViewSchema>;

/** A character as everybody at the table sees it. */
export const characterViewSchema = z.object({
  characterId: characterIdSchema,
  seatId: seatIdSchema.nullable(),
  name: nameSchema,
  /** Class, level and species in the words of the sheet. */
  classes: z.array(z.object({ key: classKeySchema.nullable(), name: shortText, level: z.int() })).max(6),
  species: z.object({ key: speciesKeySchema.nullable(), name: shortText }),
  vitals: vitalsSchema,
  armourClass: z.int(),
  portrait: pictureIdSchema.nullable(),
});
export type CharacterView = z.infer<typeof characterViewSchema>;
