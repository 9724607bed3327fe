import { z } from 'zod';
import { characterSchema, characterViewSchema, sheetViewSchema } from './characters.ts';
import { choicesSchema } from './catalogue.ts';
import { defineRequest } from './contract.ts';
import { encounterViewSchema } from './encounter.ts';
import { deedSchema, gameStepSchema } from './game-steps.ts';
import { characterIdSchema, rollIdSchema, seatIdSchema, stepIdSchema } from './ids.ts';
import { sheetProblemSchema } from './sheet-problems.ts';

/** A step that this seat could take back with `game:undo`; null when there is none. */
const undoableSchema = z.object({ stepId: stepIdSchema, seatId: seatIdSchema.nullable(), deed: deedSchema }).nullable();
export type Undoable = z.infer<typeof undoableSchema>;

/** The game as one seat may see it. */
export const gameViewSchema = z.object({
  characters: z.array(characterViewSchema).max(64),
  /** Its own sheets; of the host, all. */
  sheets: z.array(sheetViewSchema).max(64),
  encounter: encounterViewSchema.nullable(),
  undoable: undoableSchema,
});
export type GameView = z.infer<typeof gameViewSchema>;

/** Part of the table's numbered stream. Each carries the whole of what it names. */
export const gameEvents = [
  z.object({ type: z.literal('character:changed'), character: characterViewSchema }),
  z.object({ type: z.literal('character:left'), characterId: characterIdSchema }),
  z.object({ type: z.literal('sheet:changed'), sheet: sheetViewSchema }),
  z.object({ type: z.literal('encounter:changed'), encounter: encounterViewSchema.nullable() }),
  z.object({ type: z.literal('undoable:changed'), undoable: undoableSchema }),
] as const;

export const gameRequests = {
  /** `clientStepId` makes it safe to send again: the same one is the same step. Refusals have a code of `rule-errors.ts`. */
  act: defineRequest(
    'game:act',
    z.object({ clientStepId: z.string().regex(/^[\w-]{8,40}$/), step: gameStepSchema }),
    z.object({ stepId: stepIdSchema, rollIds: z.array(rollIdSchema).max(60) }),
  ),
  /** Takes the newest step back that this seat may take back. Dice stay drawn. */
  undo: defineRequest('game:undo', z.object({ stepId: stepIdSchema }), z.object({})),
  /** A character of level 1, made in the wizard, becomes the seat's; the one it had is kept without a player. */
  createCharacter: defineRequest(
    'character:create',
    z.object({ choices: choicesSchema }),
    z.object({ characterId: characterIdSchema }),
  ),
  /** Takes a character that nobody plays. */
  claimCharacter: defineRequest('character:claim', z.object({ characterId: characterIdSchema }), z.object({})),
  /** The whole sheet, resting on a revision; `sheet_changed` when another came between. With problems nothing was kept. */
  editCharacter: defineRequest(
    'character:edit',
    z.object({ characterId: characterIdSchema, revision: z.int().min(0), character: characterSchema }),
    z.object({ revision: z.int().min(0), problems: z.array(sheetProblemSchema).max(500) }),
  ),
} as const;
