import { z } from 'zod';
import type { Roll } from '@skald/protocol';
import type { ToolCall, ToolResult, ToolSpec } from '../models/model.ts';
import type { TurnContext } from '../prompt/turn-context.ts';
import { askPlayerTool } from './ask-player-tool.ts';
import { attackTool } from './attack-tool.ts';
import { awardExperienceTool } from './award-experience-tool.ts';
import { conditionTool } from './condition-tool.ts';
import { createNpcTool } from './create-npc-tool.ts';
import { damageTool } from './damage-tool.ts';
import { getEntityTool } from './get-entity-tool.ts';
import { giveCoinsTool } from './give-coins-tool.ts';
import { giveItemTool } from './give-item-tool.ts';
import { healTool } from './heal-tool.ts';
import { initiativeTool } from './initiative-tool.ts';
import { questTool } from './quest-tool.ts';
import { restTool } from './rest-tool.ts';
import { rollCheckTool } from './roll-check-tool.ts';
import { rollDiceTool } from './roll-dice-tool.ts';
import { rollSaveTool } from './roll-save-tool.ts';
import { takeItemTool } from './take-item-tool.ts';
import type { Tool, ToolDesk } from './tool.ts';
import { updateFactTool } from './update-fact-tool.ts';
import { ToolError, type TurnWorld } from './world.ts';

/** All tools, sorted by name: part of the prompt that stays the same for the whole campaign. */
const TOOLS: readonly Tool[] = [
  askPlayerTool,
  attackTool,
  awardExperienceTool,
  conditionTool,
  createNpcTool,
  damageTool,
  getEntityTool,
  giveCoinsTool,
  giveItemTool,
  healTool,
  initiativeTool,
  questTool,
  restTool,
  rollCheckTool,
  rollDiceTool,
  rollSaveTool,
  takeItemTool,
  updateFactTool,
];

/** What a model is told of the tools: the same bytes every time. */
export const TOOL_SPECS: readonly ToolSpec[] = TOOLS.map(({ name, description, input }) => ({
  name,
  description,
  inputSchema: withoutDialect(z.toJSONSchema(input, { io: 'input' })),
}));

export interface Toolbox {
  /** Rolls of this turn so far, in order. */
  readonly rolls: readonly Roll[];
  /** What the table sees the DM doing while this tool runs; names are matched without case. */
  doing(name: string): Tool['doing'];
  /** Runs one call. What the model got wrong comes back as an error result; what the engine got wrong is thrown. */
  run(call: ToolCall): ToolResult;
}

/** The tools of one turn, on its world. */
export function createToolbox(context: TurnContext, world: TurnWorld): Toolbox {
  const scene = context.scene ?? { title: '', place: '', mood: '', present: [] };
  const desk: ToolDesk = { world, context, scene, callId: '', rolls: [] };
  return {
    rolls: desk.rolls,
    doing: (name) => findTool(name)?.doing ?? null,
    run({ callId, name, input }) {
      const tool = findTool(name);
      if (tool === undefined) return refusal(callId, 'There is no such tool. Nothing was done.');
      desk.callId = callId;
      try {
        return { callId, content: JSON.stringify(tool.run(input, desk)), isError: false };
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        return refusal(callId, error.message);
      }
    },
  };
}

/** The result of a call that did not run. */
export function refusal(callId: string, reason: string): ToolResult {
  return { callId, content: reason, isError: true };
}

function findTool(name: string): Tool | undefined {
  return TOOLS.find((tool) => tool.name === name.toLowerCase());
}

function withoutDialect({ $schema: _, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
