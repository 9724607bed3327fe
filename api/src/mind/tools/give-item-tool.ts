import { z } from 'zod';
import { act } from './act.ts';
import { findCharacter } from './find-creature.ts';
import { actorName, quantity } from './inputs.ts';
import { defineTool } from './tool.ts';

/** A thing comes into a character's bag: found, bought, or out of another's. */
export const giveItemTool = defineTool({
  name: 'give_item',
  description: 'Puts a thing on the sheet of a player’s character: found, bought, given, or handed over by another character.',
  input: z.strictObject({
    to: actorName,
    from: actorName.nullable().default(null).describe('Another player’s character whose thing it was; null for the world.'),
    item: z.string().trim().min(1).max(80).describe("What it is, in the table's language."),
    quantity,
  }),
  doing: null,
  run({ to, from, item, quantity: count }, desk) {
    const giver = from === null ? null : findCharacter(desk, from).characterId;
    return act(desk, [{ kind: 'item:give', to: findCharacter(desk, to).characterId, from: giver, name: item, quantity: count }]);
  },
});
