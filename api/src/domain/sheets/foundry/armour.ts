import type { ArmourKey, Character } from '@skald/protocol';
import { ARMOUR_TABLE, SHIELD_BONUS } from '../../rules/catalogue/armours.ts';
import { armourKeyOf } from '../known-words.ts';
import { at, objectsOf, textOf, type Json, type JsonObject } from '../tree.ts';
import { ARMOUR_CODES, keyOf } from './codes.ts';
import { modifier } from './context.ts';
import { valueOf, type References } from './formula.ts';

const WORN_TYPES = ['light', 'medium', 'heavy'];

/** Armour of an actor: worn pieces, magic on them, effects that add to armour class, and calculations that are no armour's. */
export function armourOf(
  actor: JsonObject,
  items: readonly JsonObject[],
  abilities: Character['abilities'],
  references: References,
): Character['armour'] {
  const worn = items.filter((item) => at(item, 'type') === 'equipment' && isEquipped(item));
  const armour = worn.find((item) =>
    WORN_TYPES.includes(textOf(at(item, 'system', 'type', 'value') ?? at(item, 'system', 'armor', 'type'))),
  );
  const shield = worn.find((item) =>
    [at(item, 'system', 'type', 'value'), at(item, 'system', 'armor', 'type')].includes('shield'),
  );
  const key = armour === undefined ? null : armourKey(armour);
  const ofArmour = armour === undefined ? 0 : piece(armour) - (key === null ? 0 : ARMOUR_TABLE[key].base);
  const ofShield = shield === undefined ? 0 : piece(shield) - SHIELD_BONUS;
  const ofEffects = effectBonus(actor, items, references);
  const bonus = clamp((key === null ? 0 : ofArmour) + ofShield + ofEffects, -10, 10);
  const unknown =
    armour !== undefined && key === null
      ? ofArmour + dexterityIn(armour, abilities) + (shield === undefined ? 0 : SHIELD_BONUS + ofShield) + ofEffects
      : null;
  const calculated = calculation(at(actor, 'system', 'attributes', 'ac'), {
    abilities,
    references,
    isArmoured: armour !== undefined,
  });
  const extra = (shield === undefined ? 0 : SHIELD_BONUS + ofShield) + ofEffects;
  const override = calculated === null ? unknown : calculated.isWhole ? calculated.value : calculated.value + extra;
  return { worn: key, hasShield: shield !== undefined, bonus, override: override === null ? null : clamp(override, 1, 40) };
}

/** Whether it gives its magic: on the body, and attuned where that is asked. */
export function isEquipped(item: JsonObject): boolean {
  if (at(item, 'system', 'equipped') !== true) return false;
  return at(item, 'system', 'attunement') !== 'required' || at(item, 'system', 'attuned') === true;
}

/** Key of an item of armour, by its base item or its name. */
export function armourKey(item: JsonObject): ArmourKey | null {
  const name = at(item, 'name');
  return keyOf(ARMOUR_CODES, at(item, 'system', 'type', 'baseItem')) ?? armourKeyOf(typeof name === 'string' ? name : '');
}

function piece(item: JsonObject): number {
  return integer(at(item, 'system', 'armor', 'value')) + integer(at(item, 'system', 'armor', 'magicalBonus'));
}

function dexterityIn(item: JsonObject, abilities: Character['abilities']): number {
  const cap = at(item, 'system', 'armor', 'dex');
  const type = at(item, 'system', 'type', 'value') ?? at(item, 'system', 'armor', 'type');
  if (type === 'heavy') return 0;
  return Math.min(modifier(abilities.dexterity), typeof cap === 'number' ? cap : type === 'medium' ? 2 : 10);
}

/** Calculations of `system.attributes.ac.calc` that our engine does not have; those that it has give null. */
function calculation(
  written: Json | undefined,
  known: { abilities: Character['abilities']; references: References; isArmoured: boolean },
): { value: number; isWhole: boolean } | null {
  const of = (ability: keyof Character['abilities']): number => modifier(known.abilities[ability]);
  const calc = at(written, 'calc');
  const flat = at(written, 'flat');
  if (calc === 'flat') return typeof flat === 'number' ? { value: Math.trunc(flat), isWhole: true } : null;
  if (calc === 'natural') return typeof flat === 'number' ? { value: Math.trunc(flat), isWhole: false } : null;
  if (calc === 'custom') {
    const formula = at(written, 'formula');
    const value = typeof formula === 'string' ? valueOf(formula, known.references) : null;
    return value === null ? null : { value: Math.trunc(value), isWhole: false };
  }
  if (known.isArmoured) return null;
  if (calc === 'draconic' || calc === 'mage') return { value: 13 + of('dexterity'), isWhole: false };
  return calc === 'unarmoredBard' ? { value: 10 + of('dexterity') + of('charisma'), isWhole: false } : null;
}

/** Sum of what enabled effects add to `system.attributes.ac.bonus`, of the actor and of what it has equipped. */
function effectBonus(actor: JsonObject, items: readonly JsonObject[], references: References): number {
  const carried = items
    .filter(isEquipped)
    .flatMap((item) => objectsOf(at(item, 'effects')).filter((one) => at(one, 'transfer') !== false));
  const effects = [...objectsOf(at(actor, 'effects')), ...carried].filter((effect) => at(effect, 'disabled') !== true);
  return effects
    .flatMap((effect) => objectsOf(at(effect, 'changes') ?? at(effect, 'system', 'changes')))
    .filter((change) => change.key === 'system.attributes.ac.bonus')
    .map((change) => valueOf(textOf(change.value), references) ?? 0)
    .reduce((sum, one) => sum + Math.trunc(one), 0);
}

function integer(value: Json | undefined): number {
  return typeof value === 'number' ? clamp(Math.trunc(value), -100, 100) : 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value)) + 0;
}
