import type { CreatureId } from '@skald/protocol';
import { takeDamage, type Damage, type DamageEffect } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepResult, StepTools, ToldDeed } from '../step.ts';
import { settleConcentration, withHeldEnded } from './concentration.ts';
import { findCreature, type Creature } from './find-creature.ts';
import { joined, resultOf, told } from './step-of.ts';

/**
 * Damage with all that follows from it, whoever deals it: falls, deaths, failed death saves, the save that keeps a concentration and
 * what ends with it. Several parts of one attack are several calls. Throws ProtocolError `no_such_creature`.
 */
export function inflict(state: GameState, id: CreatureId, damage: Damage, tools: StepTools): StepResult {
  const creature = findCreature(state, id);
  const result = takeDamage(creature.vitals, creature.defences, damage, { makesDeathSaves: creature.kind === 'character' });
  const hurt = resultOf(creature.put(result.vitals), deedsOf(creature, damage, result.taken, result.effects));
  const concentrated = creature.vitals.concentration;
  if (concentrated !== null && result.vitals.concentration === null) {
    return joined(hurt, withHeldEnded(hurt.state, creature, concentrated));
  }
  if (result.concentrationDifficulty === null) return hurt;
  return joined(hurt, settleConcentration(hurt.state, findCreature(hurt.state, id), result.concentrationDifficulty, tools));
}

function deedsOf(creature: Creature, { type }: Damage, amount: number, effects: readonly DamageEffect[]): ToldDeed[] {
  const target = creature.name;
  const taken = told(creature.audience, 'damage_taken', { target, amount, ...(type === null ? {} : { type }) });
  return [taken, ...effects.flatMap((effect) => effectDeed(creature, effect))];
}

function effectDeed({ audience, name: target }: Creature, effect: DamageEffect): ToldDeed[] {
  switch (effect) {
    case 'fell':
      return [told(audience, 'fell', { target })];
    case 'died':
      return [told(audience, 'died', { target })];
    case 'death_save_failed':
      return [told(audience, 'death_save_made', { target, outcome: 'failure' })];
    case 'temporary_lost':
      return [];
  }
}
