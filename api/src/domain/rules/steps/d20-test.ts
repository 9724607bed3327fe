import { SKILL_ABILITIES, type Ability, type CreatureId, type Roll, type Skill } from '@skald/protocol';
import { deriveSheet } from '../character/derive.ts';
import { signed } from '../character/signed.ts';
import type { RollRules } from '../creature.ts';
import type { StepTools } from '../step.ts';
import type { Creature } from './find-creature.ts';

export interface D20Test {
  readonly creature: Creature;
  readonly bonus: number;
  readonly rules: RollRules;
  readonly purpose: string;
  readonly difficulty: number | null;
  /** Who the roll is said to be of. */
  readonly roller: CreatureId;
}

/** Draws a d20 with everything that the rules add to it. */
export function rollD20(tools: StepTools, { creature, bonus, rules, purpose, difficulty, roller }: D20Test): Roll {
  return tools.roll({
    notation: `1d20${signed(bonus + rules.penalty)}`,
    purpose,
    roller,
    mode: rules.mode,
    difficulty,
    isCritical: false,
    audience: creature.audience,
  });
}

/** Bonus of a save, without what conditions do. */
export function saveBonusOf(creature: Creature, ability: Ability): number {
  if (creature.kind === 'monster') return creature.combatant.monster.saves[ability];
  return deriveSheet(creature.entry.character).saves[ability];
}

/** Bonus of an ability check, without what conditions do. A monster's skill that is not given rests on its save. */
export function checkBonusOf(creature: Creature, what: Skill | Ability): number {
  if (creature.kind === 'monster') {
    const { skills, saves } = creature.combatant.monster;
    return isSkill(what) ? (skills?.[what] ?? saves[SKILL_ABILITIES[what]]) : saves[what];
  }
  const derived = deriveSheet(creature.entry.character);
  return isSkill(what) ? derived.skills[what] : derived.modifiers[what];
}

function isSkill(what: Skill | Ability): what is Skill {
  return what in SKILL_ABILITIES;
}
