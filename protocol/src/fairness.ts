import { z } from 'zod';
import { seatIdSchema, seedIdSchema, sessionIdSchema, tableIdSchema } from './ids.ts';

/** Chance of a browser: 16 bytes in hexadecimal. */
export const entropySchema = z.string().regex(/^[0-9a-f]{32}$/);
/** 32 bytes in hexadecimal: a seed, or the SHA-256 of one. */
const bytes32 = z.string().regex(/^[0-9a-f]{64}$/);

/** Chance that somebody's browser added: it counts for rolls from `fromCounter` on. */
export const contributionSchema = z.object({
  seatId: seatIdSchema,
  value: entropySchema,
  fromCounter: z.int().min(0),
});

/**
 * Where the dice of one evening come from, for one audience: what may be told of it. `audience` is `party`, `dm`, a seat, or
 * a circle such as `dm+st_…`; only the party's and the DM's are told to those who are not of it.
 */
export const diceSeedSchema = z.object({
  seedId: seedIdSchema,
  sessionId: sessionIdSchema,
  audience: z.string().max(400),
  /** SHA-256 of the seed's 32 bytes, told before its first roll. */
  commitment: bytes32,
  /** Null until it is revealed. */
  seed: bytes32.nullable(),
  contributions: z.array(contributionSchema).max(64),
});
export type DiceSeed = z.infer<typeof diceSeedSchema>;

/** A roll as it is checked: all that was drawn for it, in order, dropped and rerolled dice too. */
export const provenRollSchema = z.object({
  /** Number of the roll with its seed, from 0, without holes. */
  counter: z.int().min(0),
  draws: z.array(z.tuple([z.int().min(2).max(1_000), z.int().min(1).max(1_000)])).max(2_000),
  notation: z.string().max(256),
  total: z.number(),
  label: z.string().max(200),
});
export type ProvenRoll = z.infer<typeof provenRollSchema>;

/** Format of a document; it changes when a check of an old document would need other steps. */
export const DICE_DOCUMENT_FORMAT = 'skald-dice-1';

/** Everything that is needed to check the dice of one evening, as far as one seat may know it. */
export const diceDocumentSchema = z.object({
  format: z.literal(DICE_DOCUMENT_FORMAT),
  tableId: tableIdSchema,
  sessionId: sessionIdSchema,
  /** Number of the evening, from 1. */
  number: z.int().min(1),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  /** Who gave chance, by seat. */
  names: z.record(z.string(), z.string()),
  seeds: z
    .array(
      diceSeedSchema.extend({
        /** Null: whether anything was rolled with this seed is not this seat's to know yet. */
        rolls: z.array(provenRollSchema).nullable(),
      }),
    )
    .max(200),
});
export type DiceDocument = z.infer<typeof diceDocumentSchema>;

/** A document, and the evenings that there are documents of. */
export const fairnessReplySchema = z.object({
  /** Null when there was no evening yet. */
  document: diceDocumentSchema.nullable(),
  evenings: z.array(z.object({ sessionId: sessionIdSchema, number: z.int().min(1), isOver: z.boolean() })).max(10_000),
});
export type FairnessReply = z.infer<typeof fairnessReplySchema>;
