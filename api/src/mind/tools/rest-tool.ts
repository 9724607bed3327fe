import { z } from 'zod';
import { act } from './act.ts';
import { findCharacters } from './find-creature.ts';
import { actorName } from './inputs.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** A rest, when time in the story has passed for it. */
export const restTool = defineTool({
  name: 'rest',
  description:
    'A rest, once the players rest and the time for it has passed: short is an hour, in which one character spends hit dice; long is a night, ' +
    'for all who are named.',
  input: z.strictObject({
    kind: z.enum(['short', 'long']),
    characters: z.array(actorName).max(12).default([]).describe('Long: empty for every player’s character. Short: one name.'),
    hit_dice: z.int().min(0).max(20).default(0).describe('Short rest: how many hit dice the player spends.'),
  }),
  doing: 'rolling',
  run({ kind, characters, hit_dice: dice }, desk) {
    const resting = findCharacters(desk, characters);
    if (kind === 'long') return act(desk, [{ kind: 'rest:long', characterIds: resting.map((one) => one.characterId) }]);
    const [one, ...others] = resting;
    if (one === undefined || others.length > 0)
      throw new ToolError('A short rest is for one character a call. Nothing was done.');
    return act(desk, [{ kind: 'rest:short', characterId: one.characterId, hitDice: diceOf(one.hitDice, dice) }]);
  },
});

/** Takes the dice from the classes in their order; what is too much stays with the last, for the engine to refuse. */
function diceOf(left: readonly number[], wanted: number): { classIndex: number; count: number }[] {
  const taken = left.map((count, classIndex) => {
    const before = left.slice(0, classIndex).reduce((sum, one) => sum + one, 0);
    const rest = Math.max(0, wanted - before);
    return { classIndex, count: classIndex === left.length - 1 ? rest : Math.min(count, rest) };
  });
  return taken.filter(({ count }) => count > 0);
}
