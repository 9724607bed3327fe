import type { DamageType, Defences, Vitals } from '@skald/protocol';
import { hasCondition, withCondition, ZERO_SOURCE } from './conditions.ts';
import { kill } from './kill.ts';

export interface Damage {
  /** Before resistance and the like; whole, from 0. */
  readonly amount: number;
  /** Null for damage without a type: no resistance but that of the petrified touches it. */
  readonly type: DamageType | null;
  readonly isCritical: boolean;
}

export type DamageEffect = 'temporary_lost' | 'fell' | 'died' | 'death_save_failed';

export interface DamageResult {
  readonly vitals: Vitals;
  /** What was left of the amount after resistance, immunity and vulnerability; temporary hit points take their part of it. */
  readonly taken: number;
  /** In the order they happened. `death_save_failed` stands twice for a critical hit. */
  readonly effects: readonly DamageEffect[];
  /** Difficulty of the Constitution save that keeps the concentration; null when there is nothing to keep or it is lost already. */
  readonly concentrationDifficulty: number | null;
}

/** Whoever makes death saves falls at 0 hit points; whoever does not, dies there. */
export interface DamageOptions {
  readonly makesDeathSaves: boolean;
}

/**
 * Takes damage off hit points, temporary ones first. (G4.1-G4.6) The dead take none. Concentration that is lost is gone from the
 * vitals; ending what it held on others is the caller's.
 */
export function takeDamage(vitals: Vitals, defences: Defences, damage: Damage, options: DamageOptions): DamageResult {
  const taken = vitals.life === 'dead' ? 0 : afterDefences(vitals, defences, damage);
  if (taken === 0) return { vitals, taken, effects: [], concentrationDifficulty: null };
  const { current, max, temporary } = vitals.hitPoints;
  const absorbed = Math.min(temporary, taken);
  const through = taken - absorbed;
  const shielded: Vitals = { ...vitals, hitPoints: { max, current, temporary: temporary - absorbed } };
  const lost: DamageEffect[] = temporary > 0 && absorbed === temporary ? ['temporary_lost'] : [];
  const outcome = through === 0 ? { vitals: shielded, effects: [] } : hurt(shielded, through, damage.isCritical, options);
  const keeps = outcome.vitals.concentration !== null;
  return {
    vitals: outcome.vitals,
    taken,
    effects: [...lost, ...outcome.effects],
    concentrationDifficulty: keeps ? concentrationDifficulty(taken) : null,
  };
}

/** Half the damage, at least 10 and at most 30. */
export function concentrationDifficulty(taken: number): number {
  return Math.min(30, Math.max(10, Math.floor(taken / 2)));
}

function afterDefences(vitals: Vitals, defences: Defences, { amount, type }: Damage): number {
  if (type !== null && defences.immunities.includes(type)) return 0;
  const resists = hasCondition(vitals, 'petrified') || (type !== null && defences.resistances.includes(type));
  const halved = resists ? Math.floor(amount / 2) : amount;
  return type !== null && defences.vulnerabilities.includes(type) ? halved * 2 : halved;
}

interface Hurt {
  readonly vitals: Vitals;
  readonly effects: readonly DamageEffect[];
}

/** `through` is what reaches hit points, at least 1. */
function hurt(vitals: Vitals, through: number, isCritical: boolean, { makesDeathSaves }: DamageOptions): Hurt {
  const { current, max } = vitals.hitPoints;
  if (current > through)
    return { vitals: { ...vitals, hitPoints: { ...vitals.hitPoints, current: current - through } }, effects: [] };
  if (!makesDeathSaves || through - current >= max) return { vitals: kill(vitals), effects: ['died'] };
  return current > 0 ? { vitals: fall(vitals), effects: ['fell'] } : failDeathSaves(vitals, isCritical ? 2 : 1);
}

function fall(vitals: Vitals): Vitals {
  const unconscious = { condition: 'unconscious', level: 1, source: ZERO_SOURCE, ends: null, heldBy: null } as const;
  return {
    ...withCondition(vitals, unconscious),
    hitPoints: { ...vitals.hitPoints, current: 0 },
    concentration: null,
    deathSaves: { successes: 0, failures: 0 },
    life: 'dying',
  };
}

/** Damage at 0 hit points; whoever was stable is dying again. */
function failDeathSaves(vitals: Vitals, count: 1 | 2): Hurt {
  const failures = vitals.deathSaves.failures + count;
  const effects = Array.from({ length: count }, () => 'death_save_failed' as const);
  if (failures >= 3) return { vitals: kill(vitals), effects: [...effects, 'died'] };
  return { vitals: { ...vitals, life: 'dying', deathSaves: { ...vitals.deathSaves, failures } }, effects };
}
