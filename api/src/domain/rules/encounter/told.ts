import type { Deed, DeedCode } from '@skald/protocol';
import { audienceOf, membersOf, type Audience } from '../../audience.ts';
import type { Combatant, GameState, MonsterCombatant } from '../game-state.ts';
import type { ToldDeed } from '../step.ts';

/** What a part of a step leaves behind. */
export interface Outcome {
  readonly state: GameState;
  readonly deeds: readonly ToldDeed[];
}

export function tell(code: DeedCode, params: Deed['params'], audience: Audience = 'party'): ToldDeed {
  return { deed: { code, params }, audience };
}

/** Those who know of a monster's figures, and of the monster itself while it is hidden: its keepers and the DM. */
export function keepersOf(monster: Pick<MonsterCombatant, 'keepers'>): Exclude<Audience, 'party'> {
  return audienceOf(['dm', ...monster.keepers]) as Exclude<Audience, 'party'>;
}

/** Who may know that it is there and what it does. */
export function audienceOfCombatant(combatant: Combatant): Audience {
  return combatant.kind === 'monster' && combatant.isHidden ? keepersOf(combatant) : 'party';
}

/** Those who may know both of two things. Throws RangeError when that is nobody. */
export function commonAudience(one: Audience, other: Audience): Audience {
  if (one === 'party') return other;
  if (other === 'party') return one;
  const members = membersOf(other);
  return audienceOf(membersOf(one).filter((member) => members.includes(member)));
}
