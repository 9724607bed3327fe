import type { ActiveCondition, Vitals } from '@skald/protocol';
import { sees, type Viewer } from '../encounter/find-combatant.ts';
import type { GameState } from '../game-state.ts';

/** Conditions without what would tell of somebody hidden: whose turn counts, who holds them, what brought them. (G5.24) */
export function conditionsFor(state: GameState, conditions: readonly ActiveCondition[], viewer: Viewer): ActiveCondition[] {
  const unseen = new Map(
    (state.encounter?.combatants ?? [])
      .filter((one) => !sees(viewer, one))
      .map((one): [string, string] => [one.combatantId, one.kind === 'monster' ? one.monster.name : one.name]),
  );
  if (unseen.size === 0) return [...conditions];
  return conditions.map((active) => {
    const ofUnseen = active.ends !== null && unseen.has(active.ends.of);
    const byUnseen = active.heldBy !== null && unseen.has(active.heldBy);
    const namesUnseen = [...unseen.values()].some((name) => fold(active.source).includes(fold(name)));
    if (!ofUnseen && !byUnseen && !namesUnseen) return active;
    return { ...active, source: '', ends: ofUnseen ? null : active.ends, heldBy: byUnseen ? null : active.heldBy };
  });
}

export function vitalsFor(state: GameState, vitals: Vitals, viewer: Viewer): Vitals {
  return { ...vitals, conditions: conditionsFor(state, vitals.conditions, viewer) };
}

function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
