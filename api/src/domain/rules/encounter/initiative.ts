import { ProtocolError, type CombatantId, type RollMode } from '@skald/protocol';
import { deriveSheet, initiativeModeOf } from '../creature.ts';
import type { Combatant, Encounter, GameState } from '../game-state.ts';
import type { StepActor, StepTools, ToldDeed } from '../step.ts';
import { findCharacter, requireLeader } from '../steps/find-creature.ts';
import { findCombatant, owns, requireEncounter, sees, viewerOf, vitalsOf } from './find-combatant.ts';
import { inOrder } from './order.ts';
import { d20 } from './d20.ts';
import { audienceOfCombatant, tell, type Outcome } from './told.ts';

/** Rolls for one, with its group, or for all who have none. Throws `has_initiative`, `not_yours`, `not_host`. (G5.5) */
export function rollInitiative(
  state: GameState,
  wish: { readonly combatantId: CombatantId | null; readonly mode: RollMode },
  actor: StepActor,
  tools: StepTools,
): Outcome {
  const encounter = requireEncounter(state);
  if (wish.combatantId === null) {
    requireLeader(actor);
    const isAnybodyKnown = encounter.combatants.some((one) => one.initiative === null && sees(viewerOf(actor), one));
    if (!isAnybodyKnown) throw new ProtocolError('has_initiative');
    return rollMissing(state, () => true, wish.mode, tools);
  }
  const one = findCombatant(encounter, wish.combatantId, actor);
  if (!owns(state, actor, one)) throw new ProtocolError('not_yours');
  if (one.initiative !== null) throw new ProtocolError('has_initiative');
  return rollMissing(state, (other) => other === one || isSameGroup(one, other), wish.mode, tools);
}

/** A leader writes it down, as rolled by hand. Throws `not_host`. (G5.6) */
export function setInitiative(state: GameState, id: CombatantId, value: number, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  const one = findCombatant(encounter, id, actor);
  requireLeader(actor);
  const next = withInitiative(encounter, new Set([id]), value);
  return {
    state: { ...state, encounter: next },
    deeds: [tell('initiative_set', { actor: one.name, total: value }, audienceOfCombatant(one))],
  };
}

/** One roll for each group and for each of the others who is chosen and has none. */
export function rollMissing(state: GameState, isChosen: (one: Combatant) => boolean, mode: RollMode, tools: StepTools): Outcome {
  let encounter = requireEncounter(state);
  const deeds: ToldDeed[] = [];
  for (;;) {
    const first = encounter.combatants.find((one) => one.initiative === null && isChosen(one));
    if (first === undefined) break;
    const together = encounter.combatants.filter((one) => one.initiative === null && (one === first || isSameGroup(first, one)));
    // What everybody sees of a group is rolled for everybody.
    const shown = together.find((one) => audienceOfCombatant(one) === 'party') ?? first;
    const audience = audienceOfCombatant(shown);
    const rules = initiativeModeOf(vitalsOf(state, shown), mode);
    const roll = tools.roll({
      ...d20(bonusOf(state, shown) + rules.penalty),
      purpose: 'initiative',
      roller: shown.combatantId,
      mode: rules.mode,
      difficulty: null,
      audience,
    });
    const name = (shown.kind === 'monster' ? shown.group : null) ?? shown.name;
    deeds.push(tell('initiative_set', { actor: name, total: roll.total }, audience));
    encounter = withInitiative(encounter, new Set(together.map((one) => one.combatantId)), roll.total);
  }
  return { state: { ...state, encounter }, deeds };
}

/** In a fight that runs the order follows at once; whoever has the turn keeps it. */
function withInitiative(encounter: Encounter, ids: ReadonlySet<CombatantId>, initiative: number): Encounter {
  const combatants = encounter.combatants.map((one) => (ids.has(one.combatantId) ? { ...one, initiative } : one));
  return { ...encounter, combatants: encounter.state === 'running' ? inOrder(combatants) : combatants };
}

function isSameGroup(one: Combatant, other: Combatant): boolean {
  return one.kind === 'monster' && other.kind === 'monster' && one.group !== null && one.group === other.group;
}

function bonusOf(state: GameState, one: Combatant): number {
  if (one.kind === 'monster') return one.monster.initiativeBonus;
  return deriveSheet(findCharacter(state, one.characterId).character).initiative;
}
