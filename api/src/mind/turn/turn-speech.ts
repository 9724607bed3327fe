import { createScriptReader, type ScriptSegment } from '../../domain/script/script-reader.ts';
import type { TurnContext } from '../prompt/turn-context.ts';
import type { TurnOutput } from './mind.ts';

/** What a turn says, and how much of it there was. */
export interface TurnSpeech {
  push(text: string): TurnOutput[];
  /** What was begun is whole. */
  flush(): TurnOutput[];
  /** What was begun broke off: only its whole sentences are said. */
  cutOff(): TurnOutput[];
  /** What was begun is not said. */
  discard(): void;
  /** A line of the engine's own, of the narrator. */
  sayOwn(text: string): TurnOutput;
  saidSegments(): number;
}

/** Reads a turn's text as the speech script. Lines in the mouth of a player or of a player's character are not said. */
export function createTurnSpeech(context: TurnContext): TurnSpeech {
  const reader = createScriptReader();
  const players = new Set(context.characters.flatMap(({ player, name }) => [player, name ?? player].map(fold)));
  let said = 0;

  const isPlayers = ({ speaker }: ScriptSegment) =>
    speaker !== null && speaker.split('/').some((name) => players.has(fold(name)));
  function say(segments: readonly ScriptSegment[]): TurnOutput[] {
    const outputs = segments
      .filter((segment) => !isPlayers(segment))
      .map((segment) => ({ type: 'segment', ...segment }) as const);
    said += outputs.length;
    return outputs;
  }

  return {
    push: (text) => say(reader.push(text)),
    flush: () => say(reader.flush()),
    cutOff: () => say(reader.cutOff()),
    discard: () => void reader.cutOff(),
    sayOwn(text) {
      said += 1;
      return { type: 'segment', speaker: null, text };
    },
    saidSegments: () => said,
  };
}

function fold(name: string): string {
  return name.trim().toLowerCase().replaceAll('ё', 'е');
}
