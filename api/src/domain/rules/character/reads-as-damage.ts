import { DiceError, parseDice } from '../../dice/parse-dice.ts';

/** Whether an attack can deal this: dice behind which a bonus may be written, or a whole number. */
export function readsAsDamage(dice: string): boolean {
  if (/^\s*\d{1,5}\s*$/.test(dice)) return true;
  try {
    return parseDice(dice).comment === null;
  } catch (error) {
    if (error instanceof DiceError) return false;
    throw error;
  }
}
