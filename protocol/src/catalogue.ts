import { z } from 'zod';
import { attackSchema } from './characters.ts';
import { monsterSchema } from './encounter.ts';
import { languageSchema } from './language.ts';
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

/** The statement that the licence of the rules asks for, with what was changed. It is shown wherever the rules are. */
export const SRD_ATTRIBUTION = {
  en:
    'This work includes material from the System Reference Document 5.2.1 (“SRD 5.2.1”) by Wizards of the Coast LLC, available at https://www.dndbeyond.com/srd. ' +
    'The SRD 5.2.1 is licensed under the Creative Commons Attribution 4.0 International License, available at https://creativecommons.org/licenses/by/4.0/legalcode. ' +
    'The material was translated and modified: shortened, put into our own words and into data.',
  ru:
    'This work includes material from the System Reference Document 5.2.1 (“SRD 5.2.1”) by Wizards of the Coast LLC, available at https://www.dndbeyond.com/srd. ' +
    'The SRD 5.2.1 is licensed under the Creative Commons Attribution 4.0 International License, available at https://creativecommons.org/licenses/by/4.0/legalcode. ' +
    'Материал переведён и изменён (translated and modified): сокращён, изложен своими словами и в виде данных.',
} as const;

/** Scores of the standard array, to be dealt to the abilities in any order. */
export const STANDARD_ARRAY = [15, 14, 13, 12, 10, 8] as const;
/** What buying a score costs, of 27 points. */
export const POINT_BUY = { budget: 27, costs: { 8: 0, 9: 1, 10: 2, 11: 3, 12: 4, 13: 5, 14: 7, 15: 9 } } as const;

/** Key of a spell, an option or a monster of the catalogue. */
export const catalogueKeySchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

const scoresSchema = z.object(
  Object.fromEntries(ABILITIES.map((ability) => [ability, z.int().min(1).max(30)])) as Record<
    (typeof ABILITIES)[number],
    z.ZodInt
  >,
);

/** What one chooses in the wizard. Which choices are legal is the engine's to say. */
export const choicesSchema = z.strictObject({
  name: nameSchema,
  class: classKeySchema,
  /** A fighting style, an order, an invocation; null for classes that have none at level 1. */
  classOption: catalogueKeySchema.nullable(),
  species: speciesKeySchema,
  /** An ancestry, a lineage, a feat; null for species that have none. */
  speciesOption: catalogueKeySchema.nullable(),
  /** The skill that the species gives a choice of; null for species that give none. */
  speciesSkill: skillSchema.nullable(),
  background: backgroundKeySchema,
  method: z.enum(['standard_array', 'point_buy']),
  /** Before what the background adds. */
  scores: scoresSchema,
  /** What the background adds: 2 and 1, or 1 three times, to abilities of its own. */
  increases: z.partialRecord(abilitySchema, z.union([z.literal(1), z.literal(2)])),
  /** Of the class; the background's come by themselves. */
  skills: z.array(skillSchema).max(6),
  /** Skills one is twice as good at; two for rogues, none for others. */
  expertise: z.array(skillSchema).max(2),
  /** Cantrips and spells of level 1, by key. */
  spells: z.array(catalogueKeySchema).max(20),
});
export type Choices = z.infer<typeof choicesSchema>;

const words = { name: z.string(), text: z.string() };
const optionSchema = z.object({ key: catalogueKeySchema, ...words });
const featureSchema = z.object(words);
const skillChoiceSchema = z.object({ choose: z.int().min(0).max(6), from: z.array(skillSchema) });

const classEntrySchema = z.object({
  key: classKeySchema,
  ...words,
  hitDie: z.int(),
  primary: z.array(abilitySchema),
  saves: z.array(abilitySchema),
  skills: skillChoiceSchema,
  /** How many skills of expertise are chosen. */
  expertise: z.int(),
  training: z.array(z.string()),
  equipment: z.array(z.string()),
  features: z.array(featureSchema),
  options: z.array(optionSchema),
  /** Null for classes that cast nothing at level 1. `extraCantrip` names the option that gives one more. */
  casting: z
    .object({
      ability: abilitySchema,
      cantrips: z.int(),
      spells: z.int(),
      extraCantrip: catalogueKeySchema.nullable(),
    })
    .nullable(),
  /** Everything but the name, so that a newcomer can press through. */
  suggested: choicesSchema.omit({ name: true }),
});

const speciesEntrySchema = z.object({
  key: speciesKeySchema,
  ...words,
  speedFeet: z.int(),
  features: z.array(featureSchema),
  options: z.array(optionSchema),
  /** Skills of which one is chosen; null for none. */
  skills: z.array(skillSchema).nullable(),
});

const backgroundEntrySchema = z.object({
  key: backgroundKeySchema,
  ...words,
  abilities: z.array(abilitySchema).length(3),
  skills: z.array(skillSchema),
  feature: featureSchema,
  equipment: z.array(z.string()),
});

const spellEntrySchema = z.object({
  key: catalogueKeySchema,
  ...words,
  level: z.int().min(0).max(1),
  classes: z.array(classKeySchema),
  needsConcentration: z.boolean(),
});

/** What a wizard and the panel of a fight need of the rules, in one language. */
export const catalogueSchema = z.object({
  language: languageSchema,
  attribution: z.string(),
  abilities: z.array(z.object({ key: abilitySchema, ...words })),
  skills: z.array(z.object({ key: skillSchema, ability: abilitySchema, ...words })),
  conditions: z.array(z.object({ key: conditionSchema, ...words })),
  damageTypes: z.array(z.object({ key: damageTypeSchema, name: z.string() })),
  armours: z.array(
    z.object({
      key: armourKeySchema,
      name: z.string(),
      category: z.enum(['light', 'medium', 'heavy']),
      base: z.int(),
      /** Most of the Dexterity modifier that counts; null for all of it. */
      dexterityCap: z.int().nullable(),
    }),
  ),
  /** As entries of a sheet, ready to be added to its attacks. */
  weapons: z.array(z.object({ category: z.enum(['simple', 'martial']), attack: attackSchema })),
  classes: z.array(classEntrySchema),
  species: z.array(speciesEntrySchema),
  backgrounds: z.array(backgroundEntrySchema),
  spells: z.array(spellEntrySchema),
  monsters: z.array(z.object({ key: catalogueKeySchema, text: z.string(), challenge: z.string(), monster: monsterSchema })),
  /** Experience at which each level begins, from level 1 on. */
  experience: z.array(z.int()),
  standardArray: z.array(z.int()),
  pointBuy: z.object({ budget: z.int(), costs: z.record(z.string(), z.int()) }),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
export const catalogueQuerySchema = z.object({ language: languageSchema });
