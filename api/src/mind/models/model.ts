import type { Language } from '@skald/protocol';
import type { TurnContext } from '../prompt/turn-context.ts';

/** A tool as a model sees it. `inputSchema` is JSON schema, the same bytes for the whole campaign. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Record<string, unknown>;
}

export type ModelMessage =
  | {
      readonly role: 'user';
      readonly text: string;
      /** Everything up to and including it comes again unchanged in later requests: a provider with a prompt cache marks it. */
      readonly isStable?: boolean;
    }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly toolCalls: readonly ToolCall[];
      /** Blocks of the provider that go back unchanged within a turn. */
      readonly opaque?: unknown;
    }
  | { readonly role: 'tool'; readonly results: readonly ToolResult[] };

export interface ToolCall {
  readonly callId: string;
  readonly name: string;
  readonly input: unknown;
}

export interface ToolResult {
  readonly callId: string;
  readonly content: string;
  readonly isError: boolean;
}

/** One request to a model. `system`, `tools` and `messages` are rendered from `context`, for one audience; the offline narrator reads `context` itself. */
export interface ModelRequest {
  readonly system: string;
  readonly tools: readonly ToolSpec[];
  readonly messages: readonly ModelMessage[];
  readonly context: TurnContext;
  readonly language: Language;
  readonly maxTokens: number;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

export type StopReason = 'end_turn' | 'tool_use' | 'max_tokens' | 'refusal' | 'context_exceeded';

export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  /** Begins as soon as the provider says so; its input follows whole in `toolCall`. */
  | { readonly type: 'toolCallStarted'; readonly name: string }
  | { readonly type: 'toolCall'; readonly call: ToolCall }
  | { readonly type: 'stop'; readonly reason: StopReason; readonly usage: Usage; readonly opaque?: unknown };

/**
 * A mind behind the DM. `stream` yields text pieces and tool calls and ends with exactly one `stop`; it throws ModelError,
 * and nothing else, when the provider fails, and with code `aborted` when the signal fires.
 */
export interface Model {
  /** For the ledger and logs, such as `claude-sonnet-5-5`. */
  readonly name: string;
  readonly isOffline: boolean;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

export class ModelError extends Error {
  readonly code: 'unreachable' | 'overloaded' | 'rejected' | 'cut_off' | 'timeout' | 'aborted';
  constructor(code: ModelError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.code = code;
  }
}
