import { z } from 'zod';
import { foldWord } from '@skald/protocol';
import { act } from './act.ts';
import { findCharacter } from './find-creature.ts';
import { actorName, quantity } from './inputs.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** A thing leaves a character's bag: used up, lost, sold. */
export const takeItemTool = defineTool({
  name: 'take_item',
  description: 'Takes a thing off the sheet of a player’s character: used up, lost, sold, stolen.',
  input: z.strictObject({ from: actorName, item: z.string().trim().min(1).max(80).describe('Name as on the sheet.'), quantity }),
  doing: null,
  run({ from, item, quantity: count }, desk) {
    const { characterId, items } = findCharacter(desk, from);
    const found = items.find(({ name }) => foldWord(name) === foldWord(item));
    if (found === undefined) throw new ToolError('This character carries nothing of this name. Nothing was done.');
    return act(desk, [{ kind: 'item:take', from: characterId, itemId: found.id, quantity: count }]);
  },
});
