import { blocksOf, countTokens, type MessagesBody, type WireUsage } from './wire.ts';

/** Smallest prefix that is cached, in tokens, and how far a mark looks back, in blocks. */
const MIN_TOKENS = 512;
const LOOK_BACK_BLOCKS = 20;

/** A prompt cache like the service's: it knows prefixes that ended at a mark, and fills `usage`. Entries do not expire. */
export interface PrefixCache {
  /** Usage of a request; what it marks is readable for the next one. */
  use(body: MessagesBody): WireUsage;
}

export function createPrefixCache(): PrefixCache {
  const known = new Set<string>();
  return {
    use(body) {
      const blocks = promptBlocks(body);
      const total = blocks.at(-1)?.tokens ?? 0;
      const marks = blocks.flatMap(({ isMarked, tokens }, index) => (isMarked && tokens >= MIN_TOKENS ? [index] : []));
      const read = Math.max(0, ...marks.map((mark) => longestKnown(blocks, mark, known)));
      const written = blocks[marks.at(-1) ?? -1]?.tokens ?? 0;
      for (const mark of marks) known.add(blocks[mark]?.prefix ?? '');
      return {
        cache_read_input_tokens: read,
        cache_creation_input_tokens: Math.max(0, written - read),
        input_tokens: total - Math.max(written, read),
      };
    },
  };
}

interface PromptBlock {
  /** Everything up to and including the block. */
  readonly prefix: string;
  /** Tokens of the prefix. */
  readonly tokens: number;
  readonly isMarked: boolean;
}

function longestKnown(blocks: readonly PromptBlock[], mark: number, known: ReadonlySet<string>): number {
  for (let index = mark; index > mark - LOOK_BACK_BLOCKS && index >= 0; index--) {
    const block = blocks[index];
    if (block !== undefined && known.has(block.prefix)) return block.tokens;
  }
  return 0;
}

/** The prompt in the order it is read: tools, system, messages. Anything else that changes the cache is part of its start. */
function promptBlocks(body: MessagesBody): PromptBlock[] {
  const system = typeof body.system === 'string' ? [{ type: 'text', text: body.system }] : (body.system ?? []);
  const messages = body.messages.flatMap(({ role, content }) => blocksOf(content).map((block) => ({ role, ...block })));
  const parts = [...(body.tools ?? []), ...system, ...messages];
  let prefix = JSON.stringify([body.model, body.thinking, body.output_config]);
  let tokens = 0;
  return parts.map((part, index) => {
    const { cache_control: mark, ...rest } = part;
    const text = JSON.stringify(rest);
    prefix = `${prefix}\n${text}`;
    tokens += countTokens(text);
    const isLast = index === parts.length - 1;
    return { prefix, tokens, isMarked: (mark ?? null) !== null || (isLast && (body.cache_control ?? null) !== null) };
  });
}
