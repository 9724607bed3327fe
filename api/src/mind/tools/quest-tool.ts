import { z } from 'zod';
import { defineTool } from './tool.ts';

/** The list of quests that everybody sees. (G8) */
export const questTool = defineTool({
  name: 'quest',
  description:
    'Writes a quest into the list that everybody sees, or changes the one of this title: when the party takes it on, when an objective is done, ' +
    'when it is done or failed.',
  input: z.strictObject({
    title: z.string().trim().min(1).max(120),
    text: z
      .string()
      .trim()
      .max(400)
      .nullable()
      .default(null)
      .describe("Who wants what and why, in the table's language; null leaves it."),
    state: z.enum(['open', 'done', 'failed']).default('open'),
    objectives: z
      .array(z.strictObject({ text: z.string().trim().min(1).max(200), is_done: z.boolean() }))
      .max(12)
      .default([])
      .describe('Those that are new or done now, by their text; others stay.'),
  }),
  doing: null,
  run({ title, text, state, objectives }, { world }) {
    world.setQuest({
      title,
      text,
      state,
      objectives: objectives.map(({ text: what, is_done: isDone }) => ({ text: what, isDone })),
    });
    return { noted: true };
  },
});
