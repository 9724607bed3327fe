import type { Language } from '@skald/protocol';
import { describeDiceProblem, diceHintText } from '../dice/dice-texts.ts';
import { DiceError, parseDice, type DiceExpression } from '../dice/parse-dice.ts';
import { CommandError } from './command-error.ts';

/** Longest label of a roll, in characters. */
const LABEL_MAX_CHARACTERS = 120;

/** Dice of a command, and what they are for: `1d20+5 # stealth`. Throws CommandError `too_long`. (G7.5) */
export function cutLabel(text: string, at: number, maxCharacters = LABEL_MAX_CHARACTERS): { body: string; label: string } {
  const hash = text.indexOf('#');
  if (hash === -1) return { body: text.trimEnd(), label: '' };
  const label = text.slice(hash + 1).trim();
  if (label.length > maxCharacters) throw new CommandError({ code: 'too_long', position: at + hash });
  return { body: text.slice(0, hash).trimEnd(), label };
}

/** Throws CommandError `dice`, with the position in the line, unless the notation can be rolled. */
export function checkDice(notation: string, position: number): DiceExpression {
  try {
    return parseDice(notation);
  } catch (error) {
    if (!(error instanceof DiceError)) throw error;
    const problem = { ...error.problem, position: position + error.position };
    const what = { en: describeDiceProblem(problem, 'en'), ru: describeDiceProblem(problem, 'ru') };
    throw new CommandError({ code: 'dice', position: problem.position, what }, { cause: error });
  }
}

/** What the asker should know of how the dice were read; null for nothing. */
export function hintOf(notation: string, language: Language): string | null {
  const hints = parseDice(notation).hints.map((hint) => diceHintText(hint, language));
  return hints.length === 0 ? null : hints.join(' ');
}
