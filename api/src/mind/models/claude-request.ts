import type Anthropic from '@anthropic-ai/sdk';
import type { ClaudeOptions } from './claude-options.ts';
import type { ModelMessage, ModelRequest, ToolSpec } from './model.ts';

type Params = Anthropic.MessageCreateParamsStreaming;
type Block = Anthropic.ContentBlockParam;

/** Blocks of an assistant's answer, and which endpoint gave them: another one would refuse its signatures. */
export interface ClaudeBlocks {
  readonly endpoint: string;
  readonly content: readonly unknown[];
}

/**
 * A request as the Messages API takes it. At most four marks of the prompt cache: house rules for an hour; the campaign; what
 * was just said; and, set by the service itself, the last block.
 */
export function buildClaudeRequest(request: ModelRequest, options: ClaudeOptions, endpoint: string): Params {
  const { isCaching, thinking, effort, model } = options;
  const hour = { cache_control: { type: 'ephemeral', ttl: '1h' } } as const;
  return {
    model,
    max_tokens: request.maxTokens,
    stream: true,
    ...(isCaching ? { cache_control: { type: 'ephemeral' } } : {}),
    ...(thinking === null ? {} : { thinking: { type: thinking } }),
    ...(effort === null ? {} : { output_config: { effort } }),
    tools: request.tools.map(asTool),
    system: [{ type: 'text', text: request.system, ...(isCaching ? hour : {}) }],
    messages: buildMessages(request.messages, isCaching ? stableEnds(request.messages) : new Set(), endpoint),
  };
}

function asTool({ name, description, inputSchema }: ToolSpec): Anthropic.Tool {
  return { name, description, input_schema: { type: 'object', ...inputSchema } };
}

/** The first and the last message that come again unchanged. */
function stableEnds(messages: readonly ModelMessage[]): ReadonlySet<number> {
  const stable = messages.flatMap((message, index) => (message.role === 'user' && message.isStable === true ? [index] : []));
  return new Set([...stable.slice(0, 1), ...stable.slice(-1)]);
}

/** Messages of one role in a row become one, block by block: results of tools before what follows them. */
function buildMessages(
  messages: readonly ModelMessage[],
  marked: ReadonlySet<number>,
  endpoint: string,
): Anthropic.MessageParam[] {
  const built: { role: 'user' | 'assistant'; content: Block[] }[] = [];
  for (const [index, message] of messages.entries()) {
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = asBlocks(message, marked.has(index), endpoint);
    const last = built.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else if (blocks.length > 0) built.push({ role, content: [...blocks] });
  }
  return built;
}

function asBlocks(message: ModelMessage, isMarked: boolean, endpoint: string): Block[] {
  switch (message.role) {
    case 'user':
      return [{ type: 'text', text: message.text, ...(isMarked ? { cache_control: { type: 'ephemeral' } } : {}) }];
    case 'tool':
      return message.results.map(({ callId, content, isError }) => ({
        type: 'tool_result',
        tool_use_id: callId,
        content,
        ...(isError ? { is_error: true } : {}),
      }));
    case 'assistant': {
      if (isOwn(message.opaque, endpoint)) return [...message.opaque.content] as Block[];
      const calls = message.toolCalls.map(
        ({ callId, name, input }): Block => ({ type: 'tool_use', id: callId, name, input: input ?? {} }),
      );
      return message.text.trim() === '' ? calls : [{ type: 'text', text: message.text }, ...calls];
    }
  }
}

function isOwn(opaque: unknown, endpoint: string): opaque is ClaudeBlocks {
  return typeof opaque === 'object' && opaque !== null && 'endpoint' in opaque && opaque.endpoint === endpoint;
}
