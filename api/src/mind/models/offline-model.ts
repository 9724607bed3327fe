import type { Language } from '@skald/protocol';
import type { Adventure } from '../../domain/adventure/adventure.ts';
import { asideOf } from '../../domain/adventure/aside.ts';
import { playRound } from '../../domain/adventure/play.ts';
import type { AdventureAnswer } from '../../domain/adventure/view.ts';
import { EMBEDDED_ADVENTURE } from '../../domain/adventures/adventures.ts';
import { type Model, ModelError, type ModelEvent, type ModelRequest, type Usage } from './model.ts';

const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/**
 * A model that plays an embedded adventure, without network or key. It keeps nothing itself: where a table is stands in
 * its facts. The text comes sentence by sentence.
 */
export function createOfflineModel(adventures: Readonly<Record<Language, Adventure>> = EMBEDDED_ADVENTURE): Model {
  return {
    name: 'offline-narrator',
    isOffline: true,
    stream: (request, signal) => narrate(adventures[request.language], request, signal),
  };
}

async function* narrate(adventure: Adventure, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  throwIfAborted(signal);
  const answers = answersOf(request);
  const isPrivate = request.context.audience !== 'party';
  const round = isPrivate ? { lines: [asideOf(request.language)], calls: [] } : playRound(adventure, request.context, answers);
  for (const piece of piecesOf(round.lines)) {
    yield { type: 'text', text: piece };
    throwIfAborted(signal);
  }
  for (const [index, call] of round.calls.entries()) {
    yield { type: 'toolCallStarted', name: call.name };
    throwIfAborted(signal);
    // Unique within the turn: the answers so far tell the rounds apart.
    yield { type: 'toolCall', call: { callId: `offline-${answers.length}-${index}`, name: call.name, input: call.input } };
    throwIfAborted(signal);
  }
  yield { type: 'stop', reason: round.calls.length > 0 ? 'tool_use' : 'end_turn', usage: NO_USAGE };
}

/** Results of this turn's tools with the names of the tools. */
function answersOf({ messages }: ModelRequest): AdventureAnswer[] {
  const names = new Map<string, string>();
  const answers: AdventureAnswer[] = [];
  for (const message of messages) {
    if (message.role === 'assistant') for (const { callId, name } of message.toolCalls) names.set(callId, name.toLowerCase());
    if (message.role === 'tool') {
      for (const { callId, content, isError } of message.results)
        answers.push({ name: names.get(callId) ?? '', content, isError });
    }
  }
  return answers;
}

/** Lines of a speech script cut behind each sentence; joined they are the script. */
function piecesOf(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => `${line}\n`.match(/[^.!?…\n]*(?:[.!?…]+["»”']?\s*|\n|$)/gu) ?? [])
    .filter((piece) => piece !== '');
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ModelError('aborted', 'the turn was stopped');
}
