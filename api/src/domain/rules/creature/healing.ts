import { ProtocolError, type Vitals } from '@skald/protocol';
import { ZERO_SOURCE } from './conditions.ts';
import { kill } from './kill.ts';

/** Gives hit points back, never above the maximum; whoever was at 0 wakes up. Throws ProtocolError `target_dead`. (G4.3) */
export function heal(vitals: Vitals, amount: number): Vitals {
  if (vitals.life === 'dead') throw new ProtocolError('target_dead');
  if (amount <= 0) return vitals;
  const { max, current } = vitals.hitPoints;
  const healed = { ...vitals, hitPoints: { ...vitals.hitPoints, current: Math.min(max, current + amount) } };
  if (vitals.life === 'alive') return healed;
  const isAwake = (source: string) => source !== ZERO_SOURCE;
  return {
    ...healed,
    conditions: vitals.conditions.filter((active) => active.condition !== 'unconscious' || isAwake(active.source)),
    deathSaves: { successes: 0, failures: 0 },
    life: 'alive',
  };
}

/** Temporary hit points do not add up: the higher number stays. Throws ProtocolError `target_dead`. (G4.2) */
export function grantTemporary(vitals: Vitals, amount: number): Vitals {
  if (vitals.life === 'dead') throw new ProtocolError('target_dead');
  const temporary = Math.max(vitals.hitPoints.temporary, amount);
  return temporary === vitals.hitPoints.temporary ? vitals : { ...vitals, hitPoints: { ...vitals.hitPoints, temporary } };
}

/** A number that a death save has to reach. */
export const DEATH_SAVE_DIFFICULTY = 10;

export type DeathSaveOutcome = 'success' | 'failure' | 'critical_failure' | 'stable' | 'died' | 'awake';

/**
 * What a death save does: 10 or more is a success, a natural 1 counts as two failures, a natural 20 brings 1 hit point; the third
 * success makes stable, the third failure kills. Throws ProtocolError `not_dying`. (G4.7)
 */
export function settleDeathSave(
  vitals: Vitals,
  roll: { readonly natural: 20 | 1 | null; readonly total: number },
): { vitals: Vitals; outcome: DeathSaveOutcome } {
  if (vitals.life !== 'dying') throw new ProtocolError('not_dying');
  if (roll.natural === 20) return { vitals: heal(vitals, 1), outcome: 'awake' };
  const { successes, failures } = vitals.deathSaves;
  if (roll.natural !== 1 && roll.total >= DEATH_SAVE_DIFFICULTY) {
    if (successes + 1 >= 3) return { vitals: stabilise(vitals), outcome: 'stable' };
    return { vitals: { ...vitals, deathSaves: { successes: successes + 1, failures } }, outcome: 'success' };
  }
  const failed = failures + (roll.natural === 1 ? 2 : 1);
  if (failed >= 3) return { vitals: kill(vitals), outcome: 'died' };
  return {
    vitals: { ...vitals, deathSaves: { successes, failures: failed } },
    outcome: roll.natural === 1 ? 'critical_failure' : 'failure',
  };
}

/** Stays at 0 and unconscious, but makes no more death saves. Throws ProtocolError `not_dying`. (G4.8) */
export function stabilise(vitals: Vitals): Vitals {
  if (vitals.life !== 'dying') throw new ProtocolError('not_dying');
  return { ...vitals, life: 'stable', deathSaves: { successes: 0, failures: 0 } };
}
