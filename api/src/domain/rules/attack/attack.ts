import { ProtocolError, type CreatureId, type GameStep, type Roll } from '@skald/protocol';
import type { Audience } from '../../audience.ts';
import { cannotAct, modeOf, type DamagePart } from '../creature.ts';
import { d20 } from '../encounter/d20.ts';
import { commonAudience, tell, type Outcome } from '../encounter/told.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepTools } from '../step.ts';
import { findCreature, requireMayActFor, type Creature } from '../steps/find-creature.ts';
import { spendAttack } from './moment.ts';
import { settleBlow } from './settle-damage.ts';
import { armourClassOf, weaponOf, type Weapon } from './weapon.ts';

type AttackStep = Extract<GameStep, { kind: 'attack' }>;

/**
 * An attack: the roll, and on a hit the damage with what follows from it. (G5.14-G5.19) Throws ProtocolError `no_such_creature`,
 * `not_yours`, `no_such_entry`, `cannot_act`, `target_dead` and what the moment forbids.
 */
export function applyAttack(state: GameState, step: AttackStep, actor: StepActor, tools: StepTools): Outcome {
  const attacker = findCreature(state, step.attacker, actor);
  requireMayActFor(actor, state, step.attacker);
  const target = findCreature(state, step.target, actor);
  const weapon = weaponOf(attacker, step.attackId);
  if (cannotAct(attacker.vitals)) throw new ProtocolError('cannot_act');
  if (target.vitals.life === 'dead') throw new ProtocolError('target_dead');
  const spent = spendAttack(state, attacker, target, { isReaction: step.isReaction, actor });
  // Whoever does not know of one of the two does not know of the attack; of the damage, whoever sees who was hurt.
  const audience = commonAudience(attacker.audience, target.audience);
  const { roll, isHit, isCritical } = rollToHit(step, { attacker, target, weapon, audience }, tools);
  const params = { actor: attacker.name, target: target.name, attack: weapon.name, total: roll.total };
  if (!isHit) return { state: spent, deeds: [tell('attack_missed', params, audience)] };
  const parts = weapon.damage.map((part) => ({
    type: part.type,
    amount: rollDamage(part, { roller: attacker.id, isCritical, audience }, tools),
  }));
  const settled = settleBlow(spent, target.id, { parts, isCritical }, tools);
  return { state: settled.state, deeds: [tell('attack_hit', { ...params, isCritical }, audience), ...settled.deeds] };
}

interface Exchange {
  readonly attacker: Creature;
  readonly target: Creature;
  readonly weapon: Weapon;
  readonly audience: Audience;
}

/** A natural 20 hits and a natural 1 misses whatever the armour. A monster's armour class is never written on a roll. (G5.17) */
function rollToHit(step: AttackStep, { attacker, target, weapon, audience }: Exchange, tools: StepTools) {
  const rules = modeOf({ attacker: attacker.vitals, target: target.vitals, kind: weapon.kind, asked: step.mode });
  const armourClass = armourClassOf(target);
  const roll: Roll = tools.roll({
    ...d20(weapon.toHit + rules.penalty),
    purpose: `attack:${step.attackId}`,
    roller: attacker.id,
    mode: rules.mode,
    difficulty: target.kind === 'character' ? armourClass : null,
    audience,
  });
  const isHit = roll.natural === 20 || (roll.natural !== 1 && roll.total >= armourClass);
  return { roll, isHit, isCritical: isHit && (roll.natural === 20 || rules.isAutoCritical) };
}

function rollDamage(
  { notation, type }: DamagePart,
  { roller, isCritical, audience }: { roller: CreatureId; isCritical: boolean; audience: Audience },
  tools: StepTools,
): number {
  const certain = certainAmount(notation);
  if (certain !== null) return certain;
  const purpose = `damage:${type}`;
  const roll = tools.roll({ notation, purpose, roller, mode: 'normal', difficulty: null, isCritical, audience });
  return Math.max(0, roll.total);
}

/** What is written without dice, such as `1+3` of a bare fist, is not rolled. */
function certainAmount(notation: string): number | null {
  if (!/^\s*-?\d{1,5}(\s*[+-]\s*\d{1,5})*\s*$/.test(notation)) return null;
  const terms = notation.replaceAll(/\s/g, '').match(/[+-]?\d+/g) ?? [];
  return Math.max(
    0,
    terms.reduce((sum, term) => sum + Number(term), 0),
  );
}
