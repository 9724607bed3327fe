import type { ActiveCondition } from '@skald/protocol';
import { breakConcentration, releaseHeldBy, saveModeOf } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepResult, StepTools, ToldDeed } from '../step.ts';
import { rollD20, saveBonusOf } from './d20-test.ts';
import { findCreature, type Creature } from './find-creature.ts';
import { resultOf, told } from './step-of.ts';

/** Rolls the save that keeps a concentration through damage, and settles it. (G4.6) */
export function settleConcentration(state: GameState, creature: Creature, difficulty: number, tools: StepTools): StepResult {
  const rules = saveModeOf(creature.vitals, 'constitution');
  const bonus = saveBonusOf(creature, 'constitution');
  const purpose = 'save:constitution';
  const roll = rollD20(tools, { creature, bonus, rules, purpose, difficulty, roller: creature.id });
  if (roll.total < difficulty) {
    const ended = endConcentration(state, creature);
    return { ...ended, rolls: [roll] };
  }
  const kept = told(creature.audience, 'concentration_kept', { target: creature.name, total: roll.total, difficulty });
  return resultOf(state, [kept], [roll]);
}

/** Ends the concentration of a creature and everything it held on anybody. Nothing happens to one who does not concentrate. */
export function endConcentration(state: GameState, creature: Creature): StepResult {
  const on = creature.vitals.concentration;
  if (on === null) return resultOf(state, []);
  const broken = creature.put(breakConcentration(creature.vitals));
  return withHeldEnded(broken, creature, on);
}

/** What follows when the concentration is gone from the vitals already: the creature fell, died or was stunned. */
export function withHeldEnded(state: GameState, creature: Creature, on: string): StepResult {
  const released = releaseAll(state, creature);
  return resultOf(released.state, [
    told(creature.audience, 'concentration_ended', { target: creature.name, on }),
    ...released.deeds,
  ]);
}

/** Everybody is looked at: what somebody held may lie on anyone at the table. */
function releaseAll(state: GameState, holder: Creature): { state: GameState; deeds: ToldDeed[] } {
  const ids = [
    ...state.characters.map((one) => one.characterId),
    ...(state.encounter?.combatants ?? []).filter((one) => one.kind === 'monster').map((one) => one.combatantId),
  ];
  let next = state;
  const deeds: ToldDeed[] = [];
  for (const id of ids) {
    const creature = findCreature(next, id);
    const vitals = releaseHeldBy(creature.vitals, holder.holderId);
    if (vitals === creature.vitals) continue;
    const gone = creature.vitals.conditions.filter((active) => active.heldBy === holder.holderId);
    deeds.push(...gone.map((active: ActiveCondition) => endedDeed(creature, active)));
    next = creature.put(vitals);
  }
  return { state: next, deeds };
}

function endedDeed(creature: Creature, { condition }: ActiveCondition): ToldDeed {
  return told(creature.audience, 'condition_ended', { target: creature.name, condition });
}
