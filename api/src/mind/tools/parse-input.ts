import type { z } from 'zod';
import { ToolError } from './world.ts';

/** Input of a tool as its schema has it. Throws ToolError that names what is wrong, and where, without the values. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  if (typeof input !== 'object' || input === null)
    throw new ToolError('The input was not a whole JSON object. Nothing was done.');
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 4).map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new ToolError(`Invalid input, nothing was done. ${problems.join('; ')}.`);
}
