import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent, StopReason, ToolCall, Usage } from './model.ts';

/** Puts an answer together from its events. */
export interface ClaudeAnswer {
  /** Takes an event and gives what it says at once. */
  take(event: Anthropic.RawMessageStreamEvent): ModelEvent[];
  /** Whether the answer said that it is complete: a stream that ends before that was cut off. */
  isComplete(): boolean;
  /** The calls and the stop of a complete answer; `content` are its blocks as they go back. */
  finish(): {
    readonly calls: readonly ToolCall[];
    readonly reason: StopReason;
    readonly usage: Usage;
    readonly content: readonly unknown[];
  };
}

interface OpenBlock {
  /** The block as it was announced, with what came since. */
  readonly block: Record<string, unknown> & { readonly type: string };
  json: string;
}

/**
 * Reads the events itself, and not through the SDK's accumulator: that one loses the whole answer to a missing usage or a
 * broken input, and its final text to blocks that are counted from one.
 */
export function createClaudeAnswer(): ClaudeAnswer {
  const blocks = new Map<number, OpenBlock>();
  let stop: string | null = null;
  let isComplete = false;
  let usage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  return {
    take(event) {
      switch (event.type) {
        case 'message_start':
          usage = readUsage(usage, event.message.usage);
          return [];
        case 'content_block_start':
          return openBlock(blocks, event.index, event.content_block);
        case 'content_block_delta':
          return extendBlock(blocks, event.index, event.delta);
        case 'content_block_stop':
          return [];
        case 'message_delta':
          stop = event.delta?.stop_reason ?? stop;
          usage = readUsage(usage, event.usage);
          return [];
        case 'message_stop':
          isComplete = true;
          return [];
        default:
          return [];
      }
    },
    isComplete: () => isComplete,
    finish() {
      const reason = readStop(stop);
      const whole = withOwnIds([...blocks.values()].map((open) => closeBlock(open)));
      const calls = whole.flatMap(({ call }) => (call === null ? [] : [call]));
      const content = whole.flatMap(({ block }) => (block.type === 'text' && textOf(block['text']).trim() === '' ? [] : [block]));
      return { calls: reason === 'tool_use' ? calls : [], reason, usage, content };
    },
  };
}

function openBlock(blocks: Map<number, OpenBlock>, index: number, block: Anthropic.ContentBlock): ModelEvent[] {
  const isAfterText = [...blocks.values()].at(-1)?.block.type === 'text';
  blocks.set(index, { block: { ...block }, json: '' });
  if (block.type === 'tool_use') return [{ type: 'toolCallStarted', name: block.name }];
  if (block.type !== 'text') return [];
  const text = `${isAfterText ? '\n' : ''}${block.text ?? ''}`;
  return text === '' ? [] : [{ type: 'text', text }];
}

function extendBlock(blocks: Map<number, OpenBlock>, index: number, delta: Anthropic.RawContentBlockDelta): ModelEvent[] {
  const open = blocks.get(index) ?? { block: { type: delta.type === 'text_delta' ? 'text' : 'unknown', text: '' }, json: '' };
  blocks.set(index, open);
  const block = open.block as Record<string, unknown>;
  switch (delta.type) {
    case 'text_delta':
      block['text'] = textOf(block['text']) + delta.text;
      return delta.text === '' ? [] : [{ type: 'text', text: delta.text }];
    case 'input_json_delta':
      open.json += delta.partial_json;
      return [];
    case 'thinking_delta':
      block['thinking'] = textOf(block['thinking']) + delta.thinking;
      return [];
    case 'signature_delta':
      block['signature'] = delta.signature;
      return [];
    default:
      return [];
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface WholeBlock {
  readonly block: Record<string, unknown> & { readonly type: string };
  /** Its input is undefined when what came was no JSON object: the call is answered with an error. */
  readonly call: ToolCall | null;
}

function closeBlock({ block, json }: OpenBlock): WholeBlock {
  if (block.type !== 'tool_use') return { block, call: null };
  const input = json.trim() === '' ? block['input'] : parseObject(json);
  const call = { callId: textOf(block['id']), name: textOf(block['name']), input };
  return { block: { ...block, input: input ?? {} }, call };
}

function parseObject(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A service that gives two calls one id would refuse to get it back: the later ones get ids of their own. Unknown blocks do not go back. */
function withOwnIds(blocks: readonly WholeBlock[]): WholeBlock[] {
  const seen = new Set<string>();
  return blocks.flatMap((whole, index) => {
    if (whole.block.type === 'unknown') return [];
    if (whole.call === null) return [whole];
    const callId = seen.has(whole.call.callId) ? `${whole.call.callId}_${index}` : whole.call.callId;
    seen.add(callId);
    return [{ block: { ...whole.block, id: callId }, call: { ...whole.call, callId } }];
  });
}

function readStop(stop: string | null): StopReason {
  switch (stop) {
    case 'tool_use':
    case 'max_tokens':
    case 'refusal':
      return stop;
    case 'model_context_window_exceeded':
      return 'context_exceeded';
    default:
      return 'end_turn';
  }
}

/** Later figures replace earlier ones; what a service leaves out stays as it was. */
function readUsage(before: Usage, reported: Partial<Anthropic.Usage | Anthropic.MessageDeltaUsage> | null | undefined): Usage {
  return {
    inputTokens: reported?.input_tokens ?? before.inputTokens,
    outputTokens: reported?.output_tokens ?? before.outputTokens,
    cacheReadTokens: reported?.cache_read_input_tokens ?? before.cacheReadTokens,
    cacheWriteTokens: reported?.cache_creation_input_tokens ?? before.cacheWriteTokens,
  };
}
