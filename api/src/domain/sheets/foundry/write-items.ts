import type { Attack, Character, Spell } from '@skald/protocol';
import { ARMOUR_TABLE } from '../../rules/catalogue/armours.ts';
import { armourKeyOf, classKeyOf } from '../known-words.ts';
import { CASTING } from '../../rules/character/slots.ts';
import { textToHtml } from '../text.ts';
import { at, isObject, textOf, type Json, type JsonObject } from '../tree.ts';
import { attackActivity, propertiesOf } from './attacks.ts';
import { CUSTOM_PREFIX } from './classes.ts';
import { ABILITY_CODES, ARMOUR_CODES, PROPERTY_CODES } from './codes.ts';
import { merge, type Draft } from './merge.ts';

/** What an import left of the items, by slot. */
export type ItemLeftovers = JsonObject;

/** Id that activities get which dnd5e makes itself out of older items. */
const ACTIVITY_ID = 'dnd5eactivity000';

/** Items of a sheet as dnd5e 5.1 has them, in the order classes, origins, features, attacks, what is carried, spells. */
export function writeItems(character: Character, left: ItemLeftovers): JsonObject[] {
  const spells = character.spellcasting?.spells ?? [];
  const pairs = pairAttacks(character, spells);
  return [
    ...character.classes.flatMap((one, index) => writeClass(character, one, index, left)),
    writeOrigin('race', character.species, left.species),
    writeOrigin('background', character.background, left.background),
    ...character.features.map((feature, index) => writeFeature(feature, index, left[`feature:${feature.id}`])),
    ...character.attacks.flatMap((attack, order) =>
      pairs.has(attack.id) ? [] : [writeWeapon(attack, { order, item: null, left: left[`attack:${attack.id}`] })],
    ),
    ...character.inventory.map((entry, order) =>
      writeCarried(character, { entry, order, pairs, left: left[`item:${entry.id}`] }),
    ),
    ...spells.map((spell, order) => writeSpell(character, { spell, order, pairs, left: left[`spell:${spell.id}`] })),
  ].map((item, index) => ({ ...item, _id: itemId(item, index) }));
}

/** The id that the item came with, or one that Foundry takes: 16 letters and digits. */
function itemId(item: JsonObject, index: number): string {
  const own = at(item, '_id');
  const isForeign = typeof own === 'string' && /^[A-Za-z0-9]{16}$/.test(own) && !own.startsWith('skald');
  return isForeign ? own : `skaldItem${String(index).padStart(7, '0')}`;
}

