import type { Ability, Attack } from '@skald/protocol';
import { damageTypeOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { clipText, oneLine } from '../text.ts';
import { at, isObject, numberOf, objectsOf, textOf as text, type Json, type JsonObject } from '../tree.ts';
import { keyOf, PROPERTY_CODES } from './codes.ts';
import { abilityOfCode, feetOf, modifier, type ActorContext } from './context.ts';
import { diceOf, valueOf } from './formula.ts';

type Damage = Attack['damage'];

/** What an item says of an attack, wherever its version keeps it. */
interface Strike {
  readonly isSpell: boolean;
  readonly isRanged: boolean;
  readonly abilityCode: string;
  readonly bonus: string;
  readonly isFlat: boolean;
  readonly includesBase: boolean;
  readonly parts: readonly Json[];
}

/** The attack of a weapon, or of a spell with an attack roll; null when the item has none. */
export function readAttack(item: Source, name: string, context: ActorContext): Omit<Attack, 'id'> | null {
  const system = item.child('system');
  const strike = strikeOf(item.fields);
  if (strike === null) return null;
  const properties = item.peek('type') === 'spell' ? flaggedProperties(item) : propertiesOf(system.fields);
  const ability = abilityFor(strike, properties, context);
  const ofAbility = ability === null ? 0 : modifier(context.abilities[ability]);
  const references = { ...context.references, mod: ofAbility };
  const magic = whole(system.peek('magicalBonus'));
  const isProficient =
    item.peek('type') === 'spell'
      ? at(item.fields, 'flags', 'skald', 'isProficient') !== false
      : isTrained(system.fields, context);
  const bonus = valueOf(strike.bonus || '0', references);
  if (bonus === null) system.problem('activities', 'formula');
  const base = strike.includesBase ? baseDamage(system, magic, references) : [];
  const parts = strike.parts.flatMap((part) => damagePart(part, references, system, context));
  const isPlain = !strike.isFlat && (strike.isSpell || base.length > 0 || parts.length === 0);
  const whole_ = strike.isFlat ? (bonus ?? 0) : ofAbility + (isProficient ? context.proficiencyBonus : 0) + (bonus ?? 0) + magic;
  return {
    name,
    kind: strike.isSpell ? 'spell' : strike.isRanged ? 'ranged' : 'melee',
    ability,
    isProficient,
    bonus: strike.isFlat ? flagged(item, 'bonus') : clamp(isPlain ? (bonus ?? 0) + magic : 0, -20, 20),
    toHit: isPlain ? null : clamp(whole_, -20, 40),
    damage: [...(strike.isFlat ? withModifier(base, ofAbility) : base), ...parts].slice(0, 4),
    rangeFeet: clamp(rangeOf(system.fields, strike, properties), 0, 2_000),
    properties: properties.map((code) => keyOf(PROPERTY_CODES, code) ?? clipText(oneLine(code), 40)).slice(0, 12),
  };
}

/** The attack activity of an item (dnd5e 4 and later), or what `actionType` said before there were activities. */
function strikeOf(item: JsonObject): Strike | null {
  const activity = attackActivity(item);
  if (activity !== null) {
    const type = at(activity, 'attack', 'type');
    return {
      isSpell:
        at(type, 'classification') === 'spell' || (at(item, 'type') === 'spell' && at(type, 'classification') !== 'weapon'),
      isRanged: (text(at(type, 'value')) || (isRangedWeapon(item) ? 'ranged' : 'melee')) === 'ranged',
      abilityCode: text(at(activity, 'attack', 'ability')),
      bonus: text(at(activity, 'attack', 'bonus')),
      isFlat: at(activity, 'attack', 'flat') === true,
      includesBase: at(activity, 'damage', 'includeBase') !== false,
      parts: list(at(activity, 'damage', 'parts')),
    };
  }
  const action = text(at(item, 'system', 'actionType'));
  if (!/^[mr][ws]ak$/.test(action) && at(item, 'type') !== 'weapon') return null;
  const parts = list(at(item, 'system', 'damage', 'parts'));
  return {
    isSpell: action.endsWith('sak'),
    isRanged: action === '' ? isRangedWeapon(item) : action.startsWith('r'),
    abilityCode: text(at(item, 'system', 'ability')),
    bonus: text(at(item, 'system', 'attack', 'bonus') ?? at(item, 'system', 'attackBonus')),
    isFlat: at(item, 'system', 'attack', 'flat') === true,
    includesBase: true,
    parts: at(item, 'type') === 'weapon' && at(item, 'system', 'damage', 'base') === undefined ? parts.slice(1) : parts,
  };
}

export function attackActivity(item: JsonObject): JsonObject | null {
  const activities = at(item, 'system', 'activities');
  const all = isObject(activities) ? Object.values(activities) : list(activities);
  return objectsOf(all).find((one) => at(one, 'type') === 'attack') ?? null;
}

function isRangedWeapon(item: JsonObject): boolean {
  return /R$/.test(text(at(item, 'system', 'type', 'value') ?? at(item, 'system', 'weaponType')));
}

function abilityFor(strike: Strike, properties: readonly string[], { abilities, castingAbility }: ActorContext): Ability | null {
  if (strike.abilityCode === 'none') return null;
  const written = abilityOfCode(strike.abilityCode);
  if (written !== null) return written;
  if (strike.isSpell || strike.abilityCode === 'spellcasting') return castingAbility;
  if (properties.includes('fin')) return abilities.dexterity > abilities.strength ? 'dexterity' : 'strength';
  return strike.isRanged ? 'dexterity' : 'strength';
}

/** `system.proficient` where it is set; else what the actor is trained in. */
function isTrained(system: JsonObject, { weaponTraining }: ActorContext): boolean {
  const written = at(system, 'proficient');
  if (typeof written === 'boolean' || typeof written === 'number') return Number(written) > 0;
  const type = text(at(system, 'type', 'value') ?? at(system, 'weaponType'));
  if (!/^(simple|martial)/.test(type)) return true;
  return (
    weaponTraining.has(type.slice(0, 3)) || weaponTraining.has(text(at(system, 'type', 'baseItem') ?? at(system, 'baseItem')))
  );
}

function baseDamage(system: Source, magic: number, references: Readonly<Record<string, number>>): Damage {
  const base = at(system.fields, 'damage', 'base');
  const old = list(at(system.fields, 'damage', 'parts'))[0];
  const written = base === undefined && Array.isArray(old) ? [text(old[0]).replace(/\s*\+\s*@mod\b/, ''), old[1] ?? ''] : base;
  const part = oneDamage(written, references);
  if (part === null) return [];
  if (part === 'formula') {
    system.problem('damage', 'formula');
    return [];
  }
  return [{ dice: clipText(withBonus(part.dice, magic), 80), type: part.type }];
}

function damagePart(part: Json, references: Readonly<Record<string, number>>, system: Source, context: ActorContext): Damage {
  const read = oneDamage(part, references, cantripDice(system.fields, context));
  if (read === 'formula') system.problem('activities', 'formula');
  return read === null || read === 'formula' ? [] : [read];
}

/** Damage of an object (dnd5e 4 and later) or of a pair of formula and type; null when it is none, such as healing. */
function oneDamage(
  part: Json | undefined,
  references: Readonly<Record<string, number>>,
  extraDice = 0,
): Damage[number] | 'formula' | null {
  const types = Array.isArray(part) ? [part[1] ?? ''] : list(at(part, 'types'));
  const formula = Array.isArray(part) ? text(part[0]) : formulaOf(part, extraDice);
  if (formula === '') return null;
  const type = types.map((one) => damageTypeOf(text(one))).find((one) => one !== null);
  if (type === undefined && types.length > 0 && text(types[0]) !== '') return null;
  const dice = formula.includes('@') ? diceOf(formula, references) : (diceOf(formula, references) ?? formula.trim());
  if (dice === null || dice === '' || dice.length > 80) return 'formula';
  return { dice, type: type ?? 'bludgeoning' };
}

function formulaOf(part: Json | undefined, extraDice: number): string {
  if (at(part, 'custom', 'enabled') === true) return text(at(part, 'custom', 'formula')).slice(0, 200);
  const [number, sides, bonus] = [at(part, 'number'), at(part, 'denomination'), text(at(part, 'bonus')).slice(0, 200)];
  const dice =
    typeof number === 'number' && typeof sides === 'number' && number > 0 && sides > 0
      ? `${Math.min(99, Math.trunc(number) + extraDice)}d${Math.trunc(sides)}`
      : '';
  if (dice === '') return bonus;
  return bonus === '' ? dice : `${dice}${/^[+-]/.test(bonus) ? '' : '+'}${bonus}`;
}

/** Dice that a cantrip has gained by level: one each at 5, 11 and 17. An attack that our export wrote has them already. */
function cantripDice(system: JsonObject, { level }: ActorContext): number {
  if (at(system, 'level') !== 0) return 0;
  return Math.floor((level + 1) / 6);
}

function withModifier(damage: Damage, bonus: number): Damage {
  return damage.map((part, index) => (index === 0 ? { ...part, dice: clipText(withBonus(part.dice, bonus), 80) } : part));
}

function withBonus(dice: string, bonus: number): string {
  if (bonus === 0) return dice;
  return diceOf(`${dice}${bonus < 0 ? bonus : `+${bonus}`}`, {}) ?? `${dice}${bonus < 0 ? bonus : `+${bonus}`}`;
}

function rangeOf(system: JsonObject, strike: Strike, properties: readonly string[]): number {
  const range = at(system, 'range');
  const units = at(range, 'units');
  const [reach, value] = [numberOf(at(range, 'reach')), numberOf(at(range, 'value'))];
  const usual = units === 'touch' ? 5 : strike.isRanged || strike.isSpell ? 0 : properties.includes('rch') ? 10 : 5;
  const written = strike.isRanged || strike.isSpell ? (value ?? reach) : (reach ?? (properties.includes('thr') ? null : value));
  return written === null || written === undefined || !Number.isFinite(written) ? usual : feetOf(written, units);
}

/** A list of codes, or an object of codes that are set (before dnd5e 3). */
export function propertiesOf(system: JsonObject): string[] {
  const written = at(system, 'properties');
  if (isObject(written)) return Object.keys(written).filter((key) => written[key] === true);
  return list(written).filter((one) => typeof one === 'string');
}

/** Properties of a spell's attack: our export's own, because a spell's are its components. */
function flaggedProperties(item: Source): string[] {
  return list(at(item.fields, 'flags', 'skald', 'properties')).filter((one) => typeof one === 'string');
}

function flagged(item: Source, key: string): number {
  return clamp(whole(at(item.fields, 'flags', 'skald', key)), -20, 20);
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const whole = (value: Json | undefined): number => (typeof value === 'number' ? Math.trunc(value) : 0);
const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, Math.trunc(value))) + 0;
