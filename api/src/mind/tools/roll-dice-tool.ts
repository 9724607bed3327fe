import { z } from 'zod';
import { DiceError, parseDice } from '../../domain/dice/parse-dice.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** Dice: the engine draws them and shows them at once; the model only says what is rolled, for whom and against what. */
export const rollDiceTool = defineTool({
  name: 'roll_dice',
  description:
    'Free dice, for what no other tool rolls: chance, a table, an attempt of somebody without a sheet. Fix the difficulty before the roll. The ' +
    'engine draws the dice and everybody sees them; ' +
    'the same attempt in the same scene gives the same result again. Answers with the dice, the total and, with a difficulty, success or failure.',
  input: z.strictObject({
    notation: z.string().min(1).max(256).describe('Dice notation, such as 1d20+3, 2d6, 1d20 adv, 4d6kh3. At least one die.'),
    label: z.string().trim().min(1).max(120).describe("What is rolled for, in the table's language: Stealth, Damage."),
    actor: z.string().trim().min(1).max(80).nullable().default(null).describe('Character who acts; null for a roll of your own.'),
    difficulty: z
      .int()
      .min(1)
      .max(40)
      .nullable()
      .default(null)
      .describe('5 very easy, 10 easy, 15 medium, 20 hard, 25 very hard.'),
  }),
  doing: 'rolling',
  run({ notation, label, actor, difficulty }, { world, rolls }) {
    checkNotation(notation);
    const roll = world.rollDice({ notation, label, actor, difficulty });
    rolls.push(roll);
    return {
      label: roll.label,
      notation: roll.notation,
      dice: roll.dice.map(({ value, kept }) => (kept ? value : { dropped: value })),
      total: roll.total,
      difficulty: roll.difficulty,
      outcome: roll.outcome,
      natural: roll.natural,
    };
  },
});

function checkNotation(notation: string): void {
  try {
    parseDice(notation);
  } catch (error) {
    if (!(error instanceof DiceError)) throw error;
    const reason = `The notation cannot be rolled: ${error.message} (position ${error.position}).`;
    throw new ToolError(reason, { cause: error });
  }
}
