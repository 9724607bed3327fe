import { ProtocolError } from '@skald/protocol';
import { hitPointsOfLevel, withLevel } from '../character/level-up.ts';
import { EXPERIENCE_OF_LEVEL, HIGHEST_LEVEL, levelOf, nextLevelAt } from '../character/levels.ts';
import type { GameState } from '../game-state.ts';
import type { StepTools } from '../step.ts';
import { findCharacter, findCreature, requireLeader, requireMayActFor, withCharacter } from './find-creature.ts';
import { resultOf, told, type Apply, type StepOf } from './step-of.ts';

/** Most experience on a sheet. */
const EXPERIENCE_MAX = 1_000_000;

/** Each of them gets the whole amount; levels are taken by `level:up`. (G4.32) */
export const applyExperienceAward: Apply<'experience:award'> = (state, { characterIds, amount }, actor) => {
  const ids = [...new Set(characterIds)];
  const names = ids.map((id) => findCharacter(state, id).character.name);
  requireLeader(actor);
  const next = ids.reduce<GameState>((sofar, id) => {
    const { character } = findCharacter(sofar, id);
    const experience = character.experience + amount;
    if (experience > EXPERIENCE_MAX) throw new ProtocolError('over_limit');
    return withCharacter(sofar, id, { ...character, experience });
  }, state);
  return resultOf(
    next,
    names.map((target) => told('party', 'experience_gained', { target, amount })),
  );
};

/**
 * One level more in a class that the character has. A player needs the experience for it; the leaders may give a level without,
 * and the experience is raised to where the level begins. (G4.33)
 */
export const applyLevelUp: Apply<'level:up'> = (state, step, actor, tools) => {
  requireMayActFor(actor, state, step.characterId);
  const { character } = findCharacter(state, step.characterId);
  const level = levelOf(character);
  if (level >= HIGHEST_LEVEL) throw new ProtocolError('level_highest');
  const mayLead = actor.kind === 'dm' || actor.isHost;
  if (!mayLead && character.experience < (nextLevelAt(level) ?? Infinity)) throw new ProtocolError('level_not_reached');
  const creature = findCreature(state, step.characterId);
  if (creature.combatant !== null) throw new ProtocolError('not_in_fight');
  if (creature.vitals.life !== 'alive') throw new ProtocolError('cannot_act');
  const of = character.classes[step.classIndex];
  if (of === undefined) throw new ProtocolError('no_such_entry');
  const roll = step.hitPoints === 'roll' ? rollHitDie(step, of.hitDie, tools) : null;
  const gained = hitPointsOfLevel(character, of, roll?.total ?? null);
  const experience = Math.max(character.experience, EXPERIENCE_OF_LEVEL[level] ?? 0);
  const deed = told('party', 'level_gained', { actor: character.name, class: of.name, level: level + 1, amount: gained });
  const next = withLevel({ ...character, experience }, step.classIndex, gained);
  return resultOf(withCharacter(state, step.characterId, next), [deed], roll === null ? [] : [roll]);
};

function rollHitDie({ characterId }: StepOf<'level:up'>, hitDie: number, tools: StepTools) {
  return tools.roll({
    notation: `1d${hitDie}`,
    purpose: 'hit_points',
    roller: characterId,
    mode: 'normal',
    difficulty: null,
    isCritical: false,
    audience: 'party',
  });
}
