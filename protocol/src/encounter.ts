import { z } from 'zod';
import { activeConditionSchema, attackSchema, defencesSchema, entryIdSchema, vitalsSchema } from './characters.ts';
import { characterIdSchema, combatantIdSchema, encounterIdSchema, seatIdSchema } from './ids.ts';
import { ABILITIES, abilitySchema, skillSchema } from './words.ts';

/** Health in words: over 0.99 of the maximum healthy, over 0.5 injured, over 0.15 bloodied, above 0 critical, at 0 down or dead. */
export const HEALTH_WORDS = ['healthy', 'injured', 'bloodied', 'critical', 'down', 'dead'] as const;
export const healthWordSchema = z.enum(HEALTH_WORDS);
export type HealthWord = z.infer<typeof healthWordSchema>;

/** What the rules know of a monster. */
export const monsterSchema = z.object({
  name: z.string().trim().min(1).max(80),
  armourClass: z.int().min(1).max(40),
  /** Dice such as `2d6+2`, rolled for each, or a number. */
  hitPoints: z.union([z.int().min(1).max(9_999), z.string().max(80)]),
  initiativeBonus: z.int().min(-20).max(20),
  saves: z.record(abilitySchema, z.int().min(-20).max(30)),
  /** Skills it is trained in; for the others the save's bonus of the ability stands. */
  skills: z.partialRecord(skillSchema, z.int().min(-20).max(40)).optional(),
  defences: defencesSchema,
  attacks: z.array(attackSchema).max(12),
  experience: z.int().min(0).max(200_000),
});
export type Monster = z.infer<typeof monsterSchema>;

export const DEFAULT_SAVES = Object.fromEntries(ABILITIES.map((ability) => [ability, 0])) as Record<
  (typeof ABILITIES)[number],
  number
>;

/** One in the order of a fight, as one seat may see it. What is hidden from the seat is not in the list at all. */
export const combatantViewSchema = z.object({
  combatantId: combatantIdSchema,
  name: z.string().max(80),
  kind: z.enum(['character', 'monster']),
  characterId: characterIdSchema.nullable(),
  seatId: seatIdSchema.nullable(),
  group: z.string().max(40).nullable(),
  initiative: z.int().nullable(),
  /** This seat may act for it. */
  isYours: z.boolean(),
  /** Others do not see it; only its keepers do. */
  isHidden: z.boolean(),
  isDelaying: z.boolean(),
  health: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('exact'), vitals: vitalsSchema }),
    z.object({ kind: z.literal('words'), word: healthWordSchema }),
  ]),
  /** Null for those who may not know it. */
  armourClass: z.int().nullable(),
  conditions: z.array(activeConditionSchema).max(30),
  isConcentrating: z.boolean(),
  hasActed: z.boolean(),
  hasReacted: z.boolean(),
  /** What it can attack with; empty unless this seat may act for it. */
  attacks: z
    .array(z.object({ id: entryIdSchema, name: z.string().max(80), toHit: z.int(), damage: z.string().max(400) }))
    .max(40),
});
export type CombatantView = z.infer<typeof combatantViewSchema>;

export const encounterViewSchema = z.object({
  encounterId: encounterIdSchema,
  /** gathering: before the first turn. */
  state: z.enum(['gathering', 'running']),
  /** 0 while gathering, then from 1. */
  round: z.int().min(0),
  /** Null while gathering, and while somebody hidden has the turn. */
  turnOf: combatantIdSchema.nullable(),
  /** In the order of turns; those without initiative last. */
  combatants: z.array(combatantViewSchema).max(100),
  /** This seat may lead: add, remove, reveal, next, previous, end. */
  mayLead: z.boolean(),
});
export type EncounterView = z.infer<typeof encounterViewSchema>;
