import type { CombatantId, CreatureId, Deed, EncounterId, Roll, RollMode, SeatId } from '@skald/protocol';
import type { Audience } from '../audience.ts';
import type { GameState } from './game-state.ts';

/** Who wants a step: a player, or the DM. The host may do everything a player may, for every character, and leads fights. */
export type StepActor = { readonly kind: 'seat'; readonly seatId: SeatId; readonly isHost: boolean } | { readonly kind: 'dm' };

/** Dice that a step asks for. */
export interface StepDice {
  /** Dice notation; the engine has put every bonus into it. */
  readonly notation: string;
  /** What it is for, in the closed words of the engine: `attack:longsword`, `damage:slashing`, `save:dexterity`, `initiative`. */
  readonly purpose: string;
  /** Who rolls; null for nobody in particular. */
  readonly roller: CreatureId | null;
  readonly mode: RollMode;
  readonly difficulty: number | null;
  /** A critical hit doubles the dice. */
  readonly isCritical: boolean;
  readonly audience: Audience;
}

/** What a step is given besides the state. Everything else it does is pure. */
export interface StepTools {
  /** Draws at once; what was drawn stays drawn. Throws ProtocolError `dice_invalid`. */
  readonly roll: (dice: StepDice) => Roll;
  readonly newCombatantId: () => CombatantId;
  readonly newEncounterId: () => EncounterId;
}

/** A deed with who may know of it: what a hidden enemy does is its keepers'. */
export interface ToldDeed {
  readonly deed: Deed;
  readonly audience: Audience;
}

export interface StepResult {
  readonly state: GameState;
  /** In the order they happened. */
  readonly deeds: readonly ToldDeed[];
  /** Rolls the step drew, in order. */
  readonly rolls: readonly Roll[];
}
