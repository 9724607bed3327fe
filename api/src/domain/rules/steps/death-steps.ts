import { ProtocolError } from '@skald/protocol';
import { DEATH_SAVE_DIFFICULTY, exhaustionPenalty, settleDeathSave, stabilise, type DeathSaveOutcome } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import { rollD20 } from './d20-test.ts';
import { findCreature, requireLeader, requireMayActFor, type Creature } from './find-creature.ts';
import { resultOf, told, type Apply } from './step-of.ts';

/** A death save; in a fight once in each of one's own turns. (G4.23) */
export const applyDeathSave: Apply<'death:save'> = (state, step, actor, tools) => {
  requireMayActFor(actor, state, step.characterId);
  const creature = findCreature(state, step.characterId, actor);
  if (creature.vitals.life !== 'dying') throw new ProtocolError('not_dying');
  requireTurn(state, creature);
  const roll = rollD20(tools, {
    creature,
    bonus: 0,
    rules: { mode: 'normal', penalty: exhaustionPenalty(creature.vitals) },
    purpose: 'save:death',
    difficulty: DEATH_SAVE_DIFFICULTY,
    roller: step.characterId,
  });
  const { vitals, outcome } = settleDeathSave(creature.vitals, roll);
  const made = told('party', 'death_save_made', {
    target: creature.name,
    total: roll.total,
    outcome: outcome === 'critical_failure' || outcome === 'died' || outcome === 'failure' ? 'failure' : 'success',
    ...vitals.deathSaves,
  });
  const after = outcome === 'awake' ? creature.put(vitals) : withTurnSpent(creature.put(vitals), creature);
  return resultOf(after, [made, ...followingDeeds(creature.name, outcome)], [roll]);
};

/** Somebody has stopped the dying: the leaders say so, after a check where one is due. (G4.8) */
export const applyStabilise: Apply<'stabilise'> = (state, step, actor) => {
  const target = findCreature(state, step.target, actor);
  requireLeader(actor);
  return resultOf(target.put(stabilise(target.vitals)), [told(target.audience, 'stabilised', { target: target.name })]);
};

function followingDeeds(target: string, outcome: DeathSaveOutcome) {
  if (outcome === 'died') return [told('party', 'died', { target })];
  if (outcome === 'stable') return [told('party', 'stabilised', { target })];
  return outcome === 'awake' ? [told('party', 'healed', { target, amount: 1 })] : [];
}

function requireTurn({ encounter }: GameState, { combatant }: Creature): void {
  if (encounter?.state !== 'running' || combatant === null) return;
  if (encounter.turnOf !== combatant.combatantId) throw new ProtocolError('not_your_turn');
  if (combatant.hasActed) throw new ProtocolError('already_acted');
}

/** The save is what the turn of the dying is spent on. */
function withTurnSpent(state: GameState, { combatant }: Creature): GameState {
  if (state.encounter?.state !== 'running' || combatant === null) return state;
  const combatants = state.encounter.combatants.map((one) =>
    one.combatantId === combatant.combatantId ? { ...one, hasActed: true } : one,
  );
  return { ...state, encounter: { ...state.encounter, combatants } };
}
