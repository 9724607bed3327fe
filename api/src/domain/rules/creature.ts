/** What happens to anybody who can be hurt, character or monster: one door to `creature/`. */
export {
  takeDamage,
  concentrationDifficulty,
  type Damage,
  type DamageEffect,
  type DamageOptions,
  type DamageResult,
} from './creature/damage.ts';
export { kill } from './creature/kill.ts';
export {
  ZERO_SOURCE,
  addCondition,
  breakConcentration,
  cannotAct,
  exhaustionOf,
  exhaustionPenalty,
  hasCondition,
  releaseHeldBy,
  removeCondition,
  setExhaustion,
  speedOf,
} from './creature/conditions.ts';
export {
  DEATH_SAVE_DIFFICULTY,
  grantTemporary,
  heal,
  settleDeathSave,
  stabilise,
  type DeathSaveOutcome,
} from './creature/healing.ts';
export {
  checkModeOf,
  combineModes,
  initiativeModeOf,
  modeOf,
  saveModeOf,
  type AttackRules,
  type AttackSituation,
  type RollRules,
} from './creature/roll-modes.ts';
export { deriveSheet, damageParts, type DamagePart } from './character/derive.ts';
