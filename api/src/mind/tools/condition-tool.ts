import { z } from 'zod';
import { CONDITIONS } from '@skald/protocol';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName } from './inputs.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** Puts a condition on somebody, or takes it away. */
export const conditionTool = defineTool({
  name: 'condition',
  description:
    'Puts a condition on somebody or takes it away. The engine counts what it does to rolls. Exhaustion grows by one level each time.',
  input: z.strictObject({
    target: actorName,
    condition: z.enum(CONDITIONS),
    action: z.enum(['add', 'remove']),
    source: z.string().trim().max(80).default('').describe("What brings it, in the table's language."),
    rounds: z
      .int()
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .describe('In a fight: it ends by itself after these turns of the target.'),
  }),
  doing: null,
  run({ target, condition, action, source, rounds }, desk) {
    const { creatureId, combatantId } = findCreature(desk, target);
    if (action === 'remove') return act(desk, [{ kind: 'condition:remove', target: creatureId, condition }]);
    if (rounds !== null && combatantId === null)
      throw new ToolError('Rounds are counted only for those in a fight: leave rounds null. Nothing was done.');
    const ends = rounds === null ? null : { rounds, at: 'end' as const, of: creatureId };
    return act(desk, [{ kind: 'condition:add', target: creatureId, condition, source, ends, heldBy: null }]);
  },
});
