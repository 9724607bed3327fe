import { describe, expect, it } from 'vitest';
import { collect, describeModelContract, textOf } from '../../testing/model-contract.ts';
import { createScriptedModel, NO_USAGE, type ScriptedAnswer, saying } from '../../testing/scripted-model.ts';
import { createFailoverModel } from './failover-model.ts';
import { ModelError, type ModelEvent } from './model.ts';

const fails = (code: ModelError['code'], ...events: ModelEvent[]): ScriptedAnswer => ({
  events,
  failure: new ModelError(code, code),
});
const said = (text: string): ScriptedAnswer => ({ events: saying(text) });

function pair(first: readonly ScriptedAnswer[], second: readonly ScriptedAnswer[], nowMs = () => 0) {
  const models = [createScriptedModel(first, 'first'), createScriptedModel(second, 'second')] as const;
  const failures: string[] = [];
  const model = createFailoverModel({
    models,
    nowMs,
    onFailure: ({ model: name, index, code }) => failures.push(`${name} ${index} ${code}`),
  });
  return { model, failures, first: models[0], second: models[1] };
}

describeModelContract('failover', async (answers) => {
  const events = answers.map(({ pieces, calls, reason, end }): ScriptedAnswer => {
    const body: ModelEvent[] = [
      ...pieces.map((text) => ({ type: 'text', text }) as const),
      ...calls.flatMap((call) => [{ type: 'toolCallStarted', name: call.name } as const, { type: 'toolCall', call } as const]),
    ];
    if (end === 'overloaded' || end === 'broken') return fails(end === 'broken' ? 'timeout' : 'overloaded', ...body);
    return end === 'quiet' ? { events: body, isStalled: true } : { events: [...body, { type: 'stop', reason, usage: NO_USAGE }] };
  });
  return createFailoverModel({ models: [createScriptedModel(events)], nowMs: () => 0 });
});

describe('before and after the first words', () => {
  it.each(['unreachable', 'overloaded', 'rejected', 'cut_off', 'timeout'] as const)(
    '[M1] before: %s goes to the next model',
    async (code) => {
      const { model, failures } = pair([fails(code, { type: 'toolCallStarted', name: 'roll_dice' })], [said('The rain stops.')]);
      const { events, error } = await collect(model);
      expect(error).toBeNull();
      expect(textOf(events)).toBe('The rain stops.');
      expect(failures).toEqual([`first 0 ${code}`]);
    },
  );
  it('[M1] after: the words stay and the answer ends with cut_off', async () => {
    const { model, second, failures } = pair([fails('timeout', { type: 'text', text: 'The rain ' })], []);
    const { events, error } = await collect(model);
    expect(textOf(events)).toBe('The rain ');
    expect(error).toMatchObject({ code: 'cut_off', cause: { code: 'timeout' } });
    expect(second.requests).toHaveLength(0);
    expect(failures).toEqual(['first 0 timeout']);
  });
  it('[M1] all fail: the last failure is thrown', async () => {
    const { model } = pair([fails('timeout')], [fails('rejected')]);
    expect((await collect(model)).error).toMatchObject({ code: 'rejected' });
  });
  it('[M1] a stop by the caller goes nowhere else', async () => {
    const { model, failures, second } = pair([fails('aborted')], []);
    expect((await collect(model)).error).toMatchObject({ code: 'aborted' });
    expect([failures, second.requests]).toEqual([[], []]);
  });
});

it('[M1] a model that failed three times in a row is asked last for a minute', async () => {
  let now = 0;
  const second = ['a', 'b', 'c', 'd', 'e'].map(said);
  const { model, first } = pair([fails('timeout'), fails('timeout'), fails('timeout'), said('back')], second, () => now);
  for (const expected of ['a', 'b', 'c', 'd']) expect(textOf((await collect(model)).events)).toBe(expected);
  expect(first.requests).toHaveLength(3);
  now = 59_999;
  expect(textOf((await collect(model)).events)).toBe('e');
  now = 60_000;
  expect(textOf((await collect(model)).events)).toBe('back');
});
it('[M1] with every model left alone, all are still asked', async () => {
  const { model } = pair(
    [fails('timeout'), fails('timeout'), fails('timeout'), said('first again')],
    [fails('timeout'), fails('timeout'), fails('timeout')],
  );
  for (let turn = 0; turn < 3; turn++) expect((await collect(model)).error).toMatchObject({ code: 'timeout' });
  expect(textOf((await collect(model)).events)).toBe('first again');
});
