import { ProtocolError, type CharacterId, type CombatantId, type Monster, type Vitals } from '@skald/protocol';
import { deriveSheet } from '../creature.ts';
import type { Combatant, Encounter, GameState, MonsterCombatant } from '../game-state.ts';
import type { StepActor, StepTools } from '../step.ts';
import { findCharacter, requireLeader } from '../steps/find-creature.ts';
import { recount, release } from './durations.ts';
import { changeCombatant, findCombatant, owns, requireEncounter, sees, viewerOf } from './find-combatant.ts';
import { rollMissing } from './initiative.ts';
import { inOrder } from './order.ts';
import { namesInHiding, namesInSight } from './names.ts';
import { audienceOfCombatant, keepersOf, tell, type Outcome } from './told.ts';
import { walkOn } from './walk.ts';

/** Most that everybody may see, with what one leader hides; in how many the DM alone hides. Together what a view holds. */
const KNOWN_MAX = 60;
const HIDDEN_BY_DM_MAX = 40;
/** Longest name of a monster that leaves room for its number or letters. */
const NAME_MAX_CHARACTERS = 72;

/** A character joins; in a fight that runs it rolls at once and is placed by it. Throws `already_in`, `not_yours`. (G5.2) */
export function joinFight(state: GameState, characterId: CharacterId, actor: StepActor, tools: StepTools): Outcome {
  const encounter = requireEncounter(state);
  const entry = findCharacter(state, characterId);
  const isOwn = actor.kind === 'dm' || actor.isHost || entry.seatId === actor.seatId;
  if (!isOwn) throw new ProtocolError('not_yours');
  if (encounter.combatants.some((one) => one.kind === 'character' && one.characterId === characterId))
    throw new ProtocolError('already_in');
  if (entry.character.vitals.life === 'dead') throw new ProtocolError('cannot_act');
  requireRoom(encounter, actor, 1);
  const joined: Combatant = {
    ...newcomer(tools.newCombatantId(), entry.character.name, deriveSheet(entry.character).initiative),
    kind: 'character',
    characterId,
  };
  const next = { ...state, encounter: { ...encounter, combatants: [...encounter.combatants, joined] } };
  return then(tell('combatants_joined', { actor: joined.name, count: 1 }), placed(next, tools));
}

export interface MonsterWish {
  readonly monster: Monster;
  readonly count: number;
  readonly group: string | null;
  readonly isHidden: boolean;
}

/** Monsters join, each with hit points of its own, known to those who brought them. Throws `encounter_full`. (G5.3) */
export function addMonsters(state: GameState, wish: MonsterWish, actor: StepActor, tools: StepTools): Outcome {
  const encounter = requireEncounter(state);
  requireLeader(actor);
  requireRoom(encounter, actor, wish.count);
  const keepers = actor.kind === 'dm' ? [] : [actor.seatId];
  const nameThem = wish.isHidden ? namesInHiding : namesInSight;
  const base = wish.monster.name.slice(0, NAME_MAX_CHARACTERS).trim();
  const joined = nameThem(encounter.combatants, base, wish.count).map((name): MonsterCombatant => {
    const combatantId = tools.newCombatantId();
    return {
      ...newcomer(combatantId, name, wish.monster.initiativeBonus),
      initiative: groupInitiative(encounter, wish.group, actor),
      kind: 'monster',
      monster: { ...wish.monster, name: base },
      vitals: fresh(hitPointsOf(wish.monster, combatantId, keepersOf({ keepers }), tools)),
      group: wish.group,
      keepers,
      isHidden: wish.isHidden,
    };
  });
  const next = { ...state, encounter: { ...encounter, combatants: [...encounter.combatants, ...joined] } };
  const audience = wish.isHidden ? keepersOf({ keepers }) : 'party';
  return then(tell('combatants_joined', { actor: base, count: wish.count }, audience), placed(next, tools));
}

/** One leaves: a leader says so, or its player. Its turn passes on. (G5.4) */
export function removeCombatant(state: GameState, id: CombatantId, actor: StepActor): Outcome {
  const encounter = requireEncounter(state);
  const leaver = findCombatant(encounter, id, actor);
  if (!owns(state, actor, leaver)) throw new ProtocolError('not_yours');
  const hasTurn = encounter.turnOf === id;
  const walked = hasTurn ? walkOn(state, { isTurnOver: true, leaving: id }) : { state, deeds: [] };
  const released = leaver.kind === 'monster' ? release(walked.state, id) : { state: walked.state, deeds: [] };
  const before = predecessor(encounter, id);
  const counted = recount(released.state, id, before);
  const left = requireEncounter(counted);
  const furthest = left.furthest?.combatantId === id ? null : left.furthest;
  const combatants = left.combatants.filter((one) => one.combatantId !== id);
  return {
    state: { ...counted, encounter: { ...left, furthest, combatants } },
    deeds: [tell('combatant_left', { actor: leaver.name }, audienceOfCombatant(leaver)), ...released.deeds, ...walked.deeds],
  };
}

