import { type Model, ModelError, type ModelEvent, type ModelMessage, type ModelRequest, type ToolCall } from '../models/model.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import type { TurnOutput } from './mind.ts';
import type { TurnSpeech } from './turn-speech.ts';

/** One request and its answer. */
export interface Round {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly stop: Extract<ModelEvent, { type: 'stop' }>;
  /** Whether anything of it was said. */
  readonly hasSpoken: boolean;
}

export interface RoundInput {
  readonly model: Model;
  readonly request: ModelRequest;
  readonly signal: AbortSignal;
  readonly speech: TurnSpeech;
  readonly toolbox: Toolbox;
  /** Called at each piece of text. */
  readonly onText: () => void;
}

/**
 * Asks the model once and says what it writes as soon as it is whole; runs no tools. Throws ModelError when the answer fails:
 * sentences that were whole by then are said before.
 */
export async function* playRound(input: RoundInput): AsyncGenerator<TurnOutput, Round> {
  const { speech, signal } = input;
  const before = speech.saidSegments();
  const heard: Heard = { text: '', calls: [], stop: null };
  try {
    for await (const event of input.model.stream(input.request, signal)) {
      if (signal.aborted) break;
      yield* take(event, heard, input);
    }
  } catch (error) {
    if (!signal.aborted) yield* speech.cutOff();
    throw error;
  }
  if (signal.aborted) throw new ModelError('aborted', 'the turn was stopped');
  if (heard.stop === null) {
    yield* speech.cutOff();
    throw new ModelError('cut_off', 'the answer ended without a stop');
  }
  yield* settle(heard.stop, speech);
  return { ...heard, stop: heard.stop, hasSpoken: speech.saidSegments() > before };
}

/** How an assistant's round stands in the messages of the next request. */
export function asMessage({ text, calls, stop }: Round): ModelMessage {
  return { role: 'assistant', text, toolCalls: calls, ...(stop.opaque === undefined ? {} : { opaque: stop.opaque }) };
}

interface Heard {
  text: string;
  readonly calls: ToolCall[];
  stop: Round['stop'] | null;
}

function* take(event: ModelEvent, heard: Heard, { speech, toolbox, onText }: RoundInput): Generator<TurnOutput> {
  switch (event.type) {
    case 'text':
      onText();
      heard.text += event.text;
      yield* speech.push(event.text);
      return;
    case 'toolCallStarted': {
      yield* speech.flush();
      const doing = toolbox.doing(event.name);
      if (doing !== null) yield { type: 'doing', doing };
      return;
    }
    case 'toolCall':
      heard.calls.push(event.call);
      return;
    case 'stop':
      heard.stop = event;
  }
}

function* settle(stop: Round['stop'], speech: TurnSpeech): Generator<TurnOutput> {
  switch (stop.reason) {
    case 'end_turn':
    case 'tool_use':
      yield* speech.flush();
      return;
    case 'max_tokens':
    case 'context_exceeded':
      yield* speech.cutOff();
      return;
    case 'refusal':
      speech.discard();
  }
}
