import { afterEach, describe, expect, it } from 'vitest';
import { encodeEvent, type WireEvent } from '../../testing/anthropic/wire.ts';
import { type AnthropicReply, type AnthropicServer, startAnthropicServer } from '../../testing/anthropic-server.ts';
import { aRequest, collect, textOf } from '../../testing/model-contract.ts';
import { createClaudeModel } from './claude-model.ts';
import { CLAUDE_DEFAULTS, type ClaudeOptions } from './claude-options.ts';

const KEY = 'sk-test-of-the-wire';
const open: AnthropicServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function ask(reply: AnthropicReply, over: Partial<ClaudeOptions> = {}, request = aRequest()) {
  const server = await startAnthropicServer({ apiKey: KEY, steps: [{ reply }] });
  open.push(server);
  const model = createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url, ...over });
  return { server, ...(await collect(model, request)) };
}
const TEXT = 'The door opens. Дождь 🌧 идёт.';
const blocks = [{ type: 'text', pieces: ['The door opens. ', 'Дождь 🌧 идёт.'] }] as const;
const call = { type: 'tool_use', id: 'toolu_1', name: 'roll_dice', input: { notation: '1d20' } } as const;
const without = (data: WireEvent['data'], key: string) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== key));

describe('[M1] habits of services that do not disturb an answer', () => {
  const noUsage = (event: WireEvent): WireEvent => {
    if (event.type === 'message_start')
      return { ...event, data: { message: without(event.data['message'] as WireEvent['data'], 'usage') } };
    return event.type === 'message_delta' ? { ...event, data: without(event.data, 'usage') } : event;
  };
  const shifted = (event: WireEvent): WireEvent =>
    'index' in event.data ? { ...event, data: { ...event.data, index: Number(event.data['index']) + 1 } } : event;
  it.each<[string, NonNullable<AnthropicReply['wire']>]>([
    ['no usage', (events) => events.map(noUsage)],
    ['blocks counted from one', (events) => events.map(shifted)],
    ['a delta without a start', (events) => events.filter(({ type }) => type !== 'content_block_start')],
    ['no stop of a block', (events) => events.filter(({ type }) => type !== 'content_block_stop')],
    ['no message_delta', (events) => events.filter(({ type }) => type !== 'message_delta')],
    ['[DONE] at the end', (events) => [...events, 'data: [DONE]\n\n']],
    ['a done event that is no JSON', (events) => [...events, 'event: done\ndata: [DONE]\n\n']],
    ['comments', (events) => events.flatMap((event) => [': PROCESSING\n\n', event])],
    ['line ends of Windows', (events) => events.map((event) => encodeEvent(event).replaceAll('\n', '\r\n'))],
    ['events and deltas nobody knows', (events) => events.flatMap((event) => [event, ...unknownAfter(event)])],
    [
      'bytes one by one',
      (events) => events.flatMap((event) => [...Buffer.from(encodeEvent(event))].map((byte) => Uint8Array.of(byte))),
    ],
  ])('%s', async (_, wire) => {
    const { events, error } = await ask({ blocks, wire });
    expect(error).toBeNull();
    expect(textOf(events)).toBe(TEXT);
    const stop = events.at(-1);
    expect(stop).toMatchObject({ type: 'stop', reason: 'end_turn', opaque: { content: [{ type: 'text', text: TEXT }] } });
  });
  function unknownAfter({ type }: WireEvent): WireEvent[] {
    if (type !== 'content_block_start') return [];
    return [
      { type: 'content_block_delta', data: { index: 0, delta: { type: 'mood_delta', mood: 'dark' } } },
      { type: 'weather', data: { rain: true } },
    ];
  }
  it('an input that comes whole in the start of its block', async () => {
    const wire = (events: readonly WireEvent[]) =>
      events.flatMap((event): WireEvent[] => {
        if (event.type === 'content_block_delta') return [];
        if (event.type !== 'content_block_start') return [event];
        return [
          { ...event, data: { ...event.data, content_block: { ...(event.data['content_block'] as object), input: call.input } } },
        ];
      });
    const { events } = await ask({ blocks: [call], wire });
    expect(events.find((event) => event.type === 'toolCall')).toMatchObject({ call: { input: { notation: '1d20' } } });
  });
  it('several blocks of text are separate lines', async () => {
    const { events } = await ask({ blocks: [blocks[0], { type: 'text', pieces: ['[Barto] Closed.'] }] });
    expect(textOf(events)).toBe(`${TEXT}\n[Barto] Closed.`);
  });
});

