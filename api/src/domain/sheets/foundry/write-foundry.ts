import { ABILITIES, SKILLS, type Character, type Condition } from '@skald/protocol';
import { SHIELD_BONUS } from '../../rules/catalogue/armours.ts';
import type { Aside } from '../aside.ts';
import { textToHtml } from '../text.ts';
import { at, isObject, objectsOf, textOf, type Json, type JsonObject } from '../tree.ts';
import { armourOf } from './armour.ts';
import { ABILITY_CODES, COIN_CODES, SKILL_CODES, TRAINING_CODES } from './codes.ts';
import { referencesOf } from './context.ts';
import { statusEffectId } from './effects.ts';
import { merge, type Draft } from './merge.ts';
import { writeArmour, writeItems } from './write-items.ts';

/** Version of dnd5e whose fields are written: Foundry brings actors of earlier versions up to date when it takes them in. */
export const FOUNDRY_SYSTEM_VERSION = '5.1.0';

const BONUS_EFFECT_ID = 'skaldArmourBonus';

/**
 * An actor of the type `character` for dnd5e, with what an import had left of one. What dnd5e has no place for (ids and order of our
 * entries, other programs' fields) stands in `flags.skald`. Portraits are not in it.
 */
export function writeFoundry(character: Character, aside: Aside): JsonObject {
  const left = isObject(aside.foundry) ? aside.foundry : {};
  const { foundry: _foundry, ...others } = aside;
  const leftItems = isObject(left.items) ? left.items : {};
  const actor = merge(merge(usualActor(character), left.actor ?? {}), {
    type: 'character',
    name: character.name,
    system: writeSystem(character, at(left.actor, 'system')),
    flags: {
      skald: {
        training: [...character.training],
        ...(character.spellcasting?.pact ? { pactLevel: character.spellcasting.pact.level } : {}),
        ...(character.portrait === null ? {} : { portrait: character.portrait }),
        ...(Object.keys(others).length === 0 ? {} : { aside: others }),
      },
    },
    _stats: { systemId: 'dnd5e', systemVersion: FOUNDRY_SYSTEM_VERSION },
  }) as JsonObject;
  const items = [...writeItems(character, leftItems), ...objectsOf(left.others)];
  const dressed = dress(character, items);
  const statuses = statusEffects(character);
  const rewritten = new Set([BONUS_EFFECT_ID, ...statuses.map((effect) => effect._id)]);
  const kept = objectsOf(at(left.actor, 'effects')).filter((effect) => !rewritten.has(effect._id ?? null));
  const effects = [...kept, ...statuses];
  const whole = { ...actor, items: dressed, effects };
  return { ...whole, effects: [...effects, ...armourEffect(character, whole)] };
}

/** What an actor has that no import has seen. */
function usualActor(character: Character): JsonObject {
  const skills = SKILLS.filter((skill) => character.skills[skill] === undefined).map((skill) => [
    SKILL_CODES[skill],
    { value: 0 },
  ]);
  return { img: 'icons/svg/mystery-man.svg', system: { skills: Object.fromEntries(skills) as JsonObject } };
}

function writeSystem(character: Character, left: Json | undefined): Draft {
  const { vitals, armour, spellcasting } = character;
  const skills = SKILLS.flatMap((skill) => {
    const trained = character.skills[skill];
    return trained === undefined ? [] : [[SKILL_CODES[skill], { value: trained === 'expert' ? 2 : 1 }]];
  });
  return {
    abilities: Object.fromEntries(
      ABILITIES.map((one) => [
        ABILITY_CODES[one],
        { value: character.abilities[one], proficient: character.saves.includes(one) ? 1 : 0 },
      ]),
    ),
    attributes: {
      ac: armour.override === null ? { calc: 'default', flat: null } : { calc: 'flat', flat: armour.override },
      hp: { value: vitals.hitPoints.current, max: vitals.hitPoints.max, temp: vitals.hitPoints.temporary, tempmax: 0 },
      death: { success: vitals.deathSaves.successes, failure: vitals.deathSaves.failures },
      exhaustion: vitals.conditions.find((one) => one.condition === 'exhaustion')?.level ?? 0,
      init: { bonus: character.initiativeBonus === 0 ? '' : String(character.initiativeBonus) },
      inspiration: character.hasInspiration,
      movement: { walk: character.speedFeet, units: 'ft' },
      spellcasting: spellcasting === null ? '' : ABILITY_CODES[spellcasting.ability],
    },
    details: {
      alignment: character.alignment,
      biography: { value: textToHtml(character.notes) },
      xp: { value: character.experience },
    },
    skills: Object.fromEntries(skills) as JsonObject,
    traits: writeTraits(character, left),
    currency: Object.fromEntries(
      Object.entries(COIN_CODES).map(([coin, code]) => [code, character.coins[coin as keyof typeof COIN_CODES]]),
    ),
    spells: writeSlots(spellcasting),
  };
}

