import type { Language } from '@skald/protocol';
import type { Usage } from '../models/model.ts';
import type { TurnContext } from '../prompt/turn-context.ts';
import type { TurnWorld } from '../tools/world.ts';

/** What a turn gives while it runs. Segments are whole checked sentences, in order. */
export type TurnOutput =
  | { readonly type: 'doing'; readonly doing: 'deliberating' | 'rolling' | 'looking_up' }
  /** `speaker` is null for the narrator, else the NPC's name as it is known or new. */
  | { readonly type: 'segment'; readonly speaker: string | null; readonly text: string }
  | {
      readonly type: 'done';
      readonly usage: Usage;
      readonly model: string;
      readonly firstTextMs: number | null;
      readonly rounds: number;
    };

/**
 * The DM's mind: runs one turn. Throws ModelError when no model answers (what was yielded stays said) and with code
 * `aborted` when the signal fires. Bounded: rounds of tools, output, and time to the first text.
 */
export interface Mind {
  readonly isOffline: boolean;
  /** Title of the tale that an offline mind plays, and names heard in it; null for a mind that thinks. */
  tale(language: Language): { readonly title: string; readonly names: readonly string[] } | null;
  runTurn(context: TurnContext, world: TurnWorld, signal: AbortSignal): AsyncIterable<TurnOutput>;
}
