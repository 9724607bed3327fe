import type { Ability, Attack, Condition, RollMode, Vitals } from '@skald/protocol';
import { cannotAct, exhaustionPenalty, hasCondition } from './conditions.ts';

/** Feet within which somebody prone is easy to hit, and somebody helpless is hit critically. */
const CLOSE_FEET = 5;

export interface RollRules {
  readonly mode: RollMode;
  /** What exhaustion takes: 0 to -12, to be added to the roll. */
  readonly penalty: number;
}

export interface AttackRules extends RollRules {
  /** A hit is a critical hit. */
  readonly isAutoCritical: boolean;
}

export interface AttackSituation {
  readonly attacker: Vitals;
  readonly target: Vitals;
  readonly kind: Attack['kind'];
  /** Distance to the target; without it, melee is taken to be close and the rest is not. */
  readonly distanceFeet?: number | undefined;
  /** What was asked for besides. */
  readonly asked?: RollMode | undefined;
}

/** How an attack is rolled, by the conditions of both. Any advantage and any disadvantage cancel each other. (G4.11, G4.12) */
export function modeOf({ attacker, target, kind, distanceFeet, asked = 'normal' }: AttackSituation): AttackRules {
  const isClose = distanceFeet === undefined ? kind === 'melee' : distanceFeet <= CLOSE_FEET;
  const isProne = hasCondition(target, 'prone');
  const isHelpless = HELPLESS.some((condition) => hasCondition(target, condition));
  return {
    mode: combineModes(
      asked,
      advantageIf(EASY_TO_HIT.some((condition) => hasCondition(target, condition))),
      advantageIf(isProne && isClose),
      disadvantageIf(isProne && !isClose),
      disadvantageIf(hasCondition(target, 'invisible')),
      advantageIf(hasCondition(attacker, 'invisible')),
      disadvantageIf(BAD_AT_ATTACKS.some((condition) => hasCondition(attacker, condition))),
    ),
    penalty: exhaustionPenalty(attacker),
    isAutoCritical: isHelpless && isClose,
  };
}

const EASY_TO_HIT: readonly Condition[] = ['blinded', 'paralyzed', 'petrified', 'restrained', 'stunned', 'unconscious'];
const BAD_AT_ATTACKS: readonly Condition[] = ['blinded', 'frightened', 'poisoned', 'prone', 'restrained'];
const HELPLESS: readonly Condition[] = ['paralyzed', 'unconscious'];
const BAD_AT_CHECKS: readonly Condition[] = ['frightened', 'poisoned'];
const SAVES_NOTHING: readonly Condition[] = ['paralyzed', 'petrified', 'stunned', 'unconscious'];

/** How an ability check is rolled. Whether it can try at all is `cannotAct`. (G4.14) */
export function checkModeOf(vitals: Vitals, ...asked: readonly RollMode[]): RollRules {
  const isBad = BAD_AT_CHECKS.some((condition) => hasCondition(vitals, condition));
  return { mode: combineModes(...asked, disadvantageIf(isBad)), penalty: exhaustionPenalty(vitals) };
}

/** How a save is rolled; `failsAlways` needs no roll. (G4.13) */
export function saveModeOf(vitals: Vitals, ability: Ability, asked: RollMode = 'normal'): RollRules & { failsAlways: boolean } {
  const isOfBody = ability === 'strength' || ability === 'dexterity';
  return {
    mode: combineModes(asked, disadvantageIf(ability === 'dexterity' && hasCondition(vitals, 'restrained'))),
    penalty: exhaustionPenalty(vitals),
    failsAlways: isOfBody && SAVES_NOTHING.some((condition) => hasCondition(vitals, condition)),
  };
}

/** How initiative is rolled: the invisible are first, those who cannot act are surprised. (G4.15) */
export function initiativeModeOf(vitals: Vitals, asked: RollMode = 'normal'): RollRules {
  const isBad = cannotAct(vitals) || BAD_AT_CHECKS.some((condition) => hasCondition(vitals, condition));
  const mode = combineModes(asked, advantageIf(hasCondition(vitals, 'invisible')), disadvantageIf(isBad));
  return { mode, penalty: exhaustionPenalty(vitals) };
}

/** Several together: any advantage with any disadvantage is neither. All that there are have to be given at once. */
export function combineModes(...modes: readonly RollMode[]): RollMode {
  const isBetter = modes.includes('advantage');
  const isWorse = modes.includes('disadvantage');
  if (isBetter === isWorse) return 'normal';
  return isBetter ? 'advantage' : 'disadvantage';
}

function advantageIf(is: boolean): RollMode {
  return is ? 'advantage' : 'normal';
}

function disadvantageIf(is: boolean): RollMode {
  return is ? 'disadvantage' : 'normal';
}
