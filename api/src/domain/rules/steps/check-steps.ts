import { ProtocolError, type Roll, type Tier } from '@skald/protocol';
import { ARMOUR_TABLE } from '../catalogue/armours.ts';
import { cannotAct, checkModeOf, saveModeOf } from '../creature.ts';
import { checkBonusOf, rollD20, saveBonusOf } from './d20-test.ts';
import { findCreature, requireMayActFor, type Creature } from './find-creature.ts';
import { resultOf, told, type Apply } from './step-of.ts';

/** Difficulty of each tier. */
export const TIER_DIFFICULTY: Readonly<Record<Tier, number>> = {
  very_easy: 5,
  easy: 10,
  medium: 15,
  hard: 20,
  very_hard: 25,
  nearly_impossible: 30,
};

/** An ability check; the difficulty and what hangs on it are fixed before the roll. (G4.21) */
export const applyCheck: Apply<'check'> = (state, step, actor, tools) => {
  requireMayActFor(actor, state, step.actor);
  const creature = findCreature(state, step.actor, actor);
  if (cannotAct(creature.vitals)) throw new ProtocolError('cannot_act');
  const difficulty = difficultyOf(step.difficulty);
  const hindered = step.what === 'stealth' && isHindered(creature) ? 'disadvantage' : 'normal';
  const roll = rollD20(tools, {
    creature,
    bonus: checkBonusOf(creature, step.what),
    rules: checkModeOf(creature.vitals, step.mode, hindered),
    purpose: `check:${step.what}`,
    difficulty,
    roller: step.actor,
  });
  const consequence = difficulty === null ? '' : isReached(roll, difficulty) ? step.onSuccess : step.onFailure;
  const deed = told(creature.audience, 'check_made', {
    actor: creature.name,
    what: step.what,
    attempt: step.attempt,
    total: roll.total,
    ...outcomeOf(roll, difficulty),
    ...(consequence === '' ? {} : { consequence }),
  });
  return resultOf(state, [deed], [roll]);
};

/** A saving throw. What fails by itself is not rolled. (G4.22) */
export const applySave: Apply<'save'> = (state, step, actor, tools) => {
  requireMayActFor(actor, state, step.actor);
  const creature = findCreature(state, step.actor, actor);
  if (creature.vitals.life === 'dead') throw new ProtocolError('target_dead');
  const difficulty = difficultyOf(step.difficulty) ?? 0;
  const { failsAlways, ...rules } = saveModeOf(creature.vitals, step.ability, step.mode);
  const about = { actor: creature.name, ability: step.ability, against: step.against };
  if (failsAlways) {
    const failed = { ...about, difficulty, outcome: 'failure', isAutomatic: true };
    return resultOf(state, [told(creature.audience, 'save_made', failed)]);
  }
  const bonus = saveBonusOf(creature, step.ability);
  const roll = rollD20(tools, { creature, bonus, rules, purpose: `save:${step.ability}`, difficulty, roller: step.actor });
  const deed = told(creature.audience, 'save_made', { ...about, total: roll.total, ...outcomeOf(roll, difficulty) });
  return resultOf(state, [deed], [roll]);
};

/** The number behind a tier. */
export function difficultyOf(difficulty: Tier | number | null): number | null {
  return typeof difficulty === 'string' ? TIER_DIFFICULTY[difficulty] : difficulty;
}

function isReached(roll: Roll, difficulty: number): boolean {
  return roll.total >= difficulty;
}

function outcomeOf(roll: Roll, difficulty: number | null) {
  return difficulty === null ? {} : { difficulty, outcome: isReached(roll, difficulty) ? 'success' : 'failure' };
}

/** Armour that is loud. */
function isHindered(creature: Creature): boolean {
  if (creature.kind === 'monster') return false;
  const { worn } = creature.entry.character.armour;
  return worn !== null && ARMOUR_TABLE[worn].hindersStealth;
}
