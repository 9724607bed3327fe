/** What a request to the Messages API looks like, as far as the test server reads it. */
export interface MessagesBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly WireMessage[];
  readonly system?: string | readonly WireBlock[];
  readonly tools?: readonly {
    readonly name: string;
    readonly input_schema?: { readonly type?: string };
    readonly cache_control?: CacheMark;
  }[];
  readonly tool_choice?: { readonly type: string };
  readonly thinking?: { readonly type: string };
  readonly output_config?: { readonly effort?: string };
  readonly cache_control?: CacheMark | null;
  readonly stream?: boolean;
}
export interface CacheMark {
  readonly type: string;
  readonly ttl?: '5m' | '1h';
}
export interface WireBlock {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly tool_use_id?: string;
  readonly content?: unknown;
  readonly is_error?: boolean;
  readonly thinking?: string;
  readonly signature?: string;
  readonly cache_control?: CacheMark | null;
}
export interface WireMessage {
  readonly role: string;
  readonly content: string | readonly WireBlock[];
}
export interface WireUsage {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** A piece of an answer. Texts, inputs and thoughts come in the pieces given; each piece waits `delayMs` before it is sent. */
export type ReplyBlock =
  | { readonly type: 'text'; readonly pieces: readonly string[]; readonly delayMs?: number }
  | {
      readonly type: 'tool_use';
      readonly name: string;
      readonly input?: unknown;
      /** The input as it is sent, instead of `input`: may be broken. */
      readonly inputPieces?: readonly string[];
      readonly id?: string;
      readonly delayMs?: number;
    }
  | { readonly type: 'thinking'; readonly thinking: string; readonly delayMs?: number };

/** One server-sent event, and how long to wait before it. */
export interface WireEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly delayMs?: number;
}

/** The blocks of a message, whatever form it came in. */
export function blocksOf(content: WireMessage['content']): readonly WireBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

/** Tokens of a text, as the server counts them. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 3.2);
}

export function encodeEvent({ type, data }: WireEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

/** All events of an answer, in order. `sign` gives the signature of a thought. */
export function replyEvents(reply: {
  readonly messageId: string;
  readonly model: string;
  readonly blocks: readonly ReplyBlock[];
  readonly stopReason: string;
  readonly usage: WireUsage;
  readonly sign: (thinking: string) => string;
}): WireEvent[] {
  const { messageId, model, blocks, stopReason, usage, sign } = reply;
  const message = { id: messageId, type: 'message', role: 'assistant', model, content: [] };
  const stop = { stop_reason: null, stop_sequence: null, stop_details: null };
  const outputTokens = countTokens(JSON.stringify(blocks));
  return [
    { type: 'message_start', data: { message: { ...message, ...stop, usage: { ...usage, output_tokens: 1 } } } },
    { type: 'ping', data: {} },
    ...blocks.flatMap((block, index) => blockEvents(block, index, sign)),
    {
      type: 'message_delta',
      data: { delta: { stop_reason: stopReason, stop_sequence: null }, usage: { ...usage, output_tokens: outputTokens } },
    },
    { type: 'message_stop', data: {} },
  ];
}

function blockEvents(block: ReplyBlock, index: number, sign: (thinking: string) => string): WireEvent[] {
  const delta = (data: Record<string, unknown>): WireEvent => ({
    type: 'content_block_delta',
    data: { index, delta: data },
    delayMs: block.delayMs ?? 0,
  });
  const start = (content_block: Record<string, unknown>): WireEvent => ({
    type: 'content_block_start',
    data: { index, content_block },
  });
  const stop: WireEvent = { type: 'content_block_stop', data: { index } };
  switch (block.type) {
    case 'text':
      return [
        start({ type: 'text', text: '', citations: null }),
        ...block.pieces.map((text) => delta({ type: 'text_delta', text })),
        stop,
      ];
    case 'thinking':
      return [
        start({ type: 'thinking', thinking: '', signature: '' }),
        delta({ type: 'thinking_delta', thinking: block.thinking }),
        delta({ type: 'signature_delta', signature: sign(block.thinking) }),
        stop,
      ];
    case 'tool_use': {
      const id = block.id ?? `toolu_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
      const pieces = block.inputPieces ?? [JSON.stringify(block.input ?? {})];
      const deltas = ['', ...pieces].map((partial_json) => delta({ type: 'input_json_delta', partial_json }));
      return [start({ type: 'tool_use', id, name: block.name, input: {}, caller: { type: 'direct' } }), ...deltas, stop];
    }
  }
}
