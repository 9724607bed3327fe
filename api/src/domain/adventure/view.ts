import type { Language } from '@skald/protocol';
import type { Fact } from './state.ts';

/** What the narrator may know of a table: the part of a turn's context that it reads. */
export interface AdventureView {
  readonly language: Language;
  readonly characters: readonly { readonly seatId: string; readonly player: string; readonly name: string | null }[];
  /** What was heard, oldest first; `seatId` is null for the DM's words. */
  readonly lines: readonly { readonly seatId: string | null; readonly speaker: string; readonly text: string }[];
  readonly entities: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  readonly facts: readonly Fact[];
  readonly cause: { readonly kind: 'addressed' | 'sessionStarted'; readonly said: readonly SaidLine[] };
}

export interface SaidLine {
  readonly seatId: string;
  readonly speaker: string;
  readonly text: string;
}

export interface AdventureCall {
  readonly name: 'roll_dice' | 'get_entity' | 'update_fact' | 'create_npc';
  readonly input: Readonly<Record<string, unknown>>;
}

/** A tool's result as it came back: JSON or a plain reason. */
export interface AdventureAnswer {
  readonly name: string;
  readonly content: string;
  readonly isError: boolean;
}

/** One round of a turn: lines of the speech script first, then calls; without calls the turn is over. */
export interface Round {
  readonly lines: readonly string[];
  readonly calls: readonly AdventureCall[];
}
