import type { CombatantId } from '@skald/protocol';
import type { Combatant, Encounter } from '../game-state.ts';

/** A place in the fight: a round and an index of the order in it. */
export interface Place {
  readonly round: number;
  readonly index: number;
}

/** Higher initiative first, ties by the bonus, then by who came first; those without initiative last. (G5.5) */
export function inOrder(combatants: readonly Combatant[]): readonly Combatant[] {
  return combatants.toSorted(
    (a, b) => (b.initiative ?? -Infinity) - (a.initiative ?? -Infinity) || b.tieBreaker - a.tieBreaker || 0,
  );
}

/** Moves one behind another, with its initiative, so that sorting again leaves it there. */
export function placeBehind(combatants: readonly Combatant[], moved: CombatantId, behind: CombatantId): readonly Combatant[] {
  const mover = combatants.find((one) => one.combatantId === moved);
  return combatants.flatMap((one) => {
    if (one.combatantId === moved) return [];
    if (one.combatantId !== behind || mover === undefined) return [one];
    return [one, { ...mover, initiative: one.initiative, tieBreaker: one.tieBreaker }];
  });
}

/** Where the turn is now; null while nobody has it. */
export function currentPlace(encounter: Encounter): Place | null {
  return placeOf(encounter, { round: encounter.round, combatantId: encounter.turnOf });
}

/** Where a turn is in the order as it is now; null when its combatant is not in it. */
export function placeOf(encounter: Encounter, turn: { round: number; combatantId: CombatantId | null }): Place | null {
  const index = encounter.combatants.findIndex((one) => one.combatantId === turn.combatantId);
  return index === -1 ? null : { round: turn.round, index };
}

/** Below 0 when the first is earlier, 0 when they are the same. */
export function comparePlaces(a: Place, b: Place): number {
  return a.round - b.round || a.index - b.index;
}
