import { describe, expect, it } from 'vitest';
import { ModelError, type ModelRequest, type ToolCall } from '../models/model.ts';
import {
  calling,
  createScriptedModel,
  NO_USAGE,
  type ScriptedAnswer,
  type ScriptedModel,
  saying,
} from '../../testing/scripted-model.ts';
import { aContext, createFakeWorld, type FakeWorld } from '../../testing/fake-world.ts';
import type { TurnContext } from '../prompt/turn-context.ts';
import type { TurnOutput } from './mind.ts';
import { createMind } from './run-turn.ts';

interface Played {
  readonly outputs: TurnOutput[];
  readonly model: ScriptedModel;
  readonly world: FakeWorld;
  readonly error: unknown;
}

async function play(
  answers: readonly ScriptedAnswer[],
  {
    context = aContext(),
    world = createFakeWorld(),
    signal = new AbortController().signal,
    onOutput = (_: TurnOutput) => {},
  } = {},
): Promise<Played> {
  const model = createScriptedModel(answers);
  let now = 0;
  const mind = createMind({ model, nowMs: () => (now += 100) });
  const outputs: TurnOutput[] = [];
  let error: unknown = null;
  try {
    for await (const output of mind.runTurn(context, world, signal)) {
      outputs.push(output);
      onOutput(output);
    }
    model.verify();
  } catch (thrown) {
    error = thrown;
  }
  return { outputs, model, world, error };
}
const said = ({ outputs }: Played) =>
  outputs.flatMap((output) => (output.type === 'segment' ? [[output.speaker, output.text]] : []));
const done = ({ outputs, error }: Played) => {
  expect(error).toBeNull();
  return outputs.at(-1);
};
const roll = (over: object = {}) => ({
  name: 'roll_dice',
  input: { notation: '1d20+3', label: 'Stealth', actor: 'Ireena', difficulty: 15, ...over },
});
const results = (request: ModelRequest | undefined) => {
  const last = request?.messages.findLast((message) => message.role === 'tool');
  return last?.role === 'tool' ? last.results : [];
};
const stopped = (reason: 'max_tokens' | 'refusal' | 'context_exceeded') => ({ type: 'stop', reason, usage: NO_USAGE }) as const;

describe('what a turn says', () => {
  it('[M2] says sentences as soon as they are whole, each with its speaker', async () => {
    const played = await play([{ events: saying('The door opens slo', 'wly. Rain.\n[Barto] We are ', 'closed.') }]);
    expect(said(played)).toEqual([
      [null, 'The door opens slowly.'],
      [null, 'Rain.'],
      ['Barto', 'We are closed.'],
    ]);
    expect(done(played)).toMatchObject({ type: 'done', model: 'scripted', rounds: 1, firstTextMs: 100 });
  });
  it('[M2] a lead-in is said before its tool runs, the narration after it', async () => {
    const order: string[] = [];
    const world = createFakeWorld({ onRoll: () => order.push('dice') });
    const played = await play(
      [{ events: calling('You slip along the wall.', roll()) }, { events: saying('A board creaks under your foot.') }],
      { world, onOutput: (output) => order.push(output.type === 'doing' ? output.doing : output.type) },
    );
    expect(order).toEqual(['deliberating', 'segment', 'rolling', 'dice', 'deliberating', 'segment', 'done']);
    expect(done(played)).toMatchObject({ rounds: 2 });
  });
  it('[D7] lines in the mouth of a player or a player’s character are not said', async () => {
    const played = await play([
      { events: saying('The key turns.\n[Ireena] I go in first.\n[Ireena/Maria] Me too.\n[MARIA] So do I.\nIt is dark.') },
    ]);
    expect(said(played)).toEqual([
      [null, 'The key turns.'],
      [null, 'It is dark.'],
    ]);
  });
  it.each([
    ['en', 'For a moment everything holds its breath. What do you do?'],
    ['ru', 'На миг всё замирает. Что вы делаете?'],
  ] as const)('a turn without a word ends with a line of the engine: %s', async (language, line) => {
    const played = await play([{ events: saying() }], { context: aContext({ language }) });
    expect(said(played)).toEqual([[null, line]]);
  });
  it('[G1] dice that nobody told of are told by the engine', async () => {
    const world = createFakeWorld({ draws: [11] });
    const played = await play([{ events: calling('You slip along the wall.', roll()) }, { events: saying() }], { world });
    expect(said(played)).toEqual([
      [null, 'You slip along the wall.'],
      [null, 'Stealth: 15. That is a success.'],
    ]);
  });
});

