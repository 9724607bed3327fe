import { z } from 'zod';
import { ABILITIES } from '@skald/protocol';
import { act } from './act.ts';
import { findCreature } from './find-creature.ts';
import { actorName, rollMode } from './inputs.ts';
import { defineTool } from './tool.ts';

/** A saving throw against a difficulty that is fixed before the roll. (G4.22) */
export const rollSaveTool = defineTool({
  name: 'roll_save',
  description:
    'A saving throw of somebody who has a sheet or is in the fight, against a spell, a trap, poison. The engine takes the bonus from the sheet. ' +
    'Answers with success or failure; damage and conditions that follow are tools of their own.',
  input: z.strictObject({
    actor: actorName,
    ability: z.enum(ABILITIES),
    difficulty: z.int().min(5).max(30).describe('Fixed before the roll: 10 easy, 15 medium, 20 hard.'),
    mode: rollMode,
    against: z.string().trim().min(1).max(80).describe("What it is against, in the table's language."),
  }),
  doing: 'rolling',
  run({ actor, ...save }, desk) {
    return act(desk, [{ kind: 'save', actor: findCreature(desk, actor).creatureId, ...save }]);
  },
});
