import { afterEach, expect, it } from 'vitest';
import { type AnthropicServer, type AnthropicStep, startAnthropicServer } from '../../testing/anthropic-server.ts';
import { aContext, createFakeWorld, IREENA } from '../../testing/fake-world.ts';
import { createClaudeModel } from '../models/claude-model.ts';
import { CLAUDE_DEFAULTS } from '../models/claude-options.ts';
import { createFailoverModel } from '../models/failover-model.ts';
import type { SceneLine, TurnContext } from '../prompt/turn-context.ts';
import type { Mind, TurnOutput } from './mind.ts';
import { createMind } from './run-turn.ts';

const KEY = 'sk-test-of-a-turn';
const open: AnthropicServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
async function serve(...steps: AnthropicStep[]): Promise<AnthropicServer> {
  const server = await startAnthropicServer({ apiKey: KEY, steps });
  open.push(server);
  return server;
}
function mindOver(...servers: AnthropicServer[]): Mind {
  const models = servers.map(({ url }) => createClaudeModel({ ...CLAUDE_DEFAULTS, apiKey: KEY, baseUrl: url }));
  return createMind({ model: createFailoverModel({ models, nowMs: () => performance.now() }), nowMs: () => performance.now() });
}
async function play(mind: Mind, world = createFakeWorld(), context: TurnContext = aContext()): Promise<TurnOutput[]> {
  const outputs: TurnOutput[] = [];
  for await (const output of mind.runTurn(context, world, new AbortController().signal)) outputs.push(output);
  return outputs;
}
const said = (outputs: readonly TurnOutput[]) =>
  outputs.flatMap((output) => (output.type === 'segment' ? [[output.speaker, output.text]] : []));

it('[G1] over the real SDK the dice come from the engine, and the narration follows them', async () => {
  const server = await serve(
    {
      reply: {
        blocks: [
          { type: 'text', pieces: ['You slip along ', 'the wall.'] },
          {
            type: 'tool_use',
            name: 'roll_dice',
            input: { notation: '1d20+3', label: 'Stealth', actor: 'Ireena', difficulty: 15 },
          },
        ],
      },
    },
    {
      when: ({ messages }) => JSON.stringify(messages.at(-1)).includes('\\"total\\":20'),
      reply: { blocks: [{ type: 'text', pieces: ['The guard yawns and turns away.\n[Bar', 'to] Cold night.'] }] },
    },
  );
  const world = createFakeWorld({ draws: [16] });
  const outputs = await play(mindOver(server), world);
  server.verify();
  expect(world.log).toEqual(['roll 1d20+3 = 20']);
  expect(said(outputs)).toEqual([
    [null, 'You slip along the wall.'],
    [null, 'The guard yawns and turns away.'],
    ['Barto', 'Cold night.'],
  ]);
  expect(outputs.at(-1)).toMatchObject({ type: 'done', model: 'claude-sonnet-5-5', rounds: 2 });
});

it('[M1] an endpoint that fails within the loop hands the rest to the next one, and the dice are not drawn again', async () => {
  const first = await serve(
    {
      reply: {
        blocks: [
          { type: 'thinking', thinking: 'Stealth.' },
          { type: 'tool_use', id: 'toolu_1', name: 'roll_dice', input: { notation: '1d20', label: 'Stealth' } },
        ],
      },
    },
    { reply: { failure: { status: 529, type: 'overloaded_error' } } },
  );
  const second = await serve({ reply: { blocks: [{ type: 'text', pieces: ['The guard looks up.'] }] } });
  const world = createFakeWorld({ draws: [3] });
  expect(said(await play(mindOver(first, second), world))).toEqual([[null, 'The guard looks up.']]);
  expect(world.log).toEqual(['roll 1d20 = 4']);
  second.verify();
});

it('[M2] every tool works over the wire, and what is invalid comes back as an error', async () => {
  const server = await serve(
    {
      reply: {
        blocks: [
          {
            type: 'tool_use',
            name: 'create_npc',
            input: { name: 'Марта', description: 'Мельничиха.', gender: 'female', age: 'old' },
          },
          { type: 'tool_use', name: 'update_fact', input: { subject: 'scene', predicate: 'place', object: 'Мельница' } },
          { type: 'tool_use', name: 'update_fact', input: { subject: 'Марта', predicate: 'owns', object: 'мельница' } },
          { type: 'tool_use', name: 'get_entity', input: { name: 'Марта' } },
          { type: 'tool_use', name: 'roll_dice', inputPieces: ['{"notation":'] },
        ],
      },
    },
    { reply: { blocks: [{ type: 'text', pieces: ['[Марта] Чего вам в такую рань?'] }] } },
  );
  const world = createFakeWorld({ draws: [] });
  const outputs = await play(mindOver(server), world, aContext({ language: 'ru' }));
  server.verify();
  expect(world.log).toEqual(['npc Марта', 'scene', 'fact Марта owns мельница', 'find Марта']);
  expect(world.scene?.place).toBe('Мельница');
  expect(JSON.stringify(server.requests[1]?.body.messages.at(-1))).toContain('"is_error":true');
  expect(said(outputs)).toEqual([['Марта', 'Чего вам в такую рань?']]);
});

it('[M11] the rules and the scene so far are read from the cache in the next turn', async () => {
  const line = 'The rain falls on the mill and the wheel turns in the dark water, slowly.';
  const server = await serve({ times: 2, reply: { blocks: [{ type: 'text', pieces: [line] }] } });
  const lines: SceneLine[] = Array.from({ length: 30 }, (_, index) => ({
    seatId: index % 3 === 0 ? null : IREENA,
    speaker: index % 3 === 0 ? 'Narrator' : 'Ireena/Maria',
    text: `${index} ${line}`,
    rolls: [],
  }));
  const first = aContext({ lines });
  const mind = mindOver(server);
  await play(mind, createFakeWorld(), first);
  const said = first.cause.said.map(({ seatId, speaker, text }): SceneLine => ({ seatId, speaker, text, rolls: [] }));
  const answer: SceneLine = { seatId: null, speaker: 'Narrator', text: line, rolls: [] };
  const facts = [{ subject: 'Barto', predicate: 'owns', object: 'mill' }];
  await play(mind, createFakeWorld(), aContext({ lines: [...lines, ...said, answer], facts }));
  server.verify();
  const usage = server.requests[1]?.usage;
  const total = (usage?.input_tokens ?? 0) + (usage?.cache_read_input_tokens ?? 0) + (usage?.cache_creation_input_tokens ?? 0);
  expect((usage?.cache_read_input_tokens ?? 0) / total).toBeGreaterThan(0.9);
});
