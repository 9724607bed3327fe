import type { z } from 'zod';
import type { Roll, Scene } from '@skald/protocol';
import type { TurnContext } from '../prompt/turn-context.ts';
import { parseInput } from './parse-input.ts';
import type { TurnWorld } from './world.ts';

/** What a tool works with during one turn. `scene` is the scene as this turn has left it so far. */
export interface ToolDesk {
  readonly world: TurnWorld;
  readonly context: TurnContext;
  scene: Scene;
  /** The call that runs now, unique within the turn. */
  callId: string;
  /** Rolls of this turn, in order. */
  readonly rolls: Roll[];
}

/** A tool: what a model is told of it, and what it does. `run` gives plain data for the model, or throws ToolError. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType;
  /** What the table sees the DM doing meanwhile; null for nothing of its own. */
  readonly doing: 'rolling' | 'looking_up' | null;
  /** Throws ToolError when the input does not fit the schema or the world refuses. */
  run(input: unknown, desk: ToolDesk): unknown;
}

/** Makes a tool of a schema and a function: the function sees only input that fits. */
export function defineTool<Schema extends z.ZodType>(tool: {
  readonly name: string;
  readonly description: string;
  readonly input: Schema;
  readonly doing: Tool['doing'];
  readonly run: (input: z.output<Schema>, desk: ToolDesk) => unknown;
}): Tool {
  return { ...tool, run: (input, desk) => tool.run(parseInput(tool.input, input), desk) };
}
