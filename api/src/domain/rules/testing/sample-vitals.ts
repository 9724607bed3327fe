import type { ActiveCondition, Condition, Defences, Vitals } from '@skald/protocol';

/** Somebody unhurt with so many hit points. */
export function healthy(max: number, change: Partial<Vitals> = {}): Vitals {
  return {
    hitPoints: { max, current: max, temporary: 0 },
    conditions: [],
    concentration: null,
    deathSaves: { successes: 0, failures: 0 },
    life: 'alive',
    ...change,
  };
}

export function suffers(condition: Condition, change: Partial<ActiveCondition> = {}): ActiveCondition {
  return { condition, level: 1, source: 'test', ends: null, heldBy: null, ...change };
}

export const NO_DEFENCES: Defences = { resistances: [], immunities: [], vulnerabilities: [], conditionImmunities: [] };
