import type { Ability, Character } from '@skald/protocol';
import { ARMOUR_TABLE, SHIELD_BONUS } from '../../rules/catalogue/armours.ts';
import { armourKeyOf } from '../known-words.ts';
import type { Source } from '../source.ts';
import { at, objectsOf, type JsonObject } from '../tree.ts';
import { modifierOfScore, type SheetContext } from './context.ts';
import { abilityOfId, ARMOUR_TYPES, conditionOfId, VALUE_TYPES } from './ids.ts';
import { customValue, isActive, itemModifiers, numberOf, select, sum, textOf } from './modifiers.ts';

const POINTS = { min: 0, max: 9_999 };

/** Hit points, death saves and conditions. */
export function readVitals(source: Source, context: SheetContext): Character['vitals'] {
  const { modifiers, abilities, level } = context;
  const base = source.whole('baseHitPoints', POINTS);
  if (base === null) source.problem('baseHitPoints', 'missing');
  const perLevel = select(modifiers, 'bonus', 'hit-points-per-level').reduce(
    (all, one) => all + (one.value ?? 0) * (one.classLevel ?? level),
    0,
  );
  const fixed = sum(select(modifiers, 'bonus', 'hit-points'));
  const natural = (base ?? level) + modifierOfScore(abilities.constitution) * level + perLevel + fixed;
  const override = source.whole('overrideHitPoints', POINTS) ?? 0;
  const bonus = source.whole('bonusHitPoints', { min: -9_999, max: 9_999 }) ?? 0;
  const max = Math.min(9_999, Math.max(1, (override > 0 ? override : natural) + bonus));
  const current = Math.max(0, max - (source.whole('removedHitPoints', POINTS) ?? 0));
  const death = source.child('deathSaves');
  const deathSaves = {
    successes: death.whole('successCount', { min: 0, max: 3 }) ?? 0,
    failures: death.whole('failCount', { min: 0, max: 3 }) ?? 0,
  };
  const isStable = death.isSet('isStabilized') || deathSaves.successes === 3;
  const fallen = deathSaves.failures === 3 ? 'dead' : isStable ? 'stable' : 'dying';
  return {
    hitPoints: { max, current, temporary: source.whole('temporaryHitPoints', POINTS) ?? 0 },
    conditions: readConditions(source),
    concentration: null,
    deathSaves,
    life: current > 0 ? 'alive' : fallen,
  };
}

function readConditions(source: Source): Character['vitals']['conditions'] {
  const found = source
    .children('conditions')
    .slice(0, 30)
    .flatMap((one) => {
      const condition = conditionOfId(one.peek('id'));
      if (condition === null) {
        one.problem('id', 'unknown_word');
        return [];
      }
      const level = condition === 'exhaustion' ? one.whole('level', { min: 1, max: 6 }) : null;
      return [{ condition, level: level ?? 1, source: '', ends: null, heldBy: null }];
    });
  return found.filter((one, index) => found.findIndex((other) => other.condition === one.condition) === index).slice(0, 30);
}

