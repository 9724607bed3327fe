import type { Ability, Attack } from '@skald/protocol';
import { damageTypeOf } from '../known-words.ts';
import { entryIdOf } from '../finish.ts';
import { clipText, htmlToText, oneLine } from '../text.ts';
import { at, objectsOf, type Json, type JsonObject } from '../tree.ts';
import { modifierOfScore, type SheetContext } from './context.ts';
import { abilityOfId, damageTypeOfId } from './ids.ts';
import { isActive, itemModifiers, LIST_MAX, numberOf, select, sum, textOf } from './modifiers.ts';

/** `attackType` of weapons, `attackTypeRange` of actions, `attackType` of spells: 1 near, 2 far. */
const FAR = 2;
/** Most attacks of one sheet, and one more, so that the cut is told. */
const ATTACKS_MAX = 41;

/** Attacks with what is carried, with actions such as an unarmed strike, and with cantrips. */
export function readAttacks(context: SheetContext, cantrips: readonly JsonObject[], castingAbility: Ability | null): Attack[] {
  const { data } = context;
  const weapons = objectsOf(data.inventory)
    .filter((item) => at(item, 'definition', 'filterType') === 'Weapon')
    .slice(0, ATTACKS_MAX);
  const actions = ['race', 'class', 'feat', 'item'].flatMap((source) =>
    objectsOf(at(data, 'actions', source)).slice(0, LIST_MAX),
  );
  return [
    ...weapons.map((item, index) => weaponAttack(item, index, context)),
    ...actions.flatMap((action, index) => actionAttack(action, index, context)),
    ...cantrips.flatMap((spell, index) => cantripAttack(spell, index, { context, castingAbility })),
  ];
}

function weaponAttack(item: JsonObject, index: number, context: SheetContext): Attack {
  const definition = (at(item, 'definition') ?? {}) as JsonObject;
  const properties = objectsOf(definition.properties).map((one) => oneLine(textOf(one.name)));
  const isFar = definition.attackType === FAR;
  const granted = isActive(item) ? itemModifiers(item) : [];
  const magic = sum(select(granted, 'bonus', 'magic'));
  const ability = abilityOfWeapon(properties, isFar, definition.isMonkWeapon === true, context);
  const type = damageTypeOf(textOf(definition.damageType)) ?? 'bludgeoning';
  const dice = diceOf(definition.damage) || (numberOf(definition.fixedDamage)?.toString() ?? '');
  const more = objectsOf(definition.grantedModifiers).flatMap((one) => {
    const kind = damageTypeOf(textOf(one.subType));
    const extra = diceOf(one.dice);
    return isActive(item) && one.type === 'damage' && textOf(one.restriction) === '' && kind !== null && extra !== ''
      ? [{ dice: extra, type: kind }]
      : [];
  });
  const styles = select(context.modifiers, 'bonus', 'weapon-attacks', isFar ? 'ranged-weapon-attacks' : 'melee-weapon-attacks');
  return {
    id: entryIdOf('attack', numberOf(item.id), index),
    name: nameOf(definition, index),
    kind: isFar ? 'ranged' : 'melee',
    ability,
    isProficient: isTrained(definition, context),
    bonus: clamp(magic + sum(styles), -20, 20),
    toHit: null,
    damage: dice === '' ? [] : [{ dice: withBonus(dice, magic), type }, ...more].slice(0, 4),
    rangeFeet: clamp(isFar ? (numberOf(definition.range) ?? 0) : properties.includes('Reach') ? 10 : 5, 0, 2_000),
    properties: properties
      .map((one) => clipText(one.toLowerCase().replace(/[\s-]+/g, '_'), 40))
      .filter((one) => one !== '')
      .slice(0, 12),
  };
}

/** Finesse takes the better of Strength and Dexterity; so does a monk with a monk's weapon. */
function abilityOfWeapon(
  properties: readonly string[],
  isFar: boolean,
  isMonkWeapon: boolean,
  { data, abilities }: SheetContext,
): Ability {
  const isMonk = objectsOf(data.classes).some((one) => at(one, 'definition', 'name') === 'Monk');
  if (properties.includes('Finesse') || (isMonk && isMonkWeapon))
    return abilities.dexterity > abilities.strength ? 'dexterity' : 'strength';
  return isFar ? 'dexterity' : 'strength';
}