/** Attacks that are one with something carried, or with a spell: of the same name. By attack id. */
function pairAttacks(character: Character, spells: readonly Spell[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const used = new Set<string>();
  for (const attack of character.attacks) {
    const entries = attack.kind === 'spell' ? spells.filter((spell) => spell.level === 0) : character.inventory;
    const prefix = attack.kind === 'spell' ? 'spell' : 'item';
    const found = entries.find(
      (entry) => entry.name.toLowerCase() === attack.name.toLowerCase() && !used.has(`${prefix}:${entry.id}`),
    );
    if (found === undefined) continue;
    pairs.set(attack.id, `${prefix}:${found.id}`);
    used.add(`${prefix}:${found.id}`);
  }
  return pairs;
}

function attackIn(
  character: Character,
  pairs: ReadonlyMap<string, string>,
  slot: string,
): { attack: Attack; order: number } | null {
  const order = character.attacks.findIndex((attack) => pairs.get(attack.id) === slot);
  const attack = character.attacks[order];
  return attack === undefined ? null : { attack, order };
}

function writeClass(character: Character, one: Character['classes'][number], index: number, left: ItemLeftovers): JsonObject[] {
  const old = left[`class:${index}`];
  const oldIdentifier = at(old, 'system', 'identifier');
  const isSame =
    one.key === null ? typeof oldIdentifier === 'string' && classKeyOf(oldIdentifier) === null : oldIdentifier === one.key;
  const identifier = isSame ? textOf(oldIdentifier) : (one.key ?? `${CUSTOM_PREFIX}class-${index + 1}`);
  const classItem = merge(old, {
    type: 'class',
    name: one.name,
    system: {
      identifier,
      levels: one.level,
      hd: { denomination: `d${one.hitDie}`, spent: one.hitDiceSpent },
      spellcasting: progressionToWrite(character, one, at(old, 'system', 'spellcasting')),
    },
  }) as JsonObject;
  if (one.subclass === '') return [classItem];
  const named = { type: 'subclass', name: one.subclass, system: { classIdentifier: identifier } };
  return [classItem, merge(left[`subclass:${index}`], named) as JsonObject];
}

/** A class gives slots where the sheet has some; what an import had is left as it was. */
function progressionToWrite(character: Character, one: Character['classes'][number], old: Json | undefined): Draft {
  const usual = one.key === null ? 'none' : CASTING[one.key].kind;
  const { spellcasting } = character;
  if (spellcasting === null || (usual === 'pact' && spellcasting.pact === null)) return { progression: 'none' };
  return old === undefined ? { progression: usual, ability: ABILITY_CODES[spellcasting.ability] } : undefined;
}

function writeOrigin(
  type: 'race' | 'background',
  origin: { key: string | null; name: string },
  left: Json | undefined,
): JsonObject {
  const identifier = origin.key ?? `${CUSTOM_PREFIX}${type}`;
  return merge(left, { type, name: origin.name, system: { identifier } }) as JsonObject;
}

function writeFeature(feature: Character['features'][number], order: number, left: Json | undefined): JsonObject {
  const { uses } = feature;
  const period = uses === null || uses.recovers === 'never' ? null : uses.recovers === 'short_rest' ? 'sr' : 'lr';
  return merge(left, {
    type: 'feat',
    name: feature.name,
    system: {
      description: { value: textToHtml(feature.text) },
      uses:
        uses === null
          ? { max: '', spent: 0 }
          : { max: String(uses.max), spent: uses.spent, recovery: period === null ? [] : [{ period, type: 'recoverAll' }] },
    },
    flags: { skald: { id: feature.id, order } },
  }) as JsonObject;
}

/** A weapon with its attack; `item` is what is carried with it, null for an attack that is nothing one carries. */
function writeWeapon(
  attack: Attack,
  { order, item, left }: { order: number; item: { name: string; flags: Draft; system: Draft } | null; left: Json | undefined },
): JsonObject {
  const usual = {
    system: { type: { value: attack.kind === 'ranged' ? 'simpleR' : attack.kind === 'melee' ? 'simpleM' : 'natural' } },
  };
  const weapon = merge(merge(usual, left), {
    type: 'weapon',
    name: item?.name ?? attack.name,
    system: {
      proficient: attack.isProficient ? 1 : 0,
      magicalBonus: null,
      properties: attack.properties.map((word) => (Object.hasOwn(PROPERTY_CODES, word) ? (PROPERTY_CODES[word] ?? word) : word)),
      range: attack.kind === 'melee' ? { reach: attack.rangeFeet, units: 'ft' } : { value: attack.rangeFeet, units: 'ft' },
    },
    flags: { skald: { attackId: attack.id, attackOrder: order, attackName: attack.name } },
  });
  return merge(
    withAttack(weapon as JsonObject, attack),
    item === null ? {} : { flags: item.flags, system: item.system },
  ) as JsonObject;
}

/** Writes the attack activity, in place of the one that is there. */
function withAttack(item: JsonObject, attack: Attack): JsonObject {
  const isPlain = attack.toHit === null;
  const hasBase = isPlain && attack.kind !== 'spell';
  const [first, ...others] = attack.damage;
  const old = attackActivity(item);
  const oldId = at(old ?? undefined, '_id');
  const id = typeof oldId === 'string' && /^[A-Za-z0-9]{16}$/.test(oldId) ? oldId : ACTIVITY_ID;
  const activity = merge(old ?? undefined, {
    _id: id,
    type: 'attack',
    attack: {
      ability: attack.ability === null ? 'none' : ABILITY_CODES[attack.ability],
      bonus: isPlain ? (attack.bonus === 0 ? '' : String(attack.bonus)) : String(attack.toHit),
      flat: !isPlain,
      type: {
        value: attack.kind === 'melee' || (attack.kind === 'spell' && attack.rangeFeet <= 5) ? 'melee' : 'ranged',
        classification: attack.kind === 'spell' ? 'spell' : 'weapon',
      },
    },
    damage: { includeBase: hasBase, parts: (hasBase ? others : attack.damage).map(writeDamage) },
  });
  const activities = at(item, 'system', 'activities');
  const kept = isObject(activities) ? Object.fromEntries(Object.entries(activities).filter(([, one]) => one !== old)) : {};
  const base =
    hasBase && first !== undefined
      ? writeDamage(first)
      : { number: null, denomination: null, bonus: '', types: [], custom: { enabled: false } };
  const isSpell = at(item, 'type') === 'spell';
  return merge(
    { ...item, system: { ...(isObject(item.system) ? item.system : {}), activities: { [id]: activity, ...kept } } },
    {
      system: isSpell ? {} : { damage: { base } },
      flags: { skald: isPlain ? {} : { bonus: attack.bonus } },
    },
  ) as JsonObject;
}

function writeDamage({ dice, type }: Attack['damage'][number]): JsonObject {
  const [whole, number, sides, bonus = ''] = /^([1-9]\d?)d([1-9]\d{0,2})([+-][1-9]\d*)?$/.exec(dice) ?? [];
  if (whole === undefined)
    return { number: null, denomination: null, bonus: '', types: [type], custom: { enabled: true, formula: dice } };
  return {
    number: Number(number),
    denomination: Number(sides),
    bonus: bonus.replace(/^\+/, ''),
    types: [type],
    custom: { enabled: false, formula: '' },
    scaling: { mode: '', number: null, formula: '' },
  };
}

function writeCarried(
  character: Character,
  {
    entry,
    order,
    pairs,
    left,
  }: { entry: Character['inventory'][number]; order: number; pairs: ReadonlyMap<string, string>; left: Json | undefined },
): JsonObject {
  const system = { quantity: entry.quantity, equipped: entry.isEquipped, description: { value: textToHtml(entry.text) } };
  const flags = { skald: { itemId: entry.id, itemOrder: order } };
  const paired = attackIn(character, pairs, `item:${entry.id}`);
  if (paired !== null)
    return writeWeapon(paired.attack, { order: paired.order, item: { name: entry.name, flags, system }, left });
  const key = entry.isEquipped && left === undefined ? armourKeyOf(entry.name) : null;
  const isWorn = key !== null && key === character.armour.worn;
  const usual =
    isWorn && key !== null
      ? writeArmour(key)
      : { type: entry.isEquipped ? 'equipment' : 'loot', system: { type: { value: entry.isEquipped ? 'trinket' : 'gear' } } };
  return merge(merge(usual, left ?? {}), { name: entry.name, system, flags }) as JsonObject;
}

/** An item of armour that is worn, as dnd5e describes it. */
export function writeArmour(key: NonNullable<Character['armour']['worn']>): JsonObject {
  const { base, category, dexterityCap, name } = ARMOUR_TABLE[key];
  return {
    type: 'equipment',
    name: name.en,
    system: {
      type: { value: category, baseItem: ARMOUR_CODES[key] },
      armor: { value: base, dex: dexterityCap, magicalBonus: null },
      equipped: true,
      quantity: 1,
      description: { value: '' },
    },
  };
}

function writeSpell(
  character: Character,
  { spell, order, pairs, left }: { spell: Spell; order: number; pairs: ReadonlyMap<string, string>; left: Json | undefined },
): JsonObject {
  const others = propertiesOf((at(left, 'system') ?? {}) as JsonObject).filter((code) => code !== 'concentration');
  const written = merge(left, {
    type: 'spell',
    name: spell.name,
    system: {
      level: spell.level,
      method: 'spell',
      prepared: spell.isPrepared ? 1 : 0,
      properties: spell.needsConcentration ? [...others, 'concentration'] : others,
      description: { value: textToHtml(spell.text) },
    },
    flags: { skald: { id: spell.id, order } },
  }) as JsonObject;
  const paired = attackIn(character, pairs, `spell:${spell.id}`);
  if (paired === null) return written;
  const { attack } = paired;
  const range = { value: attack.rangeFeet, units: 'ft' };
  const own = { attackId: attack.id, attackOrder: paired.order, attackName: attack.name, isProficient: attack.isProficient };
  const codes = attack.properties.map((word) => (Object.hasOwn(PROPERTY_CODES, word) ? (PROPERTY_CODES[word] ?? word) : word));
  return merge(withAttack(written, attack), { system: { range }, flags: { skald: { ...own, properties: codes } } }) as JsonObject;
}
