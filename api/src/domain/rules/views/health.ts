import type { HealthWord, Vitals } from '@skald/protocol';

/** Health of a monster as players are told it: over 0.99 of the maximum, over 0.5, over 0.15, above 0. (G5.23) */
export function healthWord({ life, hitPoints: { current, max } }: Vitals): HealthWord {
  if (life === 'dead') return 'dead';
  const part = current / max;
  if (part <= 0) return 'down';
  if (part <= 0.15) return 'critical';
  if (part <= 0.5) return 'bloodied';
  return part <= 0.99 ? 'injured' : 'healthy';
}