/** Training in all simple (1) or martial (2) weapons, or in this one. */
function isTrained(definition: JsonObject, { modifiers }: SheetContext): boolean {
  const slug = (name: string): string => name.toLowerCase().replace(/[^a-z]+/g, '-');
  const group = definition.categoryId === 1 ? 'simple-weapons' : definition.categoryId === 2 ? 'martial-weapons' : null;
  const [kind, ...rest] = textOf(definition.type)
    .split(',')
    .map((part) => part.trim());
  const names = [textOf(definition.type), textOf(definition.name), [...rest, kind].join(' ')].map(slug);
  return select(modifiers, 'proficiency', ...(group === null ? [] : [group]), ...names.filter((one) => one !== '')).length > 0;
}

/** An action that is shown as an attack and says its damage. */
function actionAttack(action: JsonObject, index: number, context: SheetContext): Attack[] {
  const range = action.attackTypeRange;
  const type = damageTypeOfId(action.damageTypeId);
  const dice = diceOf(action.dice) || (numberOf(action.value)?.toString() ?? '');
  if (action.displayAsAttack !== true || typeof range !== 'number' || type === null || dice === '') return [];
  const fixed = numberOf(action.fixedToHit);
  const ability = abilityOfId(action.abilityModifierStatId) ?? (range === FAR ? 'dexterity' : 'strength');
  const ofAbility = modifierOfScore(context.abilities[ability]);
  return [
    {
      id: entryIdOf('action', typeof action.id === 'string' ? action.id : numberOf(action.id), index),
      name: nameOf(action, index),
      kind: range === FAR ? 'ranged' : 'melee',
      ability,
      isProficient: action.isProficient !== false,
      bonus: 0,
      toHit: fixed === null ? null : clamp(fixed, -20, 40),
      damage: [{ dice: fixed === null ? dice : withBonus(dice, ofAbility), type }],
      rangeFeet: clamp(numberOf(at(action, 'range', 'range')) ?? (range === FAR ? 0 : 5), 0, 2_000),
      properties: [],
    },
  ];
}

/** A cantrip with an attack roll, with the dice of the character's level. */
function cantripAttack(
  spell: JsonObject,
  index: number,
  { context, castingAbility }: { context: SheetContext; castingAbility: Ability | null },
): Attack[] {
  const definition = (at(spell, 'definition') ?? {}) as JsonObject;
  if (definition.requiresAttackRoll !== true) return [];
  const damage = objectsOf(definition.modifiers)
    .filter((one) => one.type === 'damage')
    .flatMap((one) => {
      const type = damageTypeOf(textOf(one.subType));
      const steps = objectsOf(at(one, 'atHigherLevels', 'higherLevelDefinitions')).filter(
        (step) => (numberOf(step.level) ?? 99) <= context.level,
      );
      const best = steps.sort((a, b) => (numberOf(b.level) ?? 0) - (numberOf(a.level) ?? 0))[0];
      const dice = diceOf(best?.dice) || diceOf(one.die) || diceOf(one.dice);
      return type === null || dice === '' ? [] : [{ dice, type }];
    });
  return [
    {
      id: entryIdOf('cantrip', numberOf(definition.id), index),
      name: nameOf(definition, index),
      kind: 'spell',
      ability: abilityOfId(spell.spellCastingAbilityId) ?? castingAbility,
      isProficient: true,
      bonus: 0,
      toHit: null,
      damage: damage.slice(0, 4),
      rangeFeet: clamp(numberOf(at(definition, 'range', 'rangeValue')) ?? 5, 0, 2_000),
      properties: [],
    },
  ];
}

export function nameOf(definition: JsonObject, index: number): string {
  return clipText(oneLine(htmlToText(textOf(definition.name).slice(0, 1_000))), 80) || `#${index + 1}`;
}

/** `2d6+1` of an object with `diceString`, or with count, sides and a fixed number; empty when it is neither. */
function diceOf(dice: Json | undefined): string {
  const written = textOf(at(dice, 'diceString')).replace(/\s+/g, '');
  if (/^\d{1,2}d\d{1,3}([+-]\d{1,3})?$/.test(written)) return written;
  const [count, sides, fixed] = ['diceCount', 'diceValue', 'fixedValue'].map((key) => numberOf(at(dice, key)));
  if (count && sides && count > 0 && sides > 0 && count < 100 && sides < 1_000) return withBonus(`${count}d${sides}`, fixed ?? 0);
  return fixed && fixed > 0 && fixed < 1_000 ? String(fixed) : '';
}

function withBonus(dice: string, bonus: number): string {
  const [, body = dice, old = '0'] = /^(.*?)([+-]\d+)?$/.exec(dice) ?? [];
  const total = Number(old) + bonus;
  return total === 0 ? body : `${body}${total > 0 ? '+' : ''}${total}`;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value)) + 0;
}
