import { z } from 'zod';
import { durationSchema, entryIdSchema } from './characters.ts';
import { monsterSchema } from './encounter.ts';
import { characterIdSchema, combatantIdSchema } from './ids.ts';
import { abilitySchema, conditionSchema, damageTypeSchema, skillSchema, tierSchema } from './words.ts';

/** Whoever can be hurt: one in a fight, or a character outside of it. A character in a fight may be named by either id. */
export const creatureIdSchema = z.union([combatantIdSchema, characterIdSchema]);
export type CreatureId = z.infer<typeof creatureIdSchema>;

export const rollModeSchema = z.enum(['normal', 'advantage', 'disadvantage']);
export type RollMode = z.infer<typeof rollModeSchema>;

/** A number, or dice that the engine rolls. */
const amountSchema = z.union([z.int().min(0).max(9_999), z.string().trim().min(1).max(80)]);
const difficultySchema = z.union([tierSchema, z.int().min(1).max(40)]);
const label = z.string().trim().min(1).max(80);

const step = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/**
 * What somebody wants to happen in the game: of a button, a command or a tool of the DM alike. Intents, never results; the
 * engine checks who may, draws what is to be drawn and says what came of it.
 */
export const gameStepSchema = z.discriminatedUnion('kind', [
  step('encounter:begin', {}),
  step('encounter:end', {}),
  step('combatant:join', { characterId: characterIdSchema }),
  step('monsters:add', {
    monster: monsterSchema,
    count: z.int().min(1).max(20),
    group: z.string().trim().min(1).max(40).nullable(),
    isHidden: z.boolean(),
  }),
  step('combatant:remove', { combatantId: combatantIdSchema }),
  step('combatant:hide', { combatantId: combatantIdSchema }),
  step('combatant:reveal', { combatantId: combatantIdSchema }),
  /** Null rolls for everybody who has none yet. A group rolls once. */
  step('initiative:roll', { combatantId: combatantIdSchema.nullable(), mode: rollModeSchema }),
  step('initiative:set', { combatantId: combatantIdSchema, value: z.int().min(-20).max(60) }),
  step('turn:next', {}),
  step('turn:previous', {}),
  /** The one whose turn it is waits; it comes back with `turn:resume` right after the turn that is then going on. */
  step('turn:delay', {}),
  step('turn:resume', { combatantId: combatantIdSchema }),
  step('reaction:use', { creature: creatureIdSchema }),
  step('attack', {
    attacker: creatureIdSchema,
    attackId: entryIdSchema,
    target: creatureIdSchema,
    mode: rollModeSchema,
    isReaction: z.boolean(),
  }),
  step('damage', { target: creatureIdSchema, amount: amountSchema, type: damageTypeSchema.nullable() }),
  step('heal', { target: creatureIdSchema, amount: amountSchema }),
  step('temporary:grant', { target: creatureIdSchema, amount: amountSchema }),
  step('condition:add', {
    target: creatureIdSchema,
    condition: conditionSchema,
    source: z.string().trim().max(80),
    /** Null lasts until it is removed. */
    ends: durationSchema.omit({ of: true }).extend({ of: creatureIdSchema }).nullable(),
    /** Ends with the concentration of this creature. */
    heldBy: creatureIdSchema.nullable(),
  }),
  step('condition:remove', { target: creatureIdSchema, condition: conditionSchema }),
  step('concentration:begin', { creature: creatureIdSchema, on: label }),
  step('concentration:end', { creature: creatureIdSchema }),
  /** Difficulty and stakes are fixed before the roll; the same attempt in the same scene gives the same roll (G3). */
  step('check', {
    actor: creatureIdSchema,
    what: z.union([skillSchema, abilitySchema]),
    difficulty: difficultySchema.nullable(),
    mode: rollModeSchema,
    attempt: label,
    onSuccess: z.string().trim().max(200),
    onFailure: z.string().trim().max(200),
  }),
  step('save', {
    actor: creatureIdSchema,
    ability: abilitySchema,
    difficulty: difficultySchema,
    mode: rollModeSchema,
    against: label,
  }),
  step('death:save', { characterId: characterIdSchema }),
  step('stabilise', { target: creatureIdSchema }),
  step('slot:spend', { characterId: characterIdSchema, level: z.int().min(1).max(9), isPact: z.boolean() }),
  step('slot:restore', { characterId: characterIdSchema, level: z.int().min(1).max(9), isPact: z.boolean() }),
  /** Spends the slot and begins concentration where the spell needs it. Cantrips take no slot (`slot` null). */
  step('spell:cast', {
    characterId: characterIdSchema,
    spellId: entryIdSchema,
    slot: z.object({ level: z.int().min(1).max(9), isPact: z.boolean() }).nullable(),
  }),
  step('feature:use', { characterId: characterIdSchema, featureId: entryIdSchema }),
  step('rest:short', {
    characterId: characterIdSchema,
    hitDice: z.array(z.object({ classIndex: z.int().min(0).max(5), count: z.int().min(0).max(20) })).max(6),
  }),
  step('rest:long', { characterIds: z.array(characterIdSchema).min(1).max(12) }),
  step('item:give', {
    to: characterIdSchema,
    from: characterIdSchema.nullable(),
    name: label,
    quantity: z.int().min(1).max(9_999),
  }),
  step('item:take', { from: characterIdSchema, itemId: entryIdSchema, quantity: z.int().min(1).max(9_999) }),
  step('coins:give', {
    to: characterIdSchema,
    coin: z.enum(['copper', 'silver', 'electrum', 'gold', 'platinum']),
    /** Negative takes. */
    amount: z.int().min(-99_999).max(99_999),
  }),
  step('experience:award', { characterIds: z.array(characterIdSchema).min(1).max(12), amount: z.int().min(1).max(400_000) }),
  step('level:up', { characterId: characterIdSchema, classIndex: z.int().min(0).max(5), hitPoints: z.enum(['average', 'roll']) }),
  step('inspiration:give', { characterId: characterIdSchema }),
  step('inspiration:spend', { characterId: characterIdSchema }),
]);
export type GameStep = z.infer<typeof gameStepSchema>;
export type GameStepKind = GameStep['kind'];

/** What came of a step, in the closed words of the engine; people's words are put on where it is shown. */
export const deedSchema = z.object({
  code: z.enum([
    'encounter_began',
    'encounter_ended',
    'combatants_joined',
    'combatant_left',
    'combatant_hidden',
    'combatant_revealed',
    'initiative_set',
    'round_began',
    'turn_began',
    'turn_taken_back',
    'turn_delayed',
    'turn_resumed',
    'reaction_used',
    'attack_hit',
    'attack_missed',
    'damage_taken',
    'healed',
    'temporary_granted',
    'fell',
    'died',
    'stabilised',
    'condition_added',
    'condition_ended',
    'concentration_began',
    'concentration_ended',
    'concentration_kept',
    'check_made',
    'save_made',
    'death_save_made',
    'slot_spent',
    'slot_restored',
    'spell_cast',
    'feature_used',
    'rested_short',
    'rested_long',
    'item_given',
    'item_taken',
    'coins_changed',
    'experience_gained',
    'level_gained',
    'inspiration_given',
    'inspiration_spent',
    'sheet_changed',
    'undone',
  ]),
  /** Names and numbers that belong to it: `actor`, `target`, `amount`, `type`, `condition`, `round`, `total`, `difficulty`, `outcome`, `isCritical`. */
  params: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])),
});
export type Deed = z.infer<typeof deedSchema>;
export type DeedCode = Deed['code'];