describe('the tool loop', () => {
  it('[G1] the numbers of a result are the engine’s', async () => {
    const world = createFakeWorld({ draws: [6] });
    const played = await play([{ events: calling('', roll()) }, { events: saying('You stumble over a bucket.') }], { world });
    expect(JSON.parse(results(played.model.requests[1])[0]?.content ?? '')).toMatchObject({
      total: 10,
      outcome: 'failure',
      dice: [7],
    });
  });
  it.each([
    ['an extra key', { ...roll().input, result: 20 }],
    ['a constant', { ...roll().input, notation: '20' }],
    ['a die of one side', { ...roll().input, notation: '1d1+19' }],
    ['too many dice', { ...roll().input, notation: '1000000000d6' }],
    ['negative dice', { ...roll().input, notation: '-d-20' }],
    ['a missing label', { notation: '1d20' }],
    ['no object', 'roll!'],
    ['broken JSON', undefined],
  ])('[M2] invalid input never runs: %s', async (_, input) => {
    const world = createFakeWorld({ draws: [] });
    const played = await play(
      [{ events: calling('', { name: 'roll_dice', input }) }, { events: saying('Nothing stirs in the dark.') }],
      { world },
    );
    expect(played.error).toBeNull();
    expect(results(played.model.requests[1])).toMatchObject([{ callId: 'call_1', isError: true }]);
    expect(world.log).toEqual([]);
  });
  it('every call gets a result, in order: unknown tools, refusals of the world, names in any case', async () => {
    const world = createFakeWorld({ draws: [9] });
    const calls = [
      { name: 'teleport', input: {} },
      { name: 'Roll_Dice', input: roll().input },
      { name: 'create_npc', input: { name: 'Maria', description: 'a double', gender: 'female', age: 'adult' } },
    ];
    const played = await play([{ events: calling('', ...calls) }, { events: saying('The wall stays a wall.') }], { world });
    expect(results(played.model.requests[1]).map(({ callId, isError }) => [callId, isError])).toEqual([
      ['call_1', true],
      ['call_2', false],
      ['call_3', true],
    ]);
    expect(world.log).toHaveLength(1);
  });
  it('[BB-B2] forty calls at once: sixteen run, all are answered', async () => {
    const calls: Omit<ToolCall, 'callId'>[] = Array.from({ length: 40 }, (_, index) => ({
      name: 'get_entity',
      input: { name: `Nobody ${index}` },
    }));
    const played = await play([{ events: calling('', ...calls) }, { events: saying('Nobody is known here.') }]);
    expect(results(played.model.requests[1]).filter(({ isError }) => !isError)).toHaveLength(16);
    expect(results(played.model.requests[1])).toHaveLength(40);
  });
  it('[BB-B2] a model that never stops calling is told to finish, refused once, and then ended', async () => {
    const again = { events: calling('', { name: 'get_entity', input: { name: 'Barto' } }) };
    const played = await play([again, again, again, again, again]);
    expect(done(played)).toMatchObject({ rounds: 5 });
    expect(played.world.log).toEqual(['find Barto', 'find Barto', 'find Barto']);
    expect(played.model.requests[3]?.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringContaining('No more tools') as string,
    });
    expect(results(played.model.requests[4])).toMatchObject([{ isError: true }]);
    expect(said(played)).toHaveLength(1);
  });
  it('tools do not run when the answer was cut by its limit', async () => {
    const events = calling('You slip along the wall.', roll()).with(-1, stopped('max_tokens'));
    const played = await play([{ events }]);
    expect(said(played)).toEqual([[null, 'You slip along the wall.']]);
    expect(played.world.log).toEqual([]);
  });
  it('[M1] the blocks of the provider go back unchanged within the turn', async () => {
    const opaque = [{ type: 'thinking', signature: 's' }];
    const first = calling('', { name: 'get_entity', input: { name: 'Barto' } });
    const played = await play([
      { events: first.with(-1, { type: 'stop', reason: 'tool_use', usage: NO_USAGE, opaque }) },
      { events: saying('Barto shrugs at you.') },
    ]);
    expect(played.model.requests[1]?.messages.find(({ role }) => role === 'assistant')).toMatchObject({ opaque });
  });
  it('what the engine throws is passed on', async () => {
    const world = createFakeWorld({
      onRoll: () => {
        throw new Error('disk full');
      },
    });
    const played = await play([{ events: calling('', roll()) }], { world });
    expect(played.error).toMatchObject({ message: 'disk full' });
  });
});

