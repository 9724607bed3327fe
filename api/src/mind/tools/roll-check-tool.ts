import { z } from 'zod';
import { ABILITIES, SKILLS, TIERS } from '@skald/protocol';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName, attemptStakes, rollMode } from './inputs.ts';
import { defineTool } from './tool.ts';

/** An ability check: the model names the skill, the tier and what hangs on it; the engine knows every number. (G3, G4.21) */
export const rollCheckTool = defineTool({
  name: 'roll_check',
  description:
    'An attempt that may fail and matters, of somebody who has a sheet or is in the fight. The engine takes the bonuses from the sheet. Fix the ' +
    'tier and what hangs on it before the roll: everybody sees them with it. The same attempt in the same scene gives the same roll again.',
  input: z.strictObject({
    actor: actorName,
    what: z.enum([...SKILLS, ...ABILITIES]).describe('Skill, or a bare ability where no skill fits.'),
    tier: z.enum(TIERS),
    mode: rollMode,
    ...attemptStakes,
  }),
  doing: 'rolling',
  run({ actor, what, tier, mode, attempt, on_success: onSuccess, on_failure: onFailure }, desk) {
    const { creatureId } = findCreature(desk, actor);
    return act(desk, [{ kind: 'check', actor: creatureId, what, difficulty: tier, mode, attempt, onSuccess, onFailure }]);
  },
});
