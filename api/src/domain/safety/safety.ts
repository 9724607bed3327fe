import type { SafetyCard } from '@skald/protocol';

/** What the cards of one table did. Nobody's name is part of it, and none may ever be. Rules are in docs/rules/safety.md. */
export interface SafetyState {
  readonly isPaused: boolean;
  readonly card: { readonly card: SafetyCard; readonly atMs: number } | null;
  /** What the DM is to be told with its next turn; null once a turn that was told of it has been heard. */
  readonly note: SafetyNote | null;
}

/** stopped outweighs slower, slower outweighs fine: a card of one is never taken back by the card of another. */
export type SafetyNote = 'stopped' | 'slower' | 'fine';

export type SafetyEvent =
  | { readonly type: 'cardShown'; readonly card: SafetyCard }
  | { readonly type: 'wentOn' }
  /** A turn whose prompt had this note was heard. */
  | { readonly type: 'noteTold'; readonly note: SafetyNote; readonly shownAtMs: number }
  | { readonly type: 'sessionEnded' };

export const NO_CARDS: SafetyState = { isPaused: false, card: null, note: null };

/** A card other than stop that was shown this shortly before, by whomever, is not shown again. In ms. */
export const SAME_CARD_MS = 5_000;

const WEIGHT: Readonly<Record<SafetyNote, number>> = { fine: 1, slower: 2, stopped: 3 };
const NOTE_OF: Readonly<Record<SafetyCard, SafetyNote>> = { stop: 'stopped', slow_down: 'slower', keep_going: 'fine' };

/** One step. The same object comes back when nothing changes. `nowMs` is epoch ms. */
export function stepSafety(state: SafetyState, event: SafetyEvent, nowMs: number): SafetyState {
  switch (event.type) {
    case 'cardShown':
      return showCard(state, event.card, nowMs);
    case 'wentOn':
      return state.isPaused ? { ...state, isPaused: false } : state;
    case 'noteTold':
      return state.note === event.note && (state.card?.atMs ?? 0) <= event.shownAtMs ? { ...state, note: null } : state;
    case 'sessionEnded':
      return state.isPaused ? { ...state, isPaused: false } : state;
  }
}

function showCard(state: SafetyState, card: SafetyCard, nowMs: number): SafetyState {
  if (card === 'stop' && state.isPaused) return state;
  if (card !== 'stop' && state.card?.card === card && nowMs - state.card.atMs < SAME_CARD_MS) return state;
  return {
    isPaused: state.isPaused || card === 'stop',
    card: { card, atMs: nowMs },
    note: heavier(state.note, NOTE_OF[card]),
  };
}

function heavier(old: SafetyNote | null, fresh: SafetyNote): SafetyNote {
  return old !== null && WEIGHT[old] > WEIGHT[fresh] ? old : fresh;
}
