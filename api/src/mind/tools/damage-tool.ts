import { z } from 'zod';
import { DAMAGE_TYPES } from '@skald/protocol';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName, amountDice } from './inputs.ts';
import { defineTool } from './tool.ts';

/** Damage that no attack brings: a fall, a trap, a spell. */
export const damageTool = defineTool({
  name: 'damage',
  description:
    'Takes hit points by dice that the engine rolls now: a fall, a trap, fire, a spell. Not for an attack, which brings its own damage. ' +
    'Resistances are counted by the engine.',
  input: z.strictObject({ target: actorName, dice: amountDice, type: z.enum(DAMAGE_TYPES).nullable().default(null) }),
  doing: 'rolling',
  run({ target, dice, type }, desk) {
    return act(desk, [{ kind: 'damage', target: findCreature(desk, target).creatureId, amount: dice, type }]);
  },
});