describe('[M1] failures that a service does not announce', () => {
  it.each<[string, NonNullable<AnthropicReply['wire']>]>([
    ['the stream ends without message_stop', (events) => events.filter(({ type }) => type !== 'message_stop')],
    ['no event lines at all', (events) => events.map((event) => encodeEvent(event).replace(/^event: .*\n/u, ''))],
    [
      'data that is no JSON',
      (events) => [...events.slice(0, 4), 'event: content_block_delta\ndata: {"index":0,\n\n', ...events.slice(4)],
    ],
    ['an empty body', () => []],
  ])('%s', async (_, wire) => {
    const { error } = await ask({ blocks, wire });
    expect(error).toMatchObject({ name: 'ModelError', code: 'cut_off' });
  });
  it.each(['end', 'drop'] as const)('the socket closes before the first word (%s)', async (kind) => {
    const { error, events } = await ask({ blocks, fault: { afterEvents: 2, kind } });
    expect(events).toEqual([]);
    expect(error).toMatchObject({ name: 'ModelError', code: 'cut_off' });
  });
  it.each([
    ['cut by the output limit', { stopReason: 'max_tokens' }, 0],
    ['broken although it is called whole', {}, 1],
  ])('an input that is %s', async (_, over, calls) => {
    const { events, error } = await ask({ blocks: [blocks[0], { ...call, inputPieces: ['{"notation":"1d', '20'] }], ...over });
    expect(error).toBeNull();
    const found = events.filter((event) => event.type === 'toolCall');
    expect(found).toHaveLength(calls);
    expect(found.every((event) => event.type === 'toolCall' && event.call.input === undefined)).toBe(true);
  });
  it('a cache that is not applied shows in the usage', async () => {
    const request = aRequest({ system: 'Rule. '.repeat(600) });
    const server = await startAnthropicServer({ apiKey: KEY, steps: [{ times: 4, reply: { blocks } }] });
    open.push(server);
    const read = async (over: Partial<ClaudeOptions>) => {
      const model = createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url, ...over });
      const stop = (await collect(model, request)).events.at(-1);
      return stop?.type === 'stop' ? stop.usage : null;
    };
    expect((await read({}))?.cacheReadTokens).toBe(0);
    expect((await read({}))?.cacheReadTokens).toBeGreaterThan(1_000);
    expect(await read({ isCaching: false })).toMatchObject({ cacheReadTokens: 0, cacheWriteTokens: 0 });
  });
});

describe('[D10] limits of time', () => {
  it.each<[string, AnthropicReply, Partial<ClaudeOptions>, string]>([
    ['headers that never come', { blocks, headersDelayMs: 60_000 }, { firstTokenMs: 60 }, 'did not begin'],
    ['a first event that never comes', { blocks, firstEventDelayMs: 60_000 }, { firstTokenMs: 60 }, 'did not begin'],
    [
      'a start without a block',
      { blocks, fault: { afterEvents: 2, kind: 'stall' } },
      { firstTokenMs: 60, idleMs: 20 },
      'did not begin',
    ],
    ['silence after words', { blocks, fault: { afterEvents: 4, kind: 'stall' } }, { idleMs: 60 }, 'fell silent'],
  ])('%s', async (_, reply, over, words) => {
    const { error, server } = await ask(reply, over);
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining(words) as string });
    await server.waitForClientGone(0);
  });
  it('[D8] an answer that nobody reads on is stopped at the server', async () => {
    const server = await startAnthropicServer({
      apiKey: KEY,
      steps: [{ reply: { blocks, fault: { afterEvents: 4, kind: 'stall' } } }],
    });
    open.push(server);
    const model = createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url });
    for await (const event of model.stream(aRequest(), new AbortController().signal)) if (event.type === 'text') break;
    await server.waitForClientGone(0);
  });
});

describe('[M1] errors', () => {
  it.each([
    [529, 'overloaded_error', 'overloaded'],
    [429, 'rate_limit_error', 'overloaded'],
    [500, 'api_error', 'overloaded'],
    [503, 'api_error', 'overloaded'],
    [400, 'invalid_request_error', 'rejected'],
    [401, 'authentication_error', 'rejected'],
    [402, 'billing_error', 'rejected'],
    [403, 'permission_error', 'rejected'],
    [404, 'not_found_error', 'rejected'],
    [413, 'request_too_large', 'rejected'],
  ] as const)('status %i is asked once and becomes %s: %s', async (status, type, code) => {
    const { error, server } = await ask({ failure: { status, type, headers: { 'x-should-retry': 'true' } } });
    expect(error).toMatchObject({ name: 'ModelError', code });
    expect(server.requests).toHaveLength(1);
  });
  it.each([
    [2, 'overloaded'],
    [4, 'cut_off'],
  ] as const)('an error after %i events of the stream', async (afterEvents, code) => {
    const { error } = await ask({ blocks, fault: { afterEvents, kind: 'error' } });
    expect(error).toMatchObject({ code });
  });
  it('a port where nobody listens', async () => {
    const server = await startAnthropicServer({ apiKey: KEY });
    await server.close();
    const { error } = await collect(createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url }));
    expect(error).toMatchObject({ code: 'unreachable', message: 'the provider cannot be reached (ECONNREFUSED)' });
  });
  it('say neither the key nor what was said', async () => {
    const message = `messages.1: "I sneak past the guard and then some more" is bad; temperature is deprecated; я крадусь`;
    const { error } = await ask({ failure: { status: 400, type: 'invalid_request_error', message } });
    const told = `${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
    expect(told).toContain('temperature is deprecated');
    expect(told).not.toContain('guard');
    expect(told).not.toContain('крадусь');
    const wrongKey = await ask({ blocks }, { apiKey: 'sk-wrong-key' });
    expect(wrongKey.error).toMatchObject({ code: 'rejected' });
    expect(String(wrongKey.error)).not.toContain('sk-wrong-key');
    expect(JSON.stringify(wrongKey.server.requests)).not.toContain('sk-wrong-key');
  });
});
