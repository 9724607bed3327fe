import { z } from 'zod';
import { act } from './act.ts';
import { findCharacter } from './find-creature.ts';
import { actorName } from './inputs.ts';
import { defineTool } from './tool.ts';

/** Coins come to a character, or are paid. */
export const giveCoinsTool = defineTool({
  name: 'give_coins',
  description: 'Puts coins on the sheet of a player’s character; a negative amount is paid by it.',
  input: z.strictObject({
    to: actorName,
    coin: z.enum(['copper', 'silver', 'electrum', 'gold', 'platinum']),
    amount: z
      .int()
      .min(-9_999)
      .max(9_999)
      .refine((amount) => amount !== 0, 'not 0'),
  }),
  doing: null,
  run({ to, coin, amount }, desk) {
    return act(desk, [{ kind: 'coins:give', to: findCharacter(desk, to).characterId, coin, amount }]);
  },
});