describe('answers that fail', () => {
  it('at the output limit whole sentences are said and the rest is dropped', async () => {
    const played = await play([{ events: [{ type: 'text', text: 'Two. Three. Fo' }, stopped('max_tokens')] }]);
    expect(said(played)).toEqual([[null, 'Two. Three.']]);
  });
  it('a refusal is asked for once more, with restraint, and forgotten', async () => {
    const played = await play([
      { events: [{ type: 'text', text: 'I cannot' }, stopped('refusal')] },
      { events: saying('The cultist falls, and the candle goes out.') },
    ]);
    expect(said(played)).toEqual([[null, 'The cultist falls, and the candle goes out.']]);
    expect(played.model.requests[1]?.messages.at(-1)).toMatchObject({
      role: 'user',
      text: expect.stringContaining('restraint') as string,
    });
    expect(JSON.stringify(played.model.requests[1]?.messages)).not.toContain('I cannot');
  });
  it.each([
    ['twice', [{ events: [stopped('refusal')] }, { events: [stopped('refusal')] }]],
    ['after something was said', [{ events: [{ type: 'text', text: 'The blade falls now. And' } as const, stopped('refusal')] }]],
  ])('a refusal %s ends with a line in the fiction', async (_, answers) => {
    const played = await play(answers);
    expect(said(played).at(-1)).toEqual([null, 'Here the tale turns its eyes away, and the moment passes. What do you do next?']);
    expect(done(played)).toMatchObject({ type: 'done' });
  });
  it('a scene that does not fit is asked for once more, shorter', async () => {
    const line = (text: string) => ({ seatId: null, speaker: 'Narrator', text, rolls: [] });
    const context: TurnContext = aContext({ lines: Array.from({ length: 20 }, (_, index) => line(`Line ${index}.`)) });
    const played = await play([{ events: [stopped('context_exceeded')] }, { events: saying('The rain goes on and on.') }], {
      context,
    });
    expect(JSON.stringify(played.model.requests[1]?.messages)).not.toContain('Line 11.');
    expect(JSON.stringify(played.model.requests[1]?.messages)).toContain('Line 12.');
    const twice = await play([{ events: [stopped('context_exceeded')] }, { events: [stopped('context_exceeded')] }], { context });
    expect(twice.error).toMatchObject({ code: 'rejected' });
  });
  it('a provider that breaks off leaves whole sentences said and throws', async () => {
    const failure = new ModelError('cut_off', 'gone');
    const played = await play([{ events: [{ type: 'text', text: 'It opens. You see' }], failure }]);
    expect(said(played)).toEqual([[null, 'It opens.']]);
    expect(played.error).toBe(failure);
  });
  it('an answer without a stop is a failure', async () => {
    const played = await play([{ events: [{ type: 'text', text: 'It opens.' }] }]);
    expect(said(played)).toEqual([[null, 'It opens.']]);
    expect(played.error).toMatchObject({ code: 'cut_off' });
  });
  it('[D8] a turn that is stopped says nothing more and runs no tool', async () => {
    const controller = new AbortController();
    const played = await play(
      [{ events: [{ type: 'text', text: 'It opens slowly. You see' }, ...calling('', roll())], isStalled: true }],
      {
        signal: controller.signal,
        onOutput: (output) => output.type === 'segment' && controller.abort(),
      },
    );
    expect(said(played)).toEqual([[null, 'It opens slowly.']]);
    expect(played.error).toMatchObject({ code: 'aborted' });
    expect(played.world.log).toEqual([]);
  });
});
