import { ProtocolError, type CombatantId, type CreatureId } from '@skald/protocol';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { findCreature, requireLeader, requireMayActFor } from '../steps/find-creature.ts';
import { cannotAct } from '../creature.ts';
import { changeCombatant, findCombatant, owns, requireEncounter, sees, viewerOf } from './find-combatant.ts';
import { comparePlaces, currentPlace, inOrder, placeBehind, placeOf } from './order.ts';
import { audienceOfCombatant, tell, type Outcome } from './told.ts';
import { walkBack, walkOn } from './walk.ts';

/** The next turn: said by whoever has this one, or by a leader, who begins the first. (G5.7) Everybody needs initiative before. */
export function nextTurn(state: GameState, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  requireTurn(state, actor);
  if (encounter.state === 'running') return alive(walkOn(state, { isTurnOver: true }));
  const waiting = encounter.combatants.filter((one) => one.initiative === null && sees(viewerOf(actor), one));
  if (encounter.combatants.length === 0 || waiting.length > 0) throw new ProtocolError('no_initiative');
  const ordered = { ...encounter, combatants: inOrder(encounter.combatants) };
  return alive(walkOn({ ...state, encounter: ordered }, { isTurnOver: true }));
}

/** Goes back one turn; what happened stays. Throws ProtocolError `nothing_before`. (G5.9) */
export function previousTurn(state: GameState, actor: StepActor): Outcome {
  requireEncounter(state);
  requireLeader(actor);
  const outcome = walkBack(state);
  if (outcome === null) throw new ProtocolError('nothing_before');
  return outcome;
}

/** Puts the turn off that has not been used yet. Throws ProtocolError `already_acted`. (G5.10) */
export function delayTurn(state: GameState, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  requireTurn(state, actor);
  const current = encounter.combatants.find((one) => one.combatantId === encounter.turnOf);
  if (current === undefined) throw new ProtocolError('not_your_turn');
  const here = currentPlace(encounter);
  const furthest = encounter.furthest && placeOf(encounter, encounter.furthest);
  const isOver = here !== null && furthest !== null && comparePlaces(here, furthest) < 0;
  if (current.hasActed || isOver) throw new ProtocolError('already_acted');
  const delayed = changeCombatant(encounter, current.combatantId, (one) => ({ ...one, delayedIn: encounter.round }));
  const { state: next, deeds } = alive(walkOn({ ...state, encounter: delayed }, { isTurnOver: false }));
  return { state: next, deeds: [tell('turn_delayed', { actor: current.name }, audienceOfCombatant(current)), ...deeds] };
}

/** Takes the turn that was put off, right after the one that is going on. Throws ProtocolError `not_delaying`. (G5.10) */
export function resumeTurn(state: GameState, combatantId: CombatantId, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  const one = findCombatant(encounter, combatantId, actor);
  if (!owns(state, actor, one)) throw new ProtocolError('not_yours');
  const isWaiting = one.delayedIn !== null && one.combatantId !== encounter.turnOf;
  if (!isWaiting || encounter.turnOf === null) throw new ProtocolError('not_delaying');
  const combatants = placeBehind(encounter.combatants, combatantId, encounter.turnOf);
  return {
    state: { ...state, encounter: { ...encounter, combatants } },
    deeds: [tell('turn_resumed', { actor: one.name }, audienceOfCombatant(one))],
  };
}

/** Spends a reaction until the creature's next turn. Throws ProtocolError `reaction_spent`, `cannot_act`. (G5.15) */
export function useReaction(state: GameState, id: CreatureId, actor: StepActor): Outcome {
  requireEncounter(state);
  requireMayActFor(actor, state, id);
  const creature = findCreature(state, id, actor);
  if (creature.combatant === null) throw new ProtocolError('not_joined');
  if (cannotAct(creature.vitals)) throw new ProtocolError('cannot_act');
  const spent = spendReaction(state, creature.combatant.combatantId);
  return { state: spent, deeds: [tell('reaction_used', { actor: creature.name }, creature.audience)] };
}

/** Throws ProtocolError `reaction_spent`. */
export function spendReaction(state: GameState, combatantId: CombatantId): GameState {
  const encounter = requireEncounter(state);
  if (encounter.combatants.some((one) => one.combatantId === combatantId && one.hasReacted))
    throw new ProtocolError('reaction_spent');
  return { ...state, encounter: changeCombatant(encounter, combatantId, (one) => ({ ...one, hasReacted: true })) };
}

/** A leader, or whose turn it is; to a player the turn of a hidden one is somebody else's. Throws ProtocolError `not_your_turn`. */
function requireTurn(state: GameState, actor: StepActor): void {
  if (actor.kind === 'dm' || actor.isHost) return;
  const encounter = requireEncounter(state);
  const current = encounter.combatants.find((one) => one.combatantId === encounter.turnOf);
  if (current === undefined || !owns(state, actor, current)) throw new ProtocolError('not_your_turn');
}

function alive(outcome: Outcome): Outcome {
  if (outcome.state.encounter?.turnOf === null) throw new ProtocolError('cannot_act', 'nobody in the fight is alive');
  return outcome;
}
