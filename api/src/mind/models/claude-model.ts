import Anthropic from '@anthropic-ai/sdk';
import { normaliseBaseUrl } from './base-url.ts';
import { createClaudeAnswer, type ClaudeAnswer } from './claude-answer.ts';
import { toModelError } from './claude-errors.ts';
import type { ClaudeOptions } from './claude-options.ts';
import { buildClaudeRequest, type ClaudeBlocks } from './claude-request.ts';
import { type Model, ModelError, type ModelEvent } from './model.ts';
import { type StreamWatch, watchStream } from './stream-watch.ts';

/** How long the connection may take to end after a complete answer before it is given up, in ms. */
const TAIL_MS = 1_000;

/** Claude, or a service with the same interface, behind one base URL. Makes one client, for the life of the process. Throws RangeError for a base URL that is none. */
export function createClaudeModel(options: ClaudeOptions): Model {
  const client = createClient(options);
  const endpoint = `${client.baseURL} ${options.model}`;
  return {
    name: options.model,
    isOffline: false,
    async *stream(request, signal) {
      const watch = watchStream(signal, options);
      const answer = createClaudeAnswer();
      let hasText = false;
      try {
        const params = buildClaudeRequest(request, options, endpoint);
        const events = await client.messages.create(params, { signal: watch.signal });
        for await (const event of readEvents(events, answer, watch)) {
          hasText ||= event.type === 'text';
          yield event;
        }
        yield* finish(answer, endpoint);
      } catch (error) {
        throw stopError(watch) ?? toModelError(error, hasText);
      } finally {
        if (!answer.isComplete()) watch.close();
      }
    },
  };
}

/** Everything the SDK would else look for in the environment or on disk is given: key, headers, log level, retries, tracing. */
function createClient({ apiKey, baseUrl, keyHeader, apiVersion }: ClaudeOptions): Anthropic {
  const baseURL = normaliseBaseUrl(baseUrl);
  if (baseURL === null) throw new RangeError('the base URL of the model is not an http address');
  return new Anthropic({
    apiKey,
    baseURL,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
    defaultHeaders: {
      ...(keyHeader === 'x-api-key' ? { authorization: null, 'x-api-key': apiKey } : {}),
      ...(apiVersion === null ? {} : { 'anthropic-version': apiVersion }),
    },
  });
}

type Events = AsyncIterable<Anthropic.RawMessageStreamEvent>;

/** Gives what the answer says while it arrives, and returns once it is complete. Throws ModelError `cut_off` when it ends before. */
async function* readEvents(events: Events, answer: ClaudeAnswer, watch: StreamWatch): AsyncGenerator<ModelEvent> {
  const iterator = events[Symbol.asyncIterator]();
  for (;;) {
    watch.waiting();
    const next = await iterator.next();
    watch.arrived();
    const stopped = stopError(watch);
    if (stopped !== null) throw stopped;
    if (next.done === true) throw new ModelError('cut_off', 'the answer ended before it was complete');
    if (next.value.type.startsWith('content_block')) watch.began();
    yield* answer.take(next.value);
    if (!answer.isComplete()) continue;
    void endTail(iterator, watch);
    return;
  }
}

/**
 * Reads on to the end of the response, so that its connection can be used again, and closes the watch. Whatever comes is no
 * part of the answer, and nobody waits for it.
 */
async function endTail(iterator: AsyncIterator<unknown>, watch: StreamWatch): Promise<void> {
  const tail = setTimeout(() => watch.close(), TAIL_MS).unref();
  try {
    while ((await iterator.next()).done !== true);
  } catch {
    // The answer is complete: how its connection ends does not matter.
  } finally {
    clearTimeout(tail);
    watch.close();
  }
}

function* finish(answer: ClaudeAnswer, endpoint: string): Generator<ModelEvent> {
  const { calls, reason, usage, content } = answer.finish();
  for (const call of calls) yield { type: 'toolCall', call };
  const opaque: ClaudeBlocks = { endpoint, content };
  yield { type: 'stop', reason, usage, opaque };
}

function stopError(watch: StreamWatch): ModelError | null {
  switch (watch.stoppedBy()) {
    case 'caller':
      return new ModelError('aborted', 'the request was stopped');
    case 'first':
      return new ModelError('timeout', 'the model did not begin to answer in time');
    case 'silence':
      return new ModelError('timeout', 'the model fell silent within its answer');
    case null:
      return null;
  }
}
