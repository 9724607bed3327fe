import type { GameStep, Roll } from '@skald/protocol';
import { applyAttack } from './attack/attack.ts';
import { beginFight, endFight } from './encounter/begin-and-end.ts';
import { rollInitiative, setInitiative } from './encounter/initiative.ts';
import { addMonsters, hideMonster, joinFight, removeCombatant, revealMonster } from './encounter/members.ts';
import type { Outcome } from './encounter/told.ts';
import { delayTurn, nextTurn, previousTurn, resumeTurn, useReaction } from './encounter/turns.ts';
import type { GameState } from './game-state.ts';
import type { StepActor, StepResult, StepTools } from './step.ts';
import { applyCheck, applySave } from './steps/check-steps.ts';
import { applyDeathSave, applyStabilise } from './steps/death-steps.ts';
import { applyCoinsGive, applyInspirationGive, applyInspirationSpend, applyItemGive, applyItemTake } from './steps/item-steps.ts';
import { applyExperienceAward, applyLevelUp } from './steps/level-steps.ts';
import { applyLongRest, applyShortRest } from './steps/rest-steps.ts';
import { applyFeatureUse, applySlotRestore, applySlotSpend, applySpellCast } from './steps/spell-steps.ts';
import {
  applyConcentrationBegin,
  applyConcentrationEnd,
  applyConditionAdd,
  applyConditionRemove,
  applyDamage,
  applyHeal,
  applyTemporary,
} from './steps/vital-steps.ts';

/**
 * The one door of the engine: what came of a step that somebody wanted. Pure but for the dice of `tools`, which stay drawn. Throws
 * ProtocolError with a rule code; the state that was given is never changed, so a refusal changes nothing.
 */
export function applyStep(state: GameState, step: GameStep, actor: StepActor, tools: StepTools): StepResult {
  const rolls: Roll[] = [];
  const roll: StepTools['roll'] = (dice) => {
    const drawn = tools.roll(dice);
    rolls.push(drawn);
    return drawn;
  };
  const { state: next, deeds } = dispatch(state, step, actor, { ...tools, roll });
  return { state: next, deeds, rolls };
}

type FightStep = Extract<
  GameStep,
  {
    kind:
      | `encounter:${string}`
      | `combatant:${string}`
      | `initiative:${string}`
      | `turn:${string}`
      | 'monsters:add'
      | 'reaction:use';
  }
>;
type CharacterStep = Exclude<GameStep, FightStep | { kind: 'attack' }>;

function dispatch(state: GameState, step: GameStep, actor: StepActor, tools: StepTools): Outcome {
  if (step.kind === 'attack') return applyAttack(state, step, actor, tools);
  return isFightStep(step) ? fight(state, step, actor, tools) : live(state, step, actor, tools);
}

function isFightStep(step: GameStep): step is FightStep {
  return /^(?:encounter|combatant|initiative|turn|monsters|reaction):/.test(step.kind);
}

/** Steps of a fight: its people, its order and its turns. */
function fight(state: GameState, step: FightStep, actor: StepActor, tools: StepTools): Outcome {
  switch (step.kind) {
    case 'encounter:begin':
      return beginFight(state, actor, tools);
    case 'encounter:end':
      return endFight(state, actor);
    case 'combatant:join':
      return joinFight(state, step.characterId, actor, tools);
    case 'monsters:add':
      return addMonsters(state, step, actor, tools);
    case 'combatant:remove':
      return removeCombatant(state, step.combatantId, actor);
    case 'combatant:hide':
      return hideMonster(state, step.combatantId, actor);
    case 'combatant:reveal':
      return revealMonster(state, step.combatantId, actor);
    case 'initiative:roll':
      return rollInitiative(state, step, actor, tools);
    case 'initiative:set':
      return setInitiative(state, step.combatantId, step.value, actor);
    case 'turn:next':
      return nextTurn(state, actor);
    case 'turn:previous':
      return previousTurn(state, actor);
    case 'turn:delay':
      return delayTurn(state, actor);
    case 'turn:resume':
      return resumeTurn(state, step.combatantId, actor);
    case 'reaction:use':
      return useReaction(state, step.creature, actor);
  }
}

/** Steps that need no fight. */
function live(state: GameState, step: CharacterStep, actor: StepActor, tools: StepTools): Outcome {
  switch (step.kind) {
    case 'damage':
      return applyDamage(state, step, actor, tools);
    case 'heal':
      return applyHeal(state, step, actor, tools);
    case 'temporary:grant':
      return applyTemporary(state, step, actor, tools);
    case 'condition:add':
      return applyConditionAdd(state, step, actor, tools);
    case 'condition:remove':
      return applyConditionRemove(state, step, actor, tools);
    case 'concentration:begin':
      return applyConcentrationBegin(state, step, actor, tools);
    case 'concentration:end':
      return applyConcentrationEnd(state, step, actor, tools);
    case 'check':
      return applyCheck(state, step, actor, tools);
    case 'save':
      return applySave(state, step, actor, tools);
    case 'death:save':
      return applyDeathSave(state, step, actor, tools);
    case 'stabilise':
      return applyStabilise(state, step, actor, tools);
    default:
      return keep(state, step, actor, tools);
  }
}

type VitalKind =
  | 'damage'
  | 'heal'
  | 'temporary:grant'
  | `condition:${string}`
  | `concentration:${string}`
  | 'check'
  | 'save'
  | 'death:save'
  | 'stabilise';

/** Steps that change what a sheet keeps. */
function keep(state: GameState, step: Exclude<CharacterStep, { kind: VitalKind }>, actor: StepActor, tools: StepTools): Outcome {
  switch (step.kind) {
    case 'slot:spend':
      return applySlotSpend(state, step, actor, tools);
    case 'slot:restore':
      return applySlotRestore(state, step, actor, tools);
    case 'spell:cast':
      return applySpellCast(state, step, actor, tools);
    case 'feature:use':
      return applyFeatureUse(state, step, actor, tools);
    case 'rest:short':
      return applyShortRest(state, step, actor, tools);
    case 'rest:long':
      return applyLongRest(state, step, actor, tools);
    case 'item:give':
      return applyItemGive(state, step, actor, tools);
    case 'item:take':
      return applyItemTake(state, step, actor, tools);
    case 'coins:give':
      return applyCoinsGive(state, step, actor, tools);
    case 'experience:award':
      return applyExperienceAward(state, step, actor, tools);
    case 'level:up':
      return applyLevelUp(state, step, actor, tools);
    case 'inspiration:give':
      return applyInspirationGive(state, step, actor, tools);
    case 'inspiration:spend':
      return applyInspirationSpend(state, step, actor, tools);
  }
}
