import type { CreatureId, DamageType, Vitals } from '@skald/protocol';
import { hasCondition, takeDamage, type DamageEffect } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepResult, StepTools, ToldDeed } from '../step.ts';
import { settleConcentration, withHeldEnded } from '../steps/concentration.ts';
import { findCreature, type Creature } from '../steps/find-creature.ts';
import { joined, resultOf, told } from '../steps/step-of.ts';

export interface Blow {
  readonly parts: readonly { readonly amount: number; readonly type: DamageType }[];
  readonly isCritical: boolean;
}

/** One blow, of one or several types, with all that follows from it at once: falling, death, concentration. (G5.18, G5.19) */
export function settleBlow(state: GameState, targetId: CreatureId, blow: Blow, tools: StepTools): StepResult {
  const target = findCreature(state, targetId);
  const { vitals, taken, effects, difficulty } = sumUp(target, blow);
  const hurt = resultOf(target.put(vitals), [...partDeeds(target, blow, taken), ...effectDeeds(target, effects)]);
  const on = target.vitals.concentration;
  if (on !== null && vitals.concentration === null) return joined(hurt, withHeldEnded(hurt.state, target, on));
  if (difficulty === null) return hurt;
  return joined(hurt, settleConcentration(hurt.state, findCreature(hurt.state, targetId), difficulty, tools));
}

interface Sum {
  readonly vitals: Vitals;
  /** Of each part, after resistance and the like. */
  readonly taken: readonly number[];
  readonly effects: readonly DamageEffect[];
  readonly difficulty: number | null;
}

/** Each type meets its own defences; what is left of them is one blow: one failed death save, one save to concentrate. */
function sumUp({ kind, vitals, defences }: Creature, { parts, isCritical }: Blow): Sum {
  const options = { makesDeathSaves: kind === 'character' };
  const taken = parts.map((part) => takeDamage(vitals, defences, { ...part, isCritical }, options).taken);
  const whole = taken.reduce((sum, amount) => sum + amount, 0);
  // Every part has met its defences already; the petrified would halve the sum a second time.
  const amount = hasCondition(vitals, 'petrified') ? whole * 2 : whole;
  const result = takeDamage(vitals, defences, { amount, type: null, isCritical }, options);
  return { ...result, taken, difficulty: result.concentrationDifficulty };
}

function partDeeds({ audience, name: target }: Creature, { parts, isCritical }: Blow, taken: readonly number[]): ToldDeed[] {
  return parts.map(({ type }, index) => told(audience, 'damage_taken', { target, amount: taken[index] ?? 0, type, isCritical }));
}

function effectDeeds({ audience, name: target }: Creature, effects: readonly DamageEffect[]): ToldDeed[] {
  return effects.flatMap((effect) => {
    if (effect === 'temporary_lost') return [];
    if (effect === 'death_save_failed') return [told(audience, 'death_save_made', { target, outcome: 'failure' })];
    return [told(audience, effect, { target })];
  });
}