function writeSlots(spellcasting: Character['spellcasting']): Draft {
  if (spellcasting === null) return {};
  const slots = spellcasting.slots.map((slot, index) => [
    `spell${index + 1}`,
    { value: Math.max(0, slot.max - slot.spent), override: slot.max },
  ]);
  const { pact } = spellcasting;
  return {
    ...(Object.fromEntries(slots) as JsonObject),
    ...(pact === null ? {} : { pact: { value: Math.max(0, pact.max - pact.spent), override: pact.max } }),
  };
}

/** Words that dnd5e knows go into its lists, the others beside the languages, parted by `;`. */
function writeTraits(character: Character, left: Json | undefined): Draft {
  const kept = (key: string): Json[] => {
    const list = at(left, 'traits', key, 'value');
    return Array.isArray(list) ? list : [];
  };
  const lists = Object.entries(TRAINING_CODES).map(([key, codes]) => {
    const known = character.training.filter((word) => Object.hasOwn(codes, word)).map((word) => codes[word] ?? word);
    return [key, { value: known }] as const;
  });
  const others = character.training.filter((word) => !Object.values(TRAINING_CODES).some((codes) => Object.hasOwn(codes, word)));
  const { resistances, immunities, vulnerabilities, conditionImmunities } = character.defences;
  return merge(Object.fromEntries(lists), {
    languages: { custom: others.map((word) => word.replaceAll(';', ',')).join(';') },
    dr: { value: [...kept('dr'), ...resistances] },
    di: { value: [...kept('di'), ...immunities] },
    dv: { value: [...kept('dv'), ...vulnerabilities] },
    ci: { value: [...kept('ci'), ...conditionImmunities] },
  });
}

/** The items with the armour and the shield of the sheet on, and no other. */
function dress(character: Character, items: readonly JsonObject[]): JsonObject[] {
  const { worn, hasShield } = character.armour;
  const now = armourOf({}, items, character.abilities, {});
  const dressed = items.map((item) => {
    const type = at(item, 'system', 'type', 'value');
    const isWrong =
      (now.worn !== worn && ['light', 'medium', 'heavy'].includes(textOf(type))) || (type === 'shield' && !hasShield);
    return isWrong && at(item, 'system', 'equipped') === true
      ? (merge(item, { system: { equipped: false } }) as JsonObject)
      : item;
  });
  const flags = { skald: { isArmourOnly: true } };
  const shield = {
    type: 'equipment',
    name: 'Shield',
    system: { type: { value: 'shield', baseItem: 'shield' }, armor: { value: SHIELD_BONUS }, equipped: true, quantity: 1 },
  };
  const added: Draft[] = [
    ...(worn !== null && now.worn !== worn ? [{ ...writeArmour(worn), _id: 'skaldArmour00001', flags }] : []),
    ...(hasShield && !now.hasShield ? [{ ...shield, _id: 'skaldShield00001', flags }] : []),
  ];
  return [...dressed, ...(added as JsonObject[])];
}

/** An effect for what is added to armour class beyond the pieces that are worn; none when it comes out even. */
function armourEffect(character: Character, actor: JsonObject): JsonObject[] {
  const classes = character.classes.map((one) => ({ identifier: one.key ?? '', level: one.level }));
  const references = referencesOf(character.abilities, classes, null);
  const missing = character.armour.bonus - armourOf(actor, objectsOf(actor.items), character.abilities, references).bonus;
  if (missing === 0) return [];
  const change = { key: 'system.attributes.ac.bonus', mode: 2, value: String(missing), priority: null };
  return [
    {
      _id: BONUS_EFFECT_ID,
      name: 'Skald',
      img: 'icons/svg/shield.svg',
      disabled: false,
      transfer: false,
      statuses: [],
      changes: [change],
    },
  ];
}

function statusEffects(character: Character): JsonObject[] {
  const { conditions, concentration, life } = character.vitals;
  const effect = (status: string, name: string, flags: JsonObject): JsonObject => ({
    _id: statusEffectId(status),
    name,
    img: `systems/dnd5e/icons/svg/statuses/${status}.svg`,
    disabled: false,
    transfer: false,
    statuses: [status],
    changes: [],
    flags,
  });
  return [
    ...conditions.map(({ condition, level, source }) =>
      effect(condition, title(condition), {
        skald: { source },
        ...(condition === 'exhaustion' ? { dnd5e: { exhaustionLevel: level } } : {}),
      }),
    ),
    ...(concentration === null ? [] : [effect('concentrating', `Concentrating: ${concentration}`, { skald: { concentration } })]),
    ...(life === 'dead' || life === 'stable' ? [effect(life, title(life), {})] : []),
  ];
}

function title(status: Condition | 'dead' | 'stable'): string {
  return `${status.charAt(0).toUpperCase()}${status.slice(1)}`;
}
