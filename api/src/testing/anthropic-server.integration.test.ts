import { afterEach, expect, it } from 'vitest';
import { signThought } from './anthropic/thought-seal.ts';
import { type AnthropicServer, startAnthropicServer } from './anthropic-server.ts';

let server: AnthropicServer;
afterEach(async () => {
  await server.close();
});
const base = { model: 'claude-sonnet-5-5', max_tokens: 10, stream: true, messages: [{ role: 'user', content: 'hi' }] };
const mark = { cache_control: { type: 'ephemeral' } };
const text = (words: string, over = {}) => ({ type: 'text', text: words, ...over });
const call = { type: 'tool_use', id: 't1', name: 'roll', input: {} };
const result = { type: 'tool_result', tool_use_id: 't1', content: '4' };
const loop = (assistant: unknown[], user: unknown[]) => ({
  messages: [...base.messages, { role: 'assistant', content: assistant }, { role: 'user', content: user }],
});

async function post(body: unknown, headers: Record<string, string> = {}, path = '/v1/messages') {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': 'key', 'anthropic-version': '2023-06-01', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

it.each<[string, object]>([
  ['temperature', { temperature: 1 }],
  ['top_p', { top_p: 1 }],
  ['an unknown field', { thread: {} }],
  ['a forced tool', { tool_choice: { type: 'any' } }],
  ['disabled thinking', { thinking: { type: 'disabled' } }],
  ['a budget between tools', { thinking: { type: 'between_tools', budget_tokens: 1 } }],
  ['too much effort between tools', { thinking: { type: 'between_tools' }, output_config: { effort: 'max' } }],
  ['no limit of tokens', { max_tokens: undefined }],
  ['a prefill', { messages: [...base.messages, { role: 'assistant', content: 'So' }] }],
  ['an assistant first', { messages: [{ role: 'assistant', content: 'So' }, ...base.messages] }],
  ['no messages', { messages: [] }],
  ['a blank text', { messages: [{ role: 'user', content: ' ' }] }],
  ['a call without its result', loop([call], [text('hi')])],
  ['a result without its call', loop([text('hi')], [result])],
  ['words before a result', loop([call], [text('hi'), result])],
  ['two results of one call', loop([call], [result, result])],
  ['two calls of one id', loop([call, call], [result])],
  [
    'a changed thought',
    loop([{ type: 'thinking', thinking: 'No.', signature: signThought('Yes.', base.messages) }, call], [result]),
  ],
  ['five marks', { system: [1, 2, 3, 4].map(() => text('rule', mark)), ...mark }],
  [
    'a long mark after a short one',
    { system: [text('a', mark), text('b', { cache_control: { type: 'ephemeral', ttl: '1h' } })] },
  ],
  ['two tools of one name', { tools: [1, 2].map(() => ({ name: 'roll', input_schema: { type: 'object' } })) }],
])('refuses %s, and remembers it', async (_, over) => {
  server = await startAnthropicServer({ apiKey: 'key', steps: [{ times: Number.POSITIVE_INFINITY, reply: {} }] });
  expect(await post({ ...base, ...over })).toMatchObject({
    status: 400,
    text: expect.stringContaining('invalid_request_error') as string,
  });
  expect(() => server.verify()).toThrow('refuses');
});
it('takes a whole loop with an unchanged thought', async () => {
  server = await startAnthropicServer({ apiKey: 'key', steps: [{ reply: { blocks: [{ type: 'text', pieces: ['Done.'] }] } }] });
  const thought = { type: 'thinking', thinking: 'Yes.', signature: signThought('Yes.', base.messages) };
  expect(await post({ ...base, ...loop([thought, call], [result, text('go on')]) })).toMatchObject({ status: 200 });
  server.verify();
});
it('refuses a wrong key, a missing version and an unknown path, and keeps no key', async () => {
  server = await startAnthropicServer({ apiKey: 'key' });
  expect((await post(base, { 'x-api-key': 'wrong-key' })).status).toBe(401);
  expect((await post(base, {}, '/v1/v1/messages')).status).toBe(404);
  expect(await post({ messages: base.messages }, {}, '/v1/messages/count_tokens')).toMatchObject({ status: 200 });
  expect(JSON.stringify(server.requests)).not.toContain('wrong-key');
});
it('a request that no step expects is a 500 and a problem; a step that was not used is one too', async () => {
  server = await startAnthropicServer({ apiKey: 'key', steps: [{ when: ({ model }) => model === 'other', reply: {} }] });
  expect((await post(base)).status).toBe(500);
  expect(server.problems).toHaveLength(1);
  expect(() => server.verify()).toThrow('1 scripted answers were never asked for');
});
it('counts prefixes like the service: nothing below 512 tokens, and only what was marked', async () => {
  server = await startAnthropicServer({ apiKey: 'key', steps: [{ times: 5, reply: {} }] });
  const long = text('rule '.repeat(800), mark);
  await post({ ...base, system: [text('short', mark)] });
  await post({ ...base, system: [long] });
  await post({ ...base, system: [long], messages: [{ role: 'user', content: 'something else' }] });
  await post({ ...base, system: [long], output_config: { effort: 'low' } });
  await post({ ...base, system: [text('rule '.repeat(800))] });
  const read = server.requests.map(({ usage }) => [
    (usage?.cache_read_input_tokens ?? 0) > 0,
    (usage?.cache_creation_input_tokens ?? 0) > 0,
  ]);
  expect(read).toEqual([
    [false, false],
    [false, true],
    [true, false],
    [false, true],
    [false, false],
  ]);
});
