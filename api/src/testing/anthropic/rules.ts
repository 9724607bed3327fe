import { blocksOf, type CacheMark, type MessagesBody, type WireMessage } from './wire.ts';

const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  'model max_tokens messages system tools tool_choice thinking output_config cache_control stream metadata stop_sequences service_tier diagnostics'.split(
    ' ',
  ),
);

/** Why the real service would answer 400, or null when it would not. */
export function findViolation(body: MessagesBody): string | null {
  for (const rule of [checkFields, checkThinking, checkTools, checkMessages, checkToolResults, checkCacheMarks]) {
    const violation = rule(body);
    if (violation !== null) return violation;
  }
  return null;
}

function checkFields(body: MessagesBody): string | null {
  for (const name of ['temperature', 'top_p', 'top_k']) {
    if (name in body) return `\`${name}\` is not supported by this model`;
  }
  const unknown = Object.keys(body).find((name) => !KNOWN_FIELDS.has(name));
  if (unknown !== undefined) return `${unknown}: Extra inputs are not permitted`;
  if (typeof body.model !== 'string' || body.model === '') return 'model: Field required';
  if (!Number.isInteger(body.max_tokens) || body.max_tokens < 1) return 'max_tokens: Input should be greater than or equal to 1';
  if (!Array.isArray(body.messages) || body.messages.length === 0) return 'messages: at least one message is required';
  return null;
}

function checkThinking({ model, thinking, output_config, tool_choice }: MessagesBody): string | null {
  const effort = output_config?.effort ?? 'high';
  if (!['low', 'medium', 'high', 'xhigh', 'max'].includes(effort)) return 'output_config.effort: Input should be a known level';
  if (thinking?.type === 'between_tools') {
    const extra = Object.keys(thinking).find((name) => name !== 'type');
    if (extra !== undefined) return `thinking.between_tools.${extra}: Extra inputs are not permitted`;
    if (!['low', 'medium', 'high'].includes(effort)) return 'thinking: `between_tools` needs effort low, medium or high';
  }
  if (!model.includes('sonnet-5-5')) return null;
  if (thinking?.type === 'disabled') return 'thinking: `disabled` is not supported by this model';
  if (tool_choice?.type === 'any' || tool_choice?.type === 'tool')
    return 'tool_choice: a forced tool is not supported by this model';
  return null;
}

function checkTools({ tools = [] }: MessagesBody): string | null {
  const names = tools.map(({ name }) => name);
  if (new Set(names).size !== names.length) return 'tools: Tool names must be unique.';
  const wrong = tools.find(({ name, input_schema }) => !/^[a-zA-Z0-9_-]{1,128}$/.test(name) || input_schema?.type !== 'object');
  return wrong === undefined ? null : `tools.${wrong.name}: the name or the input schema is invalid`;
}

function checkMessages({ messages }: MessagesBody): string | null {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  if (messages.at(-1)?.role === 'assistant') return 'This model does not support assistant message prefill.';
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== 'user' && role !== 'assistant') return `messages.${index}.role: Input should be 'user' or 'assistant'`;
    const blocks = blocksOf(content);
    if (blocks.length === 0) return `messages.${index}: all messages must have non-empty content`;
    const blank = blocks.some(({ type, text }) => type === 'text' && (text ?? '').trim() === '');
    if (blank) return `messages.${index}: text content blocks must contain non-whitespace text`;
  }
  return null;
}

/** Each `tool_use` has its result first thing in the next message, and no result is there without its call. */
function checkToolResults({ messages }: MessagesBody): string | null {
  const seen = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const asked = idsOf(messages[index - 1], 'tool_use', 'assistant');
    const answered = idsOf(message, 'tool_result', 'user');
    const foreign = answered.find((id) => !asked.includes(id));
    if (foreign !== undefined) return `messages.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${foreign}`;
    const open = asked.find((id) => !answered.includes(id));
    if (open !== undefined) return `messages.${index - 1}: \`tool_use\` ids were found without \`tool_result\` blocks: ${open}`;
    if (new Set(answered).size !== answered.length) return `messages.${index}: each tool_use must have a single result`;
    const firstOther = blocksOf(message.content).findIndex(({ type }) => type !== 'tool_result');
    if (answered.length > 0 && firstOther !== -1 && firstOther < answered.length)
      return `messages.${index}: tool results come first`;
    for (const id of idsOf(message, 'tool_use', 'assistant')) {
      if (seen.has(id)) return `messages.${index}: \`tool_use\` ids must be unique`;
      seen.add(id);
    }
  }
  return null;
}

function idsOf(message: WireMessage | undefined, type: 'tool_use' | 'tool_result', role: string): string[] {
  if (message?.role !== role) return [];
  return blocksOf(message.content).flatMap((block) =>
    block.type === type ? [(type === 'tool_use' ? block.id : block.tool_use_id) ?? ''] : [],
  );
}

function checkCacheMarks(body: MessagesBody): string | null {
  const system = typeof body.system === 'string' ? [] : (body.system ?? []);
  const blocks = [...(body.tools ?? []), ...system, ...body.messages.flatMap(({ content }) => blocksOf(content))];
  const marks = [...blocks.map(({ cache_control }) => cache_control), body.cache_control].filter(
    (mark): mark is CacheMark => mark !== undefined && mark !== null,
  );
  if (marks.length > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`;
  const firstShort = marks.findIndex(({ ttl }) => ttl !== '1h');
  const lateLong = marks.findLastIndex(({ ttl }) => ttl === '1h');
  return firstShort !== -1 && lateLong > firstShort ? "a ttl='1h' cache_control block must not come after a ttl='5m' one" : null;
}
