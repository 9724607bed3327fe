import { ProtocolError, type CreatureId, type Duration } from '@skald/protocol';
import { addCondition, cannotAct, exhaustionOf, grantTemporary, heal, removeCondition } from '../creature.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor } from '../step.ts';
import { settleAmount } from './amount.ts';
import { endConcentration, withHeldEnded } from './concentration.ts';
import { findCreature, requireLeader, requireMayActFor } from './find-creature.ts';
import { inflict } from './inflict.ts';
import { joined, resultOf, told, type Apply, type StepOf } from './step-of.ts';

export const applyDamage: Apply<'damage'> = (state, step, actor, tools) => {
  const target = targetOf(state, step.target, actor);
  if (target.vitals.life === 'dead') throw new ProtocolError('target_dead');
  const { audience } = target;
  const amount = settleAmount(step.amount, { purpose: `damage:${step.type ?? 'any'}`, roller: null, audience }, tools);
  const result = inflict(state, step.target, { amount: amount.value, type: step.type, isCritical: false }, tools);
  return { ...result, rolls: [...amount.rolls, ...result.rolls] };
};

export const applyHeal: Apply<'heal'> = (state, step, actor, tools) => {
  const target = targetOf(state, step.target, actor);
  if (target.vitals.life === 'dead') throw new ProtocolError('target_dead');
  const { audience } = target;
  const amount = settleAmount(step.amount, { purpose: 'healing', roller: null, audience }, tools);
  const vitals = heal(target.vitals, amount.value);
  const gained = vitals.hitPoints.current - target.vitals.hitPoints.current;
  // What a monster really gained would tell how many hit points it has.
  const shown = target.kind === 'monster' ? amount.value : gained;
  return resultOf(target.put(vitals), [told(audience, 'healed', { target: target.name, amount: shown })], amount.rolls);
};

export const applyTemporary: Apply<'temporary:grant'> = (state, step, actor, tools) => {
  const target = targetOf(state, step.target, actor);
  if (target.vitals.life === 'dead') throw new ProtocolError('target_dead');
  const { audience } = target;
  const amount = settleAmount(step.amount, { purpose: 'temporary', roller: null, audience }, tools);
  const vitals = grantTemporary(target.vitals, amount.value);
  return resultOf(
    target.put(vitals),
    [told(audience, 'temporary_granted', { target: target.name, amount: amount.value })],
    amount.rolls,
  );
};

export const applyConditionAdd: Apply<'condition:add'> = (state, step, actor) => {
  const target = targetOf(state, step.target, actor);
  const { condition, source } = step;
  const heldBy = step.heldBy === null ? null : holderOf(state, step.heldBy, actor);
  const ends = step.ends === null ? null : durationOf(state, step.ends, actor);
  const vitals = addCondition(target.vitals, target.defences, { condition, level: 1, source, ends, heldBy });
  const level = condition === 'exhaustion' && vitals.life !== 'dead' ? { level: exhaustionOf(vitals) } : {};
  const added = told(target.audience, 'condition_added', { target: target.name, condition, ...level });
  const died = vitals.life === 'dead' ? [told(target.audience, 'died', { target: target.name })] : [];
  const result = resultOf(target.put(vitals), [added, ...died]);
  const lost = target.vitals.concentration;
  const isLost = lost !== null && vitals.concentration === null;
  return isLost ? joined(result, withHeldEnded(result.state, target, lost)) : result;
};

export const applyConditionRemove: Apply<'condition:remove'> = (state, step, actor) => {
  const target = targetOf(state, step.target, actor);
  const vitals = removeCondition(target.vitals, step.condition);
  const isEased = step.condition === 'exhaustion' && exhaustionOf(vitals) > 0;
  const deed = isEased
    ? told(target.audience, 'condition_added', { target: target.name, condition: 'exhaustion', level: exhaustionOf(vitals) })
    : told(target.audience, 'condition_ended', { target: target.name, condition: step.condition });
  return resultOf(target.put(vitals), [deed]);
};

export const applyConcentrationBegin: Apply<'concentration:begin'> = (state, step, actor) => {
  requireMayActFor(actor, state, step.creature);
  const creature = findCreature(state, step.creature, actor);
  if (cannotAct(creature.vitals)) throw new ProtocolError('cannot_act');
  const ended = endConcentration(state, creature);
  const free = findCreature(ended.state, step.creature);
  const begun = told(creature.audience, 'concentration_began', { target: creature.name, on: step.on });
  return joined(ended, resultOf(free.put({ ...free.vitals, concentration: step.on }), [begun]));
};

export const applyConcentrationEnd: Apply<'concentration:end'> = (state, step, actor) => {
  requireMayActFor(actor, state, step.creature);
  const creature = findCreature(state, step.creature, actor);
  if (creature.vitals.concentration === null) throw new ProtocolError('not_concentrating');
  return endConcentration(state, creature);
};

/** Hurting, healing and the like: the leaders do it to anybody they see, a player to the own character. (G4.20) */
function targetOf(state: GameState, id: CreatureId, actor: StepActor) {
  const target = findCreature(state, id, actor);
  const isOwn = target.kind === 'character' && actor.kind === 'seat' && target.entry.seatId === actor.seatId;
  if (!isOwn) requireLeader(actor);
  return target;
}

function holderOf(state: GameState, id: CreatureId, actor: StepActor) {
  const holder = findCreature(state, id, actor);
  if (holder.vitals.concentration === null) throw new ProtocolError('not_concentrating');
  return holder.holderId;
}

/** Rounds are counted by a fight, so whoever's turn counts has to be in it. */
function durationOf(state: GameState, ends: NonNullable<StepOf<'condition:add'>['ends']>, actor: StepActor): Duration {
  const { combatant } = findCreature(state, ends.of, actor);
  if (combatant === null) throw new ProtocolError('no_encounter');
  return { rounds: ends.rounds, at: ends.at, of: combatant.combatantId };
}