/** Takes a monster out of everybody's sight but its keepers'; a host who hides it is one. Throws `not_a_monster`. (G5.21) */
export function hideMonster(state: GameState, id: CombatantId, actor: StepActor): Outcome {
  const { encounter, monster } = findMonster(state, id, actor);
  if (monster.isHidden) return { state, deeds: [] };
  const keepers =
    actor.kind === 'seat' && !monster.keepers.includes(actor.seatId) ? [...monster.keepers, actor.seatId] : monster.keepers;
  const hidden: MonsterCombatant = { ...monster, isHidden: true, keepers };
  const next = { ...state, encounter: changeCombatant(encounter, id, () => hidden) };
  return { state: next, deeds: [tell('combatant_hidden', { actor: monster.name }, keepersOf(hidden))] };
}

/** Brings a monster into sight, under a name that tells nothing of who is still hidden. Throws `not_a_monster`. (G5.21, G5.22) */
export function revealMonster(state: GameState, id: CombatantId, actor: StepActor): Outcome {
  const { encounter, monster } = findMonster(state, id, actor);
  if (!monster.isHidden) return { state, deeds: [] };
  const wasSeen = namesInSight([monster], monster.monster.name, 1)[0] !== monster.monster.name;
  const name = wasSeen ? monster.name : (namesInSight(encounter.combatants, monster.monster.name, 1)[0] ?? monster.name);
  const shown: MonsterCombatant = { ...monster, isHidden: false, name };
  const next = { ...state, encounter: changeCombatant(encounter, id, () => shown) };
  return { state: next, deeds: [tell('combatant_revealed', { actor: name })] };
}

function findMonster(state: GameState, id: CombatantId, actor: StepActor): { encounter: Encounter; monster: MonsterCombatant } {
  const encounter = requireEncounter(state);
  requireLeader(actor);
  const monster = findCombatant(encounter, id, actor);
  if (monster.kind !== 'monster') throw new ProtocolError('not_a_monster');
  return { encounter, monster };
}

/** Whom others hide counts for nobody who may not know of them. */
function requireRoom(encounter: Encounter, actor: StepActor, count: number): void {
  const isOfDm = (one: Combatant) => one.kind === 'monster' && one.isHidden && one.keepers.length === 0;
  const hidden = encounter.combatants.filter(isOfDm).length;
  const isFull =
    actor.kind === 'dm' ? hidden + count > HIDDEN_BY_DM_MAX : encounter.combatants.length - hidden + count > KNOWN_MAX;
  if (isFull || (actor.kind === 'dm' && encounter.combatants.length + count > KNOWN_MAX + HIDDEN_BY_DM_MAX))
    throw new ProtocolError('encounter_full');
}

function newcomer(combatantId: CombatantId, name: string, tieBreaker: number) {
  return { combatantId, name, tieBreaker, initiative: null, delayedIn: null, hasActed: false, hasReacted: false, attacksLeft: 0 };
}

/** Later ones of a group act with it. */
function groupInitiative(encounter: Encounter, group: string | null, actor: StepActor): number | null {
  if (group === null) return null;
  const isMate = (one: Combatant) => one.kind === 'monster' && one.group === group && sees(viewerOf(actor), one);
  return encounter.combatants.find(isMate)?.initiative ?? null;
}

function fresh(max: number): Vitals {
  return {
    hitPoints: { max, current: max, temporary: 0 },
    conditions: [],
    concentration: null,
    deathSaves: { successes: 0, failures: 0 },
    life: 'alive',
  };
}

function hitPointsOf(monster: Monster, roller: CombatantId, audience: ReturnType<typeof keepersOf>, tools: StepTools): number {
  if (typeof monster.hitPoints === 'number') return monster.hitPoints;
  const notation = monster.hitPoints;
  const purpose = 'hit_points';
  const roll = tools.roll({ notation, purpose, roller, mode: 'normal', difficulty: null, isCritical: false, audience });
  return Math.min(9_999, Math.max(1, roll.total));
}

/** In a fight that runs newcomers roll at once, unless their group has rolled, and take their place. */
function placed(state: GameState, tools: StepTools): Outcome {
  if (state.encounter?.state !== 'running') return { state, deeds: [] };
  const ordered = { ...state.encounter, combatants: inOrder(state.encounter.combatants) };
  return rollMissing({ ...state, encounter: ordered }, () => true, 'normal', tools);
}

function predecessor(encounter: Encounter, id: CombatantId): CombatantId | null {
  const others = encounter.combatants.filter((one) => one.combatantId !== id);
  const index = encounter.combatants.findIndex((one) => one.combatantId === id);
  return (others[index - 1] ?? others.at(-1))?.combatantId ?? null;
}

function then(first: Outcome['deeds'][number], { state, deeds }: Outcome): Outcome {
  return { state, deeds: [first, ...deeds] };
}
