import { afterEach, describe, expect, it } from 'vitest';
import { type AnthropicReply, type AnthropicServer, startAnthropicServer } from '../../testing/anthropic-server.ts';
import { aRequest, collect, describeModelContract, textOf } from '../../testing/model-contract.ts';
import { createClaudeModel } from './claude-model.ts';
import { CLAUDE_DEFAULTS, type ClaudeOptions } from './claude-options.ts';
import type { Model } from './model.ts';

const KEY = 'sk-test-of-the-claude-adapter';
const open: AnthropicServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(...replies: readonly AnthropicReply[]): Promise<AnthropicServer> {
  const server = await startAnthropicServer({ apiKey: KEY, steps: replies.map((reply) => ({ reply })) });
  open.push(server);
  return server;
}
function claude(server: { readonly url: string }, over: Partial<ClaudeOptions> = {}): Model {
  return createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: server.url, ...over });
}
const text = (...pieces: string[]) => ({ type: 'text', pieces }) as const;

describeModelContract('claude', async (answers) => {
  const stopReasons = { context_exceeded: 'model_context_window_exceeded' } as const;
  const server = await serve(
    ...answers.map(({ pieces, calls, reason, end }): AnthropicReply => {
      if (end === 'overloaded') return { failure: { status: 529, type: 'overloaded_error' } };
      const blocks = [
        ...(pieces.length === 0 ? [] : [text(...pieces)]),
        ...calls.map(({ callId, name, input }) => ({ type: 'tool_use', id: callId, name, input }) as const),
      ];
      const afterEvents = 3 + pieces.length;
      return {
        blocks,
        stopReason: reason === 'context_exceeded' ? stopReasons[reason] : reason,
        ...(end === undefined ? {} : { fault: { afterEvents, kind: end === 'quiet' ? 'stall' : 'drop' } }),
      };
    }),
  );
  return claude(server);
});

