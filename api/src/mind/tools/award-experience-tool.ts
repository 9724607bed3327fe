import { z } from 'zod';
import { act } from './act.ts';
import { findCharacters } from './find-creature.ts';
import { actorName } from './inputs.ts';
import { defineTool } from './tool.ts';

/** Experience for those who earned it. */
export const awardExperienceTool = defineTool({
  name: 'award_experience',
  description:
    'Gives experience after a fight or a feat. Each of those named gets the whole amount; levels are taken by the players.',
  input: z.strictObject({
    characters: z.array(actorName).max(12).default([]).describe('Empty for every player’s character.'),
    amount: z.int().min(1).max(20_000),
  }),
  doing: null,
  run({ characters, amount }, desk) {
    const characterIds = findCharacters(desk, characters).map(({ characterId }) => characterId);
    return act(desk, [{ kind: 'experience:award', characterIds, amount }]);
  },
});
