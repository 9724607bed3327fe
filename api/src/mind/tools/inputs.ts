import { z } from 'zod';

/** Who acts or is acted on, by name. */
export const actorName = z.string().trim().min(1).max(80).describe('Name, in any grammatical case.');

export const rollMode = z
  .enum(['normal', 'advantage', 'disadvantage'])
  .default('normal')
  .describe('For circumstances only: conditions and armour are counted by the engine.');

/** What is tried and what hangs on it: fixed before the roll, and seen with it. */
export const attemptStakes = {
  attempt: z.string().trim().min(1).max(80).describe("What is tried, in the table's language, short: climb the wall."),
  on_success: z.string().trim().min(1).max(200).describe("What success brings, in the table's language."),
  on_failure: z.string().trim().min(1).max(200).describe("What failure costs, in the table's language."),
};

/** Dice of an amount: a bare number is no roll, and the engine refuses it. */
export const amountDice = z.string().trim().min(1).max(80).describe('Dice such as 2d6+3, or 8d6/2 for half. Never a result.');

export const quantity = z.int().min(1).max(9_999).default(1);
