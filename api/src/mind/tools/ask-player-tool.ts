import { z } from 'zod';
import { foldWord } from '@skald/protocol';
import { escapeText } from '../prompt/escape-text.ts';
import { actorName } from './inputs.ts';
import { defineTool } from './tool.ts';
import { ToolError } from './world.ts';

/** Turns to one player: the beat that it offers is counted. (G10) */
export const askPlayerTool = defineTool({
  name: 'ask_player',
  description:
    'Gives the floor to one player’s character: whom you turn to at the end of a turn. It is counted, so that everybody gets a turn. Say the ' +
    'question aloud yourself afterwards, with the name, and end your turn with it.',
  input: z.strictObject({
    character: actorName,
    question: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe("What you ask, in the table's language; never of what you decide yourself."),
  }),
  doing: null,
  run({ character, question }, { world }) {
    const wanted = foldWord(character.replaceAll(/[[\]]/gu, ''));
    const names = world.seats.map((seat) => ({ ...seat, names: [seat.character, seat.player].filter((one) => one !== null) }));
    const found = names.find((seat) => seat.names.some((name) => foldWord(name) === wanted));
    if (!found) {
      const here = names.map((seat) => escapeText(seat.character ?? seat.player)).join(', ');
      throw new ToolError(`No player’s character is called so, only: ${here}. Nothing was done.`);
    }
    world.askPlayer(found.seatId);
    return { asked: escapeText(found.character ?? found.player), say: question };
  },
});
