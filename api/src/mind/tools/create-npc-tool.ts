import { z } from 'zod';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** Brings a new character of the DM into the campaign; a voice is cast for it. */
export const createNpcTool = defineTool({
  name: 'create_npc',
  description:
    'Creates a character whom you play, before it first speaks, so that it gets a voice of its own. Not for players’ characters, and not for ' +
    'somebody who exists already. Answers with the name to use in brackets.',
  input: z.strictObject({
    name: z.string().trim().min(1).max(60).describe('Name as it stands in brackets before its lines.'),
    description: z.string().trim().min(1).max(400).describe('Who this is, in one or two sentences: looks, manner, wish.'),
    gender: z.enum(['female', 'male', 'neutral']),
    age: z.enum(['young', 'adult', 'old']),
    aliases: z.array(z.string().trim().min(1).max(80)).max(8).default([]).describe('Other names, also in grammatical cases.'),
  }),
  doing: null,
  run(input, { world }) {
    const name = input.name.replaceAll(/\s+/gu, ' ');
    if (/[[\]<>\n]/u.test(name)) throw new ToolError('A name has no brackets. Nothing was done.');
    if (world.seats.some(({ player, character }) => isSame(name, player) || isSame(name, character))) {
      throw new ToolError('This is a name of a player or of a player’s character. Choose another. Nothing was done.');
    }
    const entity = world.createNpc({ ...input, name });
    return { name: entity.name, aliases: entity.aliases, description: entity.description };
  },
});

function isSame(a: string, b: string | null): boolean {
  return b !== null && a.toLowerCase() === b.trim().toLowerCase();
}