/** What is worn, the magic on it, what else adds to armour class; and the whole, where a player set it or our engine has no rule for it. */
export function readArmour(context: SheetContext): Character['armour'] {
  const { data, modifiers } = context;
  const worn = objectsOf(data.inventory).filter(
    (item) => item.equipped === true && numberOf(at(item, 'definition', 'armorClass')) !== null,
  );
  const armour = worn.find((item) => isType(item, [ARMOUR_TYPES.light, ARMOUR_TYPES.medium, ARMOUR_TYPES.heavy]));
  const shield = worn.find((item) => isType(item, [ARMOUR_TYPES.shield]));
  const key = armour === undefined ? null : keyOfArmour(armour);
  const ofArmour = armour === undefined || key === null ? 0 : piece(armour) - ARMOUR_TABLE[key].base;
  const ofShield = shield === undefined ? 0 : piece(shield) - SHIELD_BONUS;
  const pieces = new Set([armour, shield]);
  const others = objectsOf(data.inventory).filter((item) => !pieces.has(item) && isActive(item));
  const general = [...modifiers.filter((one) => one.source !== 'item'), ...others.flatMap(itemModifiers)];
  const kinds = ['armor-class', ...(armour === undefined ? ['unarmored-armor-class'] : ['armored-armor-class'])];
  const byHand = (customValue(data, VALUE_TYPES.armourBonusMagic) ?? 0) + (customValue(data, VALUE_TYPES.armourBonus) ?? 0);
  const extra = ofShield + sum(select(general, 'bonus', ...kinds)) + byHand;
  const shieldSum = (shield === undefined ? 0 : SHIELD_BONUS) + extra;
  const special = armour === undefined ? unarmoured(context) : key === null ? piece(armour) + dexterityIn(armour, context) : null;
  const override = customValue(data, VALUE_TYPES.armourClass) ?? (special === null ? null : special + shieldSum);
  return {
    worn: key,
    hasShield: shield !== undefined,
    bonus: clamp(ofArmour + extra, -10, 10),
    override: override === null ? null : clamp(override, 1, 40),
  };
}

/** Armour class without armour where something other than being a barbarian or a monk makes it better than 10 and Dexterity. */
function unarmoured({ data, modifiers, abilities }: SheetContext): number | null {
  const of = (ability: Ability): number => modifierOfScore(abilities[ability]);
  const names = objectsOf(data.classes).map((one) => textOf(at(one, 'definition', 'name')).toLowerCase());
  const usual =
    10 +
    of('dexterity') +
    Math.max(0, names.includes('barbarian') ? of('constitution') : 0, names.includes('monk') ? of('wisdom') : 0);
  const sets = select(modifiers, 'set', 'unarmored-armor-class').map((one) => {
    const ability = abilityOfId(one.statId);
    return 10 + of('dexterity') + (ability === null ? 0 : of(ability)) + (one.value ?? 0);
  });
  const natural = select(modifiers, 'set', 'minimum-base-armor').map((one) => one.value ?? 0);
  const best = Math.max(0, ...sets, ...natural);
  return best > usual ? best : null;
}

function isType(item: JsonObject, types: readonly number[]): boolean {
  return types.includes(numberOf(at(item, 'definition', 'armorTypeId')) ?? 0);
}

function keyOfArmour(item: JsonObject): Character['armour']['worn'] {
  return armourKeyOf(textOf(at(item, 'definition', 'baseArmorName'))) ?? armourKeyOf(textOf(at(item, 'definition', 'name')));
}

/** A piece's armour class with its magic. */
function piece(item: JsonObject): number {
  const magic = isActive(item) ? sum(select(itemModifiers(item), 'bonus', 'armor-class')) : 0;
  return clamp((numberOf(at(item, 'definition', 'armorClass')) ?? 0) + magic, 0, 60);
}

function dexterityIn(item: JsonObject, { abilities }: SheetContext): number {
  if (isType(item, [ARMOUR_TYPES.heavy])) return 0;
  const dexterity = modifierOfScore(abilities.dexterity);
  return isType(item, [ARMOUR_TYPES.medium]) ? Math.min(2, dexterity) : dexterity;
}

/** Walking speed in feet. */
export function readSpeed(source: Source, { data, modifiers }: SheetContext, armour: Character['armour']): number {
  const custom = numberOf(objectsOf(data.customSpeeds).find((one) => one.movementId === 1)?.distance);
  if (custom !== null) return clamp(custom, 0, 500);
  const walk = source.child('race').child('weightSpeeds').child('normal').whole('walk', { min: 0, max: 500 });
  if (walk === null) source.problem('race.weightSpeeds.normal.walk', 'missing');
  const isFree = armour.worn === null && !armour.hasShield;
  const bonus = sum(select(modifiers, 'bonus', 'speed', 'speed-walking', ...(isFree ? ['unarmored-movement'] : [])));
  const least = select(modifiers, 'set', 'innate-speed-walking').map((one) => one.value ?? 0);
  return clamp(Math.max(walk ?? 30, ...least) + bonus, 0, 500);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value)) + 0;
}
