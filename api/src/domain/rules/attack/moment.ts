import { ProtocolError } from '@skald/protocol';
import { changeCombatant } from '../encounter/find-combatant.ts';
import { spendReaction } from '../encounter/turns.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import type { Creature } from '../steps/find-creature.ts';
import { attacksOfAction } from './weapon.ts';

/**
 * Spends what an attack costs now: nothing outside of a fight, a reaction, or one attack of the turn's action. (G5.14-G5.16) Throws
 * ProtocolError `not_joined`, `not_your_turn`, `already_acted`, `reaction_spent`.
 */
export function spendAttack(
  state: GameState,
  attacker: Creature,
  target: Creature,
  { isReaction, actor }: { readonly isReaction: boolean; readonly actor: StepActor },
): GameState {
  const { encounter } = state;
  if (encounter === null || (attacker.combatant === null && target.combatant === null)) return state;
  if (attacker.combatant === null) throw new ProtocolError('not_joined');
  const isLeader = actor.kind === 'dm' || actor.isHost;
  if (encounter.state === 'gathering') {
    if (!isLeader) throw new ProtocolError('not_your_turn');
    return state;
  }
  const { combatantId, hasActed, attacksLeft } = attacker.combatant;
  if (isReaction) return spendReaction(state, combatantId);
  if (encounter.turnOf !== combatantId) throw new ProtocolError('not_your_turn');
  if (hasActed && attacksLeft === 0 && !isLeader) throw new ProtocolError('already_acted');
  const allowed = attacker.kind === 'character' ? attacksOfAction(attacker.entry.character) : 1;
  const left = hasActed ? Math.max(0, attacksLeft - 1) : allowed - 1;
  return {
    ...state,
    encounter: changeCombatant(encounter, combatantId, (one) => ({ ...one, hasActed: true, attacksLeft: left })),
  };
}
