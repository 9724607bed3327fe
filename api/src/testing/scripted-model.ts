import { type Model, ModelError, type ModelEvent, type ModelRequest, type Usage } from '../mind/models/model.ts';

/** One answer of a scripted model: events in order, or a failure after them. `when` must hold, else the request was not expected. */
export interface ScriptedAnswer {
  readonly when?: (request: ModelRequest) => boolean;
  readonly events: readonly ModelEvent[];
  readonly failure?: ModelError;
  /** After its events the answer waits until the signal fires. */
  readonly isStalled?: boolean;
}

export interface ScriptedModel extends Model {
  /** Requests so far, as they were made. */
  readonly requests: readonly ModelRequest[];
  /** Throws when answers are left. */
  verify(): void;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** A model that gives the answers it was told, one a request, and throws an Error on a request it was not told to expect. */
export function createScriptedModel(answers: readonly ScriptedAnswer[], name = 'scripted'): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    name,
    isOffline: false,
    requests,
    async *stream(request, signal) {
      throwIfAborted(signal);
      const answer = answers[requests.length];
      requests.push(structuredClone(request));
      if (answer === undefined) throw new Error(`the scripted model did not expect request ${requests.length}`);
      if (answer.when?.(request) === false) throw new Error(`request ${requests.length} is not the one that was scripted`);
      for (const event of answer.events) {
        throwIfAborted(signal);
        yield event;
      }
      throwIfAborted(signal);
      if (answer.isStalled === true) await untilAborted(signal);
      if (answer.failure !== undefined) throw answer.failure;
    },
    verify() {
      if (requests.length !== answers.length) throw new Error(`${answers.length} answers were scripted, ${requests.length} used`);
    },
  };
}

/** The events of an answer that says a text, in pieces as given, and ends. */
export function saying(...pieces: readonly string[]): ModelEvent[] {
  return [...pieces.map((text) => ({ type: 'text', text }) as const), { type: 'stop', reason: 'end_turn', usage: NO_USAGE }];
}

/** The events of an answer that calls tools, after a text or none. */
export function calling(
  text: string,
  ...calls: readonly { readonly name: string; readonly input: unknown; readonly callId?: string }[]
) {
  const events = calls.flatMap(({ name, input, callId }, index): ModelEvent[] => [
    { type: 'toolCallStarted', name },
    { type: 'toolCall', call: { callId: callId ?? `call_${index + 1}`, name, input } },
  ]);
  const spoken: ModelEvent[] = text === '' ? [] : [{ type: 'text', text }];
  return [...spoken, ...events, { type: 'stop', reason: 'tool_use', usage: NO_USAGE } as const];
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ModelError('aborted', 'the request was stopped');
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  throw new ModelError('aborted', 'the request was stopped');
}
