import type { Vitals } from '@skald/protocol';

/** Dead: no hit points, no concentration, nothing that still works on it. */
export function kill(vitals: Vitals): Vitals {
  return {
    hitPoints: { ...vitals.hitPoints, current: 0, temporary: 0 },
    conditions: [],
    concentration: null,
    deathSaves: { successes: 0, failures: 0 },
    life: 'dead',
  };
}
