import { describe, expect, it } from 'vitest';
import { type Model, ModelError, type ModelEvent, type ModelRequest, type StopReason } from '../mind/models/model.ts';
import { aContext } from './fake-world.ts';

/** An answer that a subject of the contract must give. */
export interface ContractAnswer {
  readonly pieces: readonly string[];
  readonly calls: readonly { readonly callId: string; readonly name: string; readonly input: unknown }[];
  readonly reason: StopReason;
  /** After the pieces the provider fails, or goes quiet for good. */
  readonly end?: 'overloaded' | 'broken' | 'quiet';
}

/** Gives a model that answers its next requests as told, in order. */
export type MakeContractModel = (answers: readonly ContractAnswer[]) => Promise<Model>;

const ANSWER: ContractAnswer = { pieces: [], calls: [], reason: 'end_turn' };

/** A request that any model understands. */
export function aRequest(over: Partial<ModelRequest> = {}): ModelRequest {
  const context = aContext();
  return {
    system: 'You are the Dungeon Master.',
    tools: [
      {
        name: 'roll_dice',
        description: 'Rolls dice.',
        inputSchema: { type: 'object', properties: { notation: { type: 'string' } } },
      },
    ],
    messages: [{ role: 'user', text: '[Ireena/Maria] I sneak past the guard.' }],
    context,
    language: context.language,
    maxTokens: 500,
    ...over,
  };
}

/** All events of one request, and the error it ended with. */
export async function collect(model: Model, request = aRequest(), signal = new AbortController().signal) {
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.stream(request, signal)) events.push(event);
    return { events, error: null };
  } catch (error) {
    return { events, error };
  }
}

export function textOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
}

/** The rules of the Model port, for the fake and for every adapter. */
export function describeModelContract(name: string, make: MakeContractModel): void {
  describe(`Model contract: ${name}`, () => {
    testAnswers(make);
    testFailures(make);
    testSignals(make);
  });
}

function testAnswers(make: MakeContractModel): void {
  it('gives text in order and ends with exactly one stop', async () => {
    const model = await make([{ ...ANSWER, pieces: ['The door ', 'opens. ', 'Дождь 🌧.'] }]);
    const { events, error } = await collect(model);
    expect(error).toBeNull();
    expect(textOf(events)).toBe('The door opens. Дождь 🌧.');
    expect(events.filter(({ type }) => type === 'stop')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'stop', reason: 'end_turn' });
  });
  it('announces each call and gives it whole before the stop', async () => {
    const calls = [
      { callId: 'toolu_1', name: 'roll_dice', input: { notation: '1d20', label: 'Скрытность "тихо"', deep: [{ a: null }] } },
      { callId: 'toolu_2', name: 'get_entity', input: { name: 'Barto' } },
    ];
    const { events } = await collect(await make([{ pieces: ['You slip past.'], calls, reason: 'tool_use' }]));
    expect(events.flatMap((event) => (event.type === 'toolCallStarted' ? [event.name] : []))).toEqual([
      'roll_dice',
      'get_entity',
    ]);
    expect(events.flatMap((event) => (event.type === 'toolCall' ? [event.call] : []))).toEqual(calls);
    expect(events.at(-1)).toMatchObject({ type: 'stop', reason: 'tool_use' });
  });
  it.each(['max_tokens', 'refusal', 'context_exceeded'] as const)('says why it stopped: %s', async (reason) => {
    const { events, error } = await collect(await make([{ ...ANSWER, pieces: ['So it'], reason }]));
    expect(error).toBeNull();
    expect(events.at(-1)).toMatchObject({ type: 'stop', reason });
  });
  it('gives the next answer to the next request', async () => {
    const model = await make([
      { ...ANSWER, pieces: ['One.'] },
      { ...ANSWER, pieces: ['Two.'] },
    ]);
    expect(textOf((await collect(model)).events)).toBe('One.');
    expect(textOf((await collect(model)).events)).toBe('Two.');
  });
}

function testFailures(make: MakeContractModel): void {
  it('a provider that fails before the text throws a ModelError', async () => {
    const { events, error } = await collect(await make([{ ...ANSWER, end: 'overloaded' }]));
    expect(events).toEqual([]);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code: 'overloaded' });
  });
  it('a provider that breaks off after text throws cut_off, and the text stays', async () => {
    const { events, error } = await collect(await make([{ ...ANSWER, pieces: ['The door opens. '], end: 'broken' }]));
    expect(textOf(events)).toBe('The door opens. ');
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code: 'cut_off' });
  });
}

function testSignals(make: MakeContractModel): void {
  it('a signal that fired before throws aborted', async () => {
    const { events, error } = await collect(await make([]), aRequest(), AbortSignal.abort());
    expect(events).toEqual([]);
    expect(error).toMatchObject({ name: 'ModelError', code: 'aborted' });
  });
  it('a signal that fires within an answer throws aborted, and the text stays', async () => {
    const model = await make([{ ...ANSWER, pieces: ['The door opens. '], end: 'quiet' }]);
    const controller = new AbortController();
    const events: ModelEvent[] = [];
    const reading = (async () => {
      for await (const event of model.stream(aRequest(), controller.signal)) {
        events.push(event);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'ModelError', code: 'aborted' });
    expect(textOf(events)).toBe('The door opens. ');
  });
}
