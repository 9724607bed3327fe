import { ProtocolError, type ActiveCondition, type Condition, type Defences, type Vitals } from '@skald/protocol';
import { kill } from './kill.ts';

/** Source of the unconsciousness at 0 hit points: healing ends it, and nothing else. */
export const ZERO_SOURCE = '0';

/** The highest level of exhaustion; whoever reaches it dies. */
const DEADLY_EXHAUSTION = 6;
/** Of one condition at most so many causes are kept: 15 conditions fit the 30 entries of a sheet. */
const CAUSES_KEPT = 2;

/** Conditions that bring "incapacitated" with them. */
const INCAPACITATING: readonly Condition[] = ['incapacitated', 'paralyzed', 'petrified', 'stunned', 'unconscious'];

/** Whether it has a condition, of itself or with another one: the stunned are incapacitated. */
export function hasCondition(vitals: Vitals, condition: Condition): boolean {
  const asked: readonly Condition[] = condition === 'incapacitated' ? INCAPACITATING : [condition];
  return vitals.conditions.some((active) => asked.includes(active.condition));
}

/** Whether it can take neither action nor reaction now. */
export function cannotAct(vitals: Vitals): boolean {
  return vitals.life !== 'alive' || hasCondition(vitals, 'incapacitated');
}

/**
 * Puts a condition on. (G4.9, G4.10) Each cause has its own duration; the same cause again replaces the old one. Exhaustion adds its
 * level to what is there. Throws ProtocolError `immune` and `target_dead`.
 */
export function addCondition(vitals: Vitals, defences: Defences, added: ActiveCondition): Vitals {
  if (vitals.life === 'dead') throw new ProtocolError('target_dead');
  if (isImmune(vitals, defences, added.condition)) throw new ProtocolError('immune', added.condition);
  if (added.condition === 'exhaustion') return setExhaustion(vitals, exhaustionOf(vitals) + added.level);
  const isProneToo = added.condition === 'unconscious' && !isImmune(vitals, defences, 'prone');
  const next = put(vitals, { ...added, level: 1 });
  const fallen = isProneToo ? proneFrom(next, added.source) : next;
  return INCAPACITATING.includes(added.condition) ? breakConcentration(fallen) : fallen;
}

/** The same without asking for immunity: what 0 hit points do. */
export function withCondition(vitals: Vitals, added: ActiveCondition): Vitals {
  return proneFrom(put(vitals, added), added.source);
}

/**
 * Takes a condition off with all its causes; of exhaustion one level. Throws ProtocolError `no_such_condition`, and `at_zero` for
 * the unconsciousness of 0 hit points.
 */
export function removeCondition(vitals: Vitals, condition: Condition): Vitals {
  if (!vitals.conditions.some((active) => active.condition === condition))
    throw new ProtocolError('no_such_condition', condition);
  if (condition === 'exhaustion') return setExhaustion(vitals, exhaustionOf(vitals) - 1);
  const isAtZero = vitals.life === 'dying' || vitals.life === 'stable';
  if (condition === 'unconscious' && isAtZero) throw new ProtocolError('at_zero');
  return { ...vitals, conditions: vitals.conditions.filter((active) => active.condition !== condition) };
}

/** Concentrates on nothing any more. What it held on others is the caller's to end. */
export function breakConcentration(vitals: Vitals): Vitals {
  return vitals.concentration === null ? vitals : { ...vitals, concentration: null };
}

/** 0-6. */
export function exhaustionOf(vitals: Vitals): number {
  return vitals.conditions.find((active) => active.condition === 'exhaustion')?.level ?? 0;
}

/** What exhaustion takes from every d20 test: 0 to -12. */
export function exhaustionPenalty(vitals: Vitals): number {
  return exhaustionOf(vitals) === 0 ? 0 : -2 * exhaustionOf(vitals);
}

const HELD_STILL: readonly Condition[] = ['grappled', 'paralyzed', 'petrified', 'restrained', 'stunned', 'unconscious'];

/** Speed in feet as conditions leave it. */
export function speedOf(vitals: Vitals, speedFeet: number): number {
  const isStill = vitals.life !== 'alive' || vitals.conditions.some((active) => HELD_STILL.includes(active.condition));
  return isStill ? 0 : Math.max(0, speedFeet - 5 * exhaustionOf(vitals));
}

/** Sets the level of exhaustion: 0 or less takes it off, 6 kills. */
export function setExhaustion(vitals: Vitals, level: number): Vitals {
  if (level >= DEADLY_EXHAUSTION) return kill(vitals);
  const others = vitals.conditions.filter((active) => active.condition !== 'exhaustion');
  if (level <= 0) return { ...vitals, conditions: others };
  return { ...vitals, conditions: [...others, { condition: 'exhaustion', level, source: '', ends: null, heldBy: null }] };
}

/** Ends what the concentration of somebody held on this creature. */
export function releaseHeldBy(vitals: Vitals, holder: string): Vitals {
  const conditions = vitals.conditions.filter((active) => active.heldBy !== holder);
  return conditions.length === vitals.conditions.length ? vitals : { ...vitals, conditions };
}

function isImmune(vitals: Vitals, defences: Defences, condition: Condition): boolean {
  if (condition === 'poisoned' && hasCondition(vitals, 'petrified')) return true;
  return defences.conditionImmunities.includes(condition);
}

function put(vitals: Vitals, added: ActiveCondition): Vitals {
  const isSameCause = (one: ActiveCondition) =>
    one.condition === added.condition && one.source === added.source && one.heldBy === added.heldBy;
  const others = vitals.conditions.filter((active) => !isSameCause(active));
  const ofKind = others.filter((active) => active.condition === added.condition);
  const spare = new Set(ofKind.length < CAUSES_KEPT ? [] : [shortest(ofKind)]);
  return { ...vitals, conditions: [...others.filter((active) => !spare.has(active)), added] };
}

/** The cause that can be spared: it ends soonest, but never the one of 0 hit points. */
function shortest(causes: readonly ActiveCondition[]): ActiveCondition {
  const length = (one: ActiveCondition) =>
    one.source === ZERO_SOURCE ? Infinity : (one.ends?.rounds ?? Number.MAX_SAFE_INTEGER);
  return causes.reduce((least, one) => (length(one) < length(least) ? one : least));
}

function proneFrom(vitals: Vitals, source: string): Vitals {
  if (hasCondition(vitals, 'prone')) return vitals;
  return put(vitals, { condition: 'prone', level: 1, source, ends: null, heldBy: null });
}
