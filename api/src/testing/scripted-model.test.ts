import { expect, it } from 'vitest';
import { ModelError, type ModelEvent } from '../mind/models/model.ts';
import { aRequest, collect, describeModelContract } from './model-contract.ts';
import { createScriptedModel, NO_USAGE, saying } from './scripted-model.ts';

const FAILURES = {
  overloaded: new ModelError('overloaded', 'scripted'),
  broken: new ModelError('cut_off', 'scripted'),
};

describeModelContract('scripted', async (answers) =>
  createScriptedModel(
    answers.map(({ pieces, calls, reason, end }) => {
      const events: ModelEvent[] = [
        ...pieces.map((text) => ({ type: 'text', text }) as const),
        ...calls.flatMap((call) => [{ type: 'toolCallStarted', name: call.name } as const, { type: 'toolCall', call } as const]),
      ];
      if (end === undefined) events.push({ type: 'stop', reason, usage: NO_USAGE });
      return { events, isStalled: end === 'quiet', ...(end === undefined || end === 'quiet' ? {} : { failure: FAILURES[end] }) };
    }),
  ),
);

it('a request that was not scripted throws, and so does an answer that was not used', async () => {
  const model = createScriptedModel([{ when: ({ language }) => language === 'ru', events: saying('Да.') }]);
  expect(() => model.verify()).toThrow('1 answers were scripted, 0 used');
  expect((await collect(model)).error).toMatchObject({ message: 'request 1 is not the one that was scripted' });
  expect((await collect(model, aRequest())).error).toMatchObject({ message: 'the scripted model did not expect request 2' });
});
