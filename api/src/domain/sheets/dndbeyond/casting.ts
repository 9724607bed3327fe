import type { Ability, Character, Spell } from '@skald/protocol';
import { entryIdOf } from '../finish.ts';
import { classKeyOf } from '../known-words.ts';
import { CASTING, pactOf } from '../../rules/character/slots.ts';
import { slotsOfClasses, type Progression } from '../spell-slots.ts';
import { clipText, htmlToText } from '../text.ts';
import { at, objectsOf, type Json, type JsonObject } from '../tree.ts';
import { nameOf } from './attacks.ts';
import { modifierOfScore, type SheetContext } from './context.ts';
import { abilityOfId } from './ids.ts';
import { LIST_MAX, numberOf, textOf } from './modifiers.ts';

const TEXT_MAX = 4_000;
const SPELLS_MAX = 200;

export interface ReadCasting {
  readonly spellcasting: Character['spellcasting'];
  /** Cantrips as the file has them, for the attacks they make. */
  readonly cantrips: readonly JsonObject[];
  readonly isCut: boolean;
}

/** Slots, and the spells of classes, species, background, feats and items; each spell once. */
export function readCasting(context: SheetContext): ReadCasting {
  const { data } = context;
  const byClass = objectsOf(data.classSpells).flatMap((one) => {
    const owner = objectsOf(data.classes).find((all) => all.id === one.characterClassId);
    return objectsOf(one.spells).map((spell) => ({ spell, isKnown: isKnownCaster(owner) }));
  });
  const others = ['class', 'race', 'background', 'feat', 'item'].flatMap((source) =>
    objectsOf(at(data, 'spells', source)).map((spell) => ({ spell, isKnown: true })),
  );
  const all = [...byClass, ...others].slice(0, LIST_MAX).filter(({ spell }) => textOf(at(spell, 'definition', 'name')) !== '');
  const unique = all.filter(
    (one, index) =>
      all.findIndex((other) => at(other.spell, 'definition', 'name') === at(one.spell, 'definition', 'name')) === index,
  );
  const spells = unique.map(({ spell, isKnown }, index) => readSpell(spell, isKnown, index));
  const casters = objectsOf(data.classes).map(casterOf);
  const { slots, pact } = readSlots(data, casters);
  const ability = bestAbility(
    casters.map((one) => one.ability),
    context,
  );
  const isCaster = spells.length > 0 || pact !== null || slots.some((slot) => slot.max > 0);
  return {
    spellcasting: isCaster ? { ability: ability ?? 'intelligence', slots, pact, spells: spells.slice(0, SPELLS_MAX) } : null,
    cantrips: unique.map(({ spell }) => spell).filter((spell) => at(spell, 'definition', 'level') === 0),
    isCut: spells.length > SPELLS_MAX,
  };
}

function readSpell(spell: JsonObject, isKnown: boolean, index: number): Spell {
  const definition = (at(spell, 'definition') ?? {}) as JsonObject;
  const level = Math.min(9, Math.max(0, numberOf(definition.level) ?? 0));
  return {
    id: entryIdOf('spell', numberOf(definition.id), index),
    name: nameOf(definition, index),
    level,
    isPrepared: level === 0 || isKnown || spell.prepared === true || spell.alwaysPrepared === true,
    needsConcentration: definition.concentration === true,
    text: clipText(htmlToText(textOf(definition.description)), TEXT_MAX),
  };
}

/** Classes that know their spells instead of preparing some. */
function isKnownCaster(owner: JsonObject | undefined): boolean {
  const types = [at(owner, 'definition', 'spellPrepareType'), at(owner, 'subclassDefinition', 'spellPrepareType')];
  return owner !== undefined && types.every((one) => one === null || one === undefined);
}

interface Caster {
  readonly ability: Ability | null;
  readonly progression: Progression;
  readonly level: number;
}

function casterOf(one: JsonObject): Caster {
  const parts = [at(one, 'definition'), at(one, 'subclassDefinition')];
  const part = parts.find((all) => at(all, 'canCastSpells') === true);
  const key = classKeyOf(textOf(at(one, 'definition', 'name')));
  const divisor = numberOf(at(part, 'spellRules', 'multiClassSpellSlotDivisor'));
  const usual: Progression = divisor === 1 ? 'full' : divisor === 2 ? 'half' : divisor === 3 ? 'third' : 'none';
  const ofClass = key === null ? 'none' : CASTING[key].kind;
  return {
    ability: parts.map((all) => abilityOfId(at(all, 'spellCastingAbilityId'))).find((all) => all !== null) ?? null,
    progression: part === undefined ? 'none' : ofClass === 'none' ? usual : ofClass,
    level: Math.min(20, Math.max(0, numberOf(one.level) ?? 0)),
  };
}

/** How many slots there are follows from the classes; the file says how many are used. A table of the class in the file goes before ours. */
function readSlots(data: JsonObject, casters: readonly Caster[]): Pick<NonNullable<Character['spellcasting']>, 'slots' | 'pact'> {
  const shared = casters.filter((one) => one.progression !== 'none' && one.progression !== 'pact');
  const own = shared.length === 1 ? tableOf(data, casters.indexOf(shared[0] as Caster)) : null;
  const slots = (own ?? slotsOfClasses(casters)).map((max, index) => {
    const used = usedOf(data.spellSlots, index + 1);
    return { max: Math.min(99, Math.max(0, max)), spent: Math.min(Math.max(0, max), used) };
  });
  const pact = pactOf(
    Math.min(
      20,
      casters.filter((one) => one.progression === 'pact').reduce((sum, one) => sum + one.level, 0),
    ),
  );
  if (pact === null) return { slots, pact: null };
  return { slots, pact: { ...pact, spent: Math.min(pact.max, usedOf(data.pactMagic, pact.level)) } };
}

function tableOf(data: JsonObject, index: number): number[] | null {
  const one = objectsOf(data.classes)[index];
  const part = [at(one, 'definition'), at(one, 'subclassDefinition')].find((all) => at(all, 'canCastSpells') === true);
  const table = at(part, 'spellRules', 'levelSpellSlots');
  const row: Json | undefined = Array.isArray(table) ? table[numberOf(at(one, 'level')) ?? 0] : undefined;
  return Array.isArray(row) && row.length >= 9 ? row.slice(0, 9).map((all) => numberOf(all) ?? 0) : null;
}

function usedOf(list: Json | undefined, level: number): number {
  return Math.max(0, numberOf(objectsOf(list).find((one) => one.level === level)?.used) ?? 0);
}

function bestAbility(abilities: readonly (Ability | null)[], context: SheetContext): Ability | null {
  const known = abilities.filter((one) => one !== null);
  return known.sort((a, b) => modifierOfScore(context.abilities[b]) - modifierOfScore(context.abilities[a]))[0] ?? null;
}
