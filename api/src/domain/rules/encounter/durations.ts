import type { ActiveCondition, CombatantId, CreatureId, Vitals } from '@skald/protocol';
import type { GameState } from '../game-state.ts';
import type { ToldDeed } from '../step.ts';
import { audienceOfCombatant, tell, type Outcome } from './told.ts';

/** A fight's minute: what lasts no longer ends with the fight. In rounds of six seconds. */
export const ROUNDS_THAT_END_WITH_THE_FIGHT = 10;

/** Counts one round of every condition that is counted here, and ends those that are over. (G5.11) */
export function countRound(state: GameState, of: CombatantId, at: 'start' | 'end'): Outcome {
  return changeConditions(state, (active) => {
    if (active.ends === null || active.ends.of !== of || active.ends.at !== at) return active;
    return active.ends.rounds <= 1 ? null : { ...active, ends: { ...active.ends, rounds: active.ends.rounds - 1 } };
  });
}

/** What was counted on the turns of one who leaves goes on with another's, or lasts until it is removed. (G5.12) */
export function recount(state: GameState, from: CombatantId, to: CombatantId | null): GameState {
  return changeConditions(state, (active) =>
    active.ends?.of !== from ? active : { ...active, ends: to === null ? null : { ...active.ends, of: to } },
  ).state;
}

/** Ends on everybody what the concentration of one held. */
export function release(state: GameState, holder: CreatureId): Outcome {
  return changeConditions(state, (active) => (active.heldBy === holder ? null : active));
}

/**
 * After a fight no rounds are counted: short conditions are over, longer ones last until they are removed; what a monster's
 * concentration held is gone with it. (G5.13)
 */
export function settleAfterFight(state: GameState): Outcome {
  const isHeldHere = (active: ActiveCondition) =>
    active.heldBy === null || state.characters.some((entry) => entry.characterId === (active.heldBy as string));
  return changeConditions(state, (active) => {
    if (!isHeldHere(active)) return null;
    if (active.ends === null) return active;
    return active.ends.rounds <= ROUNDS_THAT_END_WITH_THE_FIGHT ? null : { ...active, ends: null };
  });
}

/** Null ends a condition. What does not change stays the same object. */
type Change = (active: ActiveCondition) => ActiveCondition | null;

function changeConditions(state: GameState, change: Change): Outcome {
  const deeds: ToldDeed[] = [];
  const characters = state.characters.map((entry) => {
    const vitals = changeVitals(entry.character.vitals, change, (active) =>
      deeds.push(tell('condition_ended', { target: entry.character.name, condition: active.condition })),
    );
    return vitals === entry.character.vitals ? entry : { ...entry, character: { ...entry.character, vitals } };
  });
  const combatants = state.encounter?.combatants.map((one) => {
    if (one.kind === 'character') return one;
    const vitals = changeVitals(one.vitals, change, (active) =>
      deeds.push(tell('condition_ended', { target: one.name, condition: active.condition }, audienceOfCombatant(one))),
    );
    return vitals === one.vitals ? one : { ...one, vitals };
  });
  const encounter =
    state.encounter && combatants && hasChanged(state.encounter.combatants, combatants)
      ? { ...state.encounter, combatants }
      : state.encounter;
  if (encounter === state.encounter && !hasChanged(state.characters, characters)) return { state, deeds };
  return { state: { characters, encounter }, deeds };
}

function changeVitals(vitals: Vitals, change: Change, ended: (active: ActiveCondition) => void): Vitals {
  const conditions = vitals.conditions.flatMap((active) => {
    const next = change(active);
    if (next === null) ended(active);
    return next === null ? [] : [next];
  });
  return hasChanged(vitals.conditions, conditions) ? { ...vitals, conditions } : vitals;
}

function hasChanged(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length !== after.length || before.some((one, index) => one !== after[index]);
}