describe('what is sent', () => {
  it.each([
    ['', 'bearer', ['authorization']],
    ['/', 'bearer', ['authorization']],
    ['/v1', 'bearer', ['authorization']],
    ['/v1/', 'x-api-key', ['x-api-key']],
  ] as const)('[M1] base URL with "%s", key as %s', async (suffix, keyHeader, keyIn) => {
    const server = await serve({ blocks: [text('Hello there.')] });
    const { error } = await collect(claude({ url: `${server.url}${suffix}` }, { keyHeader }));
    expect(error).toBeNull();
    expect(server.requests[0]).toMatchObject({ path: '/v1/messages', keyIn });
  });
  it('[M1] the version of the interface is the SDK’s or the configured one', async () => {
    const server = await serve({ blocks: [text('One.')] }, { blocks: [text('Two.')] });
    await collect(claude(server));
    await collect(claude(server, { apiVersion: '2023-06-01' }));
    expect(server.requests.map(({ headers }) => headers['anthropic-version'])).toEqual(['2026-10-21', '2023-06-01']);
  });
  it('[M1] thinking between tools at low effort, no sampling, marks of the cache only where they pay', async () => {
    const server = await serve({ blocks: [text('Hello there.')] });
    const messages = [
      { role: 'user', text: 'campaign', isStable: true },
      { role: 'assistant', text: 'It rains.', toolCalls: [] },
      { role: 'user', text: '[Ireena/Maria] I wait.', isStable: true },
      { role: 'user', text: '<state>now</state>' },
    ] as const;
    await collect(claude(server), aRequest({ messages }));
    server.verify();
    expect(server.requests[0]?.body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 500,
      stream: true,
      cache_control: { type: 'ephemeral' },
      thinking: { type: 'between_tools' },
      output_config: { effort: 'low' },
      tools: [{ name: 'roll_dice', description: 'Rolls dice.', input_schema: aRequest().tools[0]?.inputSchema }],
      system: [{ type: 'text', text: 'You are the Dungeon Master.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'campaign', cache_control: { type: 'ephemeral' } }] },
        { role: 'assistant', content: [{ type: 'text', text: 'It rains.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: '[Ireena/Maria] I wait.', cache_control: { type: 'ephemeral' } },
            { type: 'text', text: '<state>now</state>' },
          ],
        },
      ],
    });
  });
  it('[M1] a service that takes less is sent less', async () => {
    const server = await serve({ blocks: [text('Hello there.')] });
    await collect(claude(server, { isCaching: false, thinking: null, effort: null }));
    const { body } = server.requests[0] ?? {};
    expect(JSON.stringify(body)).not.toContain('cache_control');
    expect(Object.keys(body ?? {})).not.toContain('thinking');
    expect(Object.keys(body ?? {})).not.toContain('output_config');
  });
  it('a base URL that is none stops the start', () => {
    for (const baseUrl of ['', ' ', 'localhost:3000', 'ftp://h', '/v1'])
      expect(() => claude({ url: baseUrl })).toThrow(RangeError);
  });
});

describe('a loop of tools', () => {
  it('[M1] thoughts and calls go back unchanged, results before words, within the turn only', async () => {
    const server = await serve(
      {
        blocks: [
          { type: 'thinking', thinking: 'A guard. Stealth.' },
          text('You slip past.'),
          { type: 'tool_use', id: 'toolu_1', name: 'Roll_Dice', input: { notation: '1d20' } },
          { type: 'tool_use', id: 'toolu_1', name: 'roll_dice', input: { notation: '1d6' } },
        ],
      },
      { blocks: [text('Nobody saw you.')] },
    );
    const model = claude(server);
    const request = aRequest();
    const { events } = await collect(model, request);
    const stop = events.at(-1);
    const toolCalls = events.flatMap((event) => (event.type === 'toolCall' ? [event.call] : []));
    expect(toolCalls.map(({ callId }) => callId)).toEqual(['toolu_1', 'toolu_1_3']);
    const again = aRequest({
      messages: [
        ...request.messages,
        { role: 'assistant', text: textOf(events), toolCalls, opaque: stop?.type === 'stop' ? stop.opaque : undefined },
        {
          role: 'tool',
          results: toolCalls.map(({ callId }) => ({ callId, content: '{"total":7}', isError: callId !== 'toolu_1' })),
        },
        { role: 'user', text: 'Narrate now.' },
      ],
    });
    expect((await collect(model, again)).error).toBeNull();
    server.verify();
    expect(server.requests[1]?.body.messages[1]?.content).toMatchObject([
      { type: 'thinking', thinking: 'A guard. Stealth.' },
      { type: 'text', text: 'You slip past.' },
      { type: 'tool_use', id: 'toolu_1', name: 'Roll_Dice', input: { notation: '1d20' } },
      { type: 'tool_use', id: 'toolu_1_3' },
    ]);
    expect(server.requests[1]?.body.messages[2]?.content).toMatchObject([
      { type: 'tool_result', tool_use_id: 'toolu_1' },
      { type: 'tool_result', tool_use_id: 'toolu_1_3', is_error: true },
      { type: 'text', text: 'Narrate now.' },
    ]);
  });
  it('[M1] blocks of another endpoint go as plain text and calls, without its signatures', async () => {
    const first = await serve({
      blocks: [
        { type: 'thinking', thinking: 'Hm.' },
        { type: 'tool_use', id: 'toolu_1', name: 'roll_dice', input: {} },
      ],
    });
    const second = await serve({ blocks: [text('It holds.')] });
    const { events } = await collect(claude(first));
    const stop = events.at(-1);
    const opaque = stop?.type === 'stop' ? stop.opaque : undefined;
    const toolCalls = [{ callId: 'toolu_1', name: 'roll_dice', input: {} }];
    const results = [{ callId: 'toolu_1', content: '{}', isError: false }];
    const messages = [
      ...aRequest().messages,
      { role: 'assistant', text: '', toolCalls, opaque } as const,
      { role: 'tool', results } as const,
    ];
    expect((await collect(claude(second), aRequest({ messages }))).error).toBeNull();
    expect(JSON.stringify(second.requests[0]?.body)).not.toContain('thinking":"Hm');
  });
  it.each([
    [
      'a string cut in an escape',
      ['{"notation":"1d20\\u04', '3a","label":"\\ud83c', '\\udf27"}'],
      { notation: '1d20к', label: '🌧' },
    ],
    ['one character a piece', [...'{"notation":"1к20","label":"Удар \\"вниз\\""}'], { notation: '1к20', label: 'Удар "вниз"' }],
  ])('[M2] the input of a call arrives whole: %s', async (_, inputPieces, expected) => {
    const server = await serve({ blocks: [{ type: 'tool_use', name: 'roll_dice', inputPieces }] });
    const { events } = await collect(claude(server));
    const call = events.find((event) => event.type === 'toolCall');
    expect(call?.call.input).toEqual(expected);
  });
});
