import { ProtocolError, type CombatantId, type SeatId, type Vitals } from '@skald/protocol';
import type { Combatant, Encounter, GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';

/** Who looks at a fight: one seat, or the DM, who knows everything. */
export type Viewer = 'dm' | { readonly seatId: SeatId; readonly isHost: boolean };

export function viewerOf(actor: StepActor): Viewer {
  return actor.kind === 'dm' ? 'dm' : actor;
}

/** Whether it is there at all for this viewer. (G5.20) */
export function sees(viewer: Viewer, combatant: Combatant): boolean {
  if (viewer === 'dm' || combatant.kind === 'character' || !combatant.isHidden) return true;
  return combatant.keepers.includes(viewer.seatId);
}

/** The fight that is going on. Throws ProtocolError `no_encounter`. */
export function requireEncounter(state: GameState): Encounter {
  if (state.encounter === null) throw new ProtocolError('no_encounter');
  return state.encounter;
}

/** One in the fight that the actor may know of. Throws ProtocolError `no_such_creature`. */
export function findCombatant(encounter: Encounter, id: CombatantId, actor: StepActor): Combatant {
  const found = encounter.combatants.find((one) => one.combatantId === id);
  if (found === undefined || !sees(viewerOf(actor), found)) throw new ProtocolError('no_such_creature');
  return found;
}

/** Hit points and conditions of one in the fight, wherever they are kept. Throws ProtocolError `no_such_creature`. */
export function vitalsOf(state: GameState, combatant: Combatant): Vitals {
  if (combatant.kind === 'monster') return combatant.vitals;
  const entry = state.characters.find((one) => one.characterId === combatant.characterId);
  if (entry === undefined) throw new ProtocolError('no_such_creature');
  return entry.character.vitals;
}

export function isDead(state: GameState, combatant: Combatant): boolean {
  return vitalsOf(state, combatant).life === 'dead';
}

/** Whether the actor plays this combatant; leaders may act for whom they see. */
export function owns(state: GameState, actor: StepActor, combatant: Combatant): boolean {
  if (actor.kind === 'dm' || actor.isHost) return true;
  if (combatant.kind === 'monster') return combatant.keepers.includes(actor.seatId);
  return state.characters.some((one) => one.characterId === combatant.characterId && one.seatId === actor.seatId);
}

export function changeCombatant(encounter: Encounter, id: CombatantId, change: (one: Combatant) => Combatant): Encounter {
  return { ...encounter, combatants: encounter.combatants.map((one) => (one.combatantId === id ? change(one) : one)) };
}
