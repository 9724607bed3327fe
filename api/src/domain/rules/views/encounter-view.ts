import type { CombatantView, EncounterView } from '@skald/protocol';
import { monsterFigures } from '../attack/weapon.ts';
import { deriveSheet } from '../creature.ts';
import { owns, sees, type Viewer } from '../encounter/find-combatant.ts';
import { inOrder } from '../encounter/order.ts';
import type { CharacterCombatant, Combatant, GameState, MonsterCombatant } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { conditionsFor, vitalsFor } from './conditions.ts';
import { healthWord } from './health.ts';

/** The fight as one seat or the DM may know it; null when there is none. Whoever is hidden from it is nowhere in it. (G5.20-G5.25) */
export function encounterView(state: GameState, viewer: Viewer): EncounterView | null {
  const { encounter } = state;
  if (encounter === null) return null;
  const ordered = encounter.state === 'running' ? encounter.combatants : inOrder(encounter.combatants);
  const known = ordered.filter((one) => sees(viewer, one));
  return {
    encounterId: encounter.encounterId,
    state: encounter.state,
    round: encounter.round,
    turnOf: known.some((one) => one.combatantId === encounter.turnOf) ? encounter.turnOf : null,
    combatants: known.map((one) => combatantView(state, one, viewer)),
    mayLead: viewer === 'dm' || viewer.isHost,
  };
}

function combatantView(state: GameState, one: Combatant, viewer: Viewer): CombatantView {
  const isYours = owns(state, actorOf(viewer), one);
  const shared = {
    combatantId: one.combatantId,
    name: one.name,
    initiative: one.initiative,
    isYours,
    isDelaying: one.delayedIn !== null,
    hasActed: one.hasActed,
    hasReacted: one.hasReacted,
  };
  return one.kind === 'character'
    ? { ...shared, ...characterPart(state, one, viewer, isYours) }
    : { ...shared, ...monsterPart(state, one, viewer, isYours) };
}

type Part = Omit<CombatantView, 'combatantId' | 'name' | 'initiative' | 'isYours' | 'isDelaying' | 'hasActed' | 'hasReacted'>;

function characterPart(state: GameState, one: CharacterCombatant, viewer: Viewer, isYours: boolean): Part {
  const entry = state.characters.find((other) => other.characterId === one.characterId);
  if (entry === undefined) throw new RangeError(`combatant ${one.combatantId} has no sheet`);
  const derived = deriveSheet(entry.character);
  const vitals = vitalsFor(state, entry.character.vitals, viewer);
  const named = new Map(entry.character.attacks.map((attack) => [attack.id, attack.name]));
  return {
    kind: 'character',
    characterId: one.characterId,
    seatId: entry.seatId,
    group: null,
    isHidden: false,
    health: { kind: 'exact', vitals },
    armourClass: derived.armourClass,
    conditions: vitals.conditions,
    isConcentrating: vitals.concentration !== null,
    attacks: isYours ? derived.attacks.map((attack) => ({ ...attack, name: named.get(attack.id) ?? attack.id })) : [],
  };
}

function monsterPart(state: GameState, one: MonsterCombatant, viewer: Viewer, isYours: boolean): Part {
  const isKeeper = viewer === 'dm' || one.keepers.includes(viewer.seatId);
  return {
    kind: 'monster',
    characterId: null,
    seatId: null,
    group: one.group,
    isHidden: one.isHidden,
    health: isKeeper
      ? { kind: 'exact', vitals: vitalsFor(state, one.vitals, viewer) }
      : { kind: 'words', word: healthWord(one.vitals) },
    armourClass: isKeeper ? one.monster.armourClass : null,
    conditions: conditionsFor(state, one.vitals.conditions, viewer),
    isConcentrating: one.vitals.concentration !== null,
    attacks: isYours
      ? one.monster.attacks.map((attack) => {
          const { toHit, damage } = monsterFigures(attack);
          return {
            id: attack.id,
            name: attack.name,
            toHit,
            damage: damage.map((part) => `${part.notation} [${part.type}]`).join(' + '),
          };
        })
      : [],
  };
}

function actorOf(viewer: Viewer): StepActor {
  return viewer === 'dm' ? { kind: 'dm' } : { kind: 'seat', ...viewer };
}
