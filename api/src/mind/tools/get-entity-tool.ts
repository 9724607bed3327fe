import { z } from 'zod';
import { escapeText } from '../prompt/escape-text.ts';
import { defineTool } from './tool.ts';

/** Reads what the party may know of a character, place, thing or quest. */
export const getEntityTool = defineTool({
  name: 'get_entity',
  description:
    'Looks up a character, place, item or quest of this campaign by name or alias. Use it before you say anything of somebody or something ' +
    'that is not described in what you were given. Answers with what is known, or that nothing is.',
  input: z.strictObject({ name: z.string().trim().min(1).max(80).describe('Name or alias, in any grammatical case.') }),
  doing: 'looking_up',
  run({ name }, { world }) {
    const found = world.findEntity(name);
    if (found === null) return { found: false };
    const { kind, aliases, description } = found.entity;
    return {
      found: true,
      kind,
      name: escapeText(found.entity.name),
      aliases: aliases.map(escapeText),
      description: escapeText(description),
      facts: found.facts.map((fact) => [fact.subject, fact.predicate, fact.object].map(escapeText).join(' | ')),
    };
  },
});
