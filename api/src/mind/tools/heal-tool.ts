import { z } from 'zod';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName, amountDice } from './inputs.ts';
import { defineTool } from './tool.ts';

/** Healing, or temporary hit points. */
export const healTool = defineTool({
  name: 'heal',
  description:
    'Gives hit points back by dice that the engine rolls now: a potion, a spell, an herb. With is_temporary they are on top.',
  input: z.strictObject({ target: actorName, dice: amountDice, is_temporary: z.boolean().default(false) }),
  doing: 'rolling',
  run({ target, dice, is_temporary: isTemporary }, desk) {
    const kind = isTemporary ? 'temporary:grant' : 'heal';
    return act(desk, [{ kind, target: findCreature(desk, target).creatureId, amount: dice }]);
  },
});
