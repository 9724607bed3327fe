import { ProtocolError, type GameStep, type Language, type Roll, type SeatId, type TurnId } from '@skald/protocol';
import { doubleDice, withMode } from '../domain/dice/change-dice.ts';
import { DiceError, parseDice, type DiceExpression } from '../domain/dice/parse-dice.ts';
import { formatDice } from '../domain/dice/roll-dice.ts';
import { hexOf, type Hashes } from '../domain/fairness/chance.ts';
import type { GameState } from '../domain/rules/game-state.ts';
import type { StepDice } from '../domain/rules/step.ts';
import { rollLabel } from '../domain/rules/views/roll-label.ts';

import type { DiceBox, RollWish } from './dice-box.ts';

export interface StepDiceOptions {
  readonly dice: Pick<DiceBox, 'roll'>;
  readonly chance: Pick<Hashes, 'sha256'>;
  readonly language: Language;
  readonly state: GameState;
  readonly step: GameStep;
  /** The turn of the DM that asks; null for people. */
  readonly turnId: TurnId | null;
  /** The newest step that stands: what is drawn after it for the same purpose is the same roll, however often it is taken back. */
  readonly after: string;
  /** How often the turn asked for these dice before, from 0. */
  readonly ordinalOf: (dice: string) => number;
}

/**
 * Dice for one step. A step that is taken back and done again, or sent again after a crash, gets the dice that were drawn for it
 * the first time: a drawn die stays drawn. (G5.31)
 */
export function diceOfStep(options: StepDiceOptions): (dice: StepDice) => Roll {
  const asked = new Map<string, number>();
  return (dice) => {
    const expression = expressionOf(dice);
    const label = rollLabel(options.state, dice, options.language);
    const key = [dice.audience, dice.roller ?? '', dice.purpose, formatDice(expression), dice.difficulty ?? ''].join('|');
    const times = asked.get(key) ?? 0;
    asked.set(key, times + 1);
    const isAttempt = options.step.kind === 'check';
    const text = [options.after, key, times].join('|');
    const wish: RollWish = {
      dice: expression,
      label,
      seatId: seatOfRoller(options.state, dice),
      audience: dice.audience,
      difficulty: dice.difficulty,
      stakes: stakesOf(options.step),
      attempt: attemptOf(options.step),
      turnId: options.turnId,
      ordinal: options.turnId === null ? 0 : options.ordinalOf(key),
      dedupeKey:
        isAttempt || options.turnId !== null
          ? null
          : `step-roll:${hexOf(options.chance.sha256(new TextEncoder().encode(text))).slice(0, 40)}`,
    };
    return options.dice.roll(wish);
  };
}

/** The dice as they are rolled: a critical hit doubles them, advantage rolls the d20 twice. */
function expressionOf({ notation, mode, isCritical }: StepDice): DiceExpression {
  try {
    const plain = parseDice(notation);
    const doubled = isCritical ? doubleDice(plain) : plain;
    return mode === 'normal' ? doubled : withMode(doubled, mode);
  } catch (error) {
    if (!(error instanceof DiceError)) throw error;
    throw new ProtocolError(error.code === 'no_dice' ? 'constant_roll' : 'dice_invalid', error.message, { cause: error });
  }
}

function seatOfRoller(state: GameState, { roller }: StepDice): SeatId | null {
  const combatant = state.encounter?.combatants.find((one) => one.combatantId === roller);
  const characterId = combatant?.kind === 'character' ? combatant.characterId : roller;
  return state.characters.find((one) => one.characterId === characterId)?.seatId ?? null;
}

function stakesOf(step: GameStep): Roll['stakes'] {
  if (step.kind !== 'check' || (step.onSuccess === '' && step.onFailure === '')) return null;
  return { onSuccess: step.onSuccess, onFailure: step.onFailure };
}

/** The same attempt in the same scene keeps its roll (G3). */
function attemptOf(step: GameStep): RollWish['attempt'] {
  return step.kind === 'check' ? { actor: step.actor, what: step.what, words: step.attempt } : null;
}
