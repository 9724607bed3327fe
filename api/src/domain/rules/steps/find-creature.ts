import { ProtocolError, type CharacterId, type CreatureId, type Defences, type Vitals } from '@skald/protocol';
import { audienceOf, type Audience } from '../../audience.ts';
import type { CharacterEntry, Combatant, GameState, MonsterCombatant } from '../game-state.ts';
import type { StepActor } from '../step.ts';

interface CreatureBase {
  readonly name: string;
  readonly vitals: Vitals;
  readonly defences: Defences;
  /** The state with other vitals of this creature. */
  readonly put: (vitals: Vitals) => GameState;
  /** Who may know what happens to it. */
  readonly audience: Audience;
  /** Its id in the fight, else its character's. */
  readonly id: CreatureId;
  /** What conditions that it holds by concentration name: the character's id, or the monster's in the fight. */
  readonly holderId: CreatureId;
}

/** Whoever a step is about, wherever its vitals are kept. */
export type Creature =
  | (CreatureBase & { readonly kind: 'character'; readonly entry: CharacterEntry; readonly combatant: Combatant | null })
  | (CreatureBase & { readonly kind: 'monster'; readonly combatant: MonsterCombatant });

/**
 * Finds a creature by the id of a character or of a combatant. For an actor who may not know of a hidden one it is not there.
 * Throws ProtocolError `no_such_creature`.
 */
export function findCreature(state: GameState, id: CreatureId, actor?: StepActor): Creature {
  const combatant = state.encounter?.combatants.find((one) => one.combatantId === id || characterIdOf(one) === id) ?? null;
  if (combatant?.kind === 'monster') {
    if (actor !== undefined && !seesMonster(actor, combatant)) throw new ProtocolError('no_such_creature');
    return monsterCreature(state, combatant);
  }
  const characterId = combatant === null ? id : combatant.characterId;
  const entry = state.characters.find((one) => one.characterId === characterId);
  if (entry === undefined) throw new ProtocolError('no_such_creature');
  const { name, vitals, defences } = entry.character;
  return {
    kind: 'character',
    id: combatant?.combatantId ?? entry.characterId,
    holderId: entry.characterId,
    name,
    vitals,
    defences,
    entry,
    combatant,
    put: (next) => withVitals(state, entry.characterId, next),
    audience: 'party',
  };
}

/** The entry of a character. Throws ProtocolError `no_such_creature`. */
export function findCharacter(state: GameState, characterId: CharacterId): CharacterEntry {
  const entry = state.characters.find((one) => one.characterId === characterId);
  if (entry === undefined) throw new ProtocolError('no_such_creature');
  return entry;
}

/** Whether an actor may decide for a creature: the DM for all, the host for all it sees, a player for its own. (G4.20) */
export function mayActFor(actor: StepActor, state: GameState, id: CreatureId): boolean {
  if (actor.kind === 'dm') return true;
  const creature = findCreature(state, id, actor);
  if (actor.isHost) return true;
  if (creature.kind === 'character') return creature.entry.seatId === actor.seatId;
  return creature.combatant.keepers.includes(actor.seatId);
}

/** Throws ProtocolError `not_yours` unless the actor may decide for it, `no_such_creature` when it is not there for the actor. */
export function requireMayActFor(actor: StepActor, state: GameState, id: CreatureId): void {
  if (!mayActFor(actor, state, id)) throw new ProtocolError('not_yours');
}

/** Throws ProtocolError `not_host` unless it is the DM or the host: what nobody does to oneself. */
export function requireLeader(actor: StepActor): void {
  if (actor.kind === 'seat' && !actor.isHost) throw new ProtocolError('not_host');
}

/** The state with another sheet of this character. */
export function withCharacter(state: GameState, characterId: CharacterId, character: CharacterEntry['character']): GameState {
  const characters = state.characters.map((one) => (one.characterId === characterId ? { ...one, character } : one));
  return { ...state, characters };
}

function withVitals(state: GameState, characterId: CharacterId, vitals: Vitals): GameState {
  const characters = state.characters.map((one) =>
    one.characterId === characterId ? { ...one, character: { ...one.character, vitals } } : one,
  );
  return { ...state, characters };
}

function monsterCreature(state: GameState, combatant: MonsterCombatant): Creature {
  return {
    kind: 'monster',
    id: combatant.combatantId,
    holderId: combatant.combatantId,
    name: combatant.name,
    vitals: combatant.vitals,
    defences: combatant.monster.defences,
    combatant,
    put: (vitals) => {
      if (state.encounter === null) return state;
      const combatants = state.encounter.combatants.map((one) =>
        one.kind === 'monster' && one.combatantId === combatant.combatantId ? { ...one, vitals } : one,
      );
      return { ...state, encounter: { ...state.encounter, combatants } };
    },
    audience: combatant.isHidden ? audienceOf(['dm', ...combatant.keepers]) : 'party',
  };
}

function seesMonster(actor: StepActor, combatant: MonsterCombatant): boolean {
  return actor.kind === 'dm' || !combatant.isHidden || combatant.keepers.includes(actor.seatId);
}

function characterIdOf(combatant: Combatant): CharacterId | null {
  return combatant.kind === 'character' ? combatant.characterId : null;
}
