import type { Character, Language } from '@skald/protocol';
import { proficiencyBonusOf } from '../../rules/character/levels.ts';
import { entryIdOf, finishSheet } from '../finish.ts';
import { backgroundKeyOf, classKeyOf, speciesKeyOf } from '../known-words.ts';
import type { ReadSheet } from '../read-sheet.ts';
import { Problems, Source } from '../source.ts';
import { clipText, htmlToText } from '../text.ts';
import { at, isObject, objectsOf, own, type JsonObject } from '../tree.ts';
import { nameOf, readAttacks } from './attacks.ts';
import { readArmour, readSpeed, readVitals } from './body.ts';
import { readCasting } from './casting.ts';
import type { SheetContext } from './context.ts';
import { readFeatures } from './features.ts';
import { alignmentOfId } from './ids.ts';
import { activeModifiers, numberOf, select, sum, textOf } from './modifiers.ts';
import { readDefences, readOtherTraining, readSaves, readScores, readSkillTraining } from './scores.ts';

const COINS = { copper: 'cp', silver: 'sp', electrum: 'ep', gold: 'gp', platinum: 'pp' } as const;
/** Who a sheet belongs to and whom they play with is nobody's business here, and is not kept. */
const NOT_KEPT = ['campaign', 'userId', 'username', 'readonlyUrl', 'decorations', 'avatarUrl'];

/** Lists whose every entry became part of the sheet. */
const USED_UP = [
  'modifiers',
  'classes',
  'classSpells',
  'spells',
  'spellSlots',
  'pactMagic',
  'feats',
  'actions',
  'conditions',
  'deathSaves',
];

/** The character itself, or the answer of D&D Beyond's character service around it. */
export function isDndBeyond(tree: JsonObject): boolean {
  const data = dataOf(tree);
  return Array.isArray(data.stats) && (Array.isArray(data.classes) || data.baseHitPoints !== undefined);
}

function dataOf(tree: JsonObject): JsonObject {
  const inner = [own(tree, 'data'), at(tree, 'ddb', 'character'), own(tree, 'character')].find((one) =>
    Array.isArray(at(one, 'stats')),
  );
  return isObject(inner) ? inner : tree;
}

/** Reads a character of D&D Beyond. The tree is taken apart. */
export function readDndBeyond(tree: JsonObject, language: Language): ReadSheet {
  const problems = new Problems();
  const data = dataOf(tree);
  const source = new Source(data, data === tree ? '' : 'data', problems);
  const modifiers = activeModifiers(data);
  const abilities = readScores(source, modifiers);
  const classes = readClasses(source, language);
  const level = classes.reduce((total, one) => total + one.level, 0);
  const context: SheetContext = { data, modifiers, abilities, level, proficiencyBonus: proficiencyBonusOf(level), language };
  const armour = readArmour(context);
  const casting = readCasting(context);
  if (casting.isCut) source.problem('classSpells', 'too_many');
  const defences = readDefences(modifiers);
  if (objectsOf(data.customDefenseAdjustments).length > 0) source.problem('customDefenseAdjustments', 'unsupported');
  const draft: Character = {
    name: readName(source, language),
    classes,
    species: readSpecies(source),
    background: readBackground(source),
    alignment: alignmentOfId(source.take('alignmentId'), language),
    experience: source.whole('currentXp', { min: 0, max: 1_000_000 }) ?? 0,
    abilities,
    saves: readSaves(data, modifiers),
    skills: readSkillTraining(data, modifiers),
    training: readOtherTraining(data, modifiers),
    armour,
    speedFeet: readSpeed(source, context, armour),
    initiativeBonus: Math.min(20, Math.max(-20, sum(select(modifiers, 'bonus', 'initiative')))),
    vitals: readVitals(source, context),
    defences,
    attacks: readAttacks(context, casting.cantrips, casting.spellcasting?.ability ?? null),
    spellcasting: casting.spellcasting,
    features: readFeatures(context),
    inventory: readInventory(source),
    coins: readCoins(source),
    hasInspiration: source.isSet('inspiration'),
    notes: readNotes(source, language),
    portrait: null,
  };
  for (const key of [...NOT_KEPT, ...USED_UP]) source.take(key);
  return finishSheet('dndbeyond', draft, { dndbeyond: data }, problems);
}

function readName(source: Source, language: Language): string {
  const name = source.line('name', 40);
  if (name !== null && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) return name;
  source.problem('name', 'missing');
  return language === 'ru' ? 'Безымянный' : 'Nameless';
}

function readClasses(source: Source, language: Language): Character['classes'] {
  const classes = source
    .children('classes')
    .slice(0, 6)
    .map((one, index): Character['classes'][number] => {
      const definition = one.child('definition');
      const name = nameOf(definition.fields, index);
      const level = numberOf(one.peek('level'));
      if (level === null) one.problem('level', 'missing');
      if (level !== null && (level < 1 || level > 20)) one.problem('level', 'out_of_range');
      const die = ([6, 8, 10, 12] as const).find((sides) => sides === definition.peek('hitDice'));
      if (die === undefined) definition.problem('hitDice', 'missing');
      const whole = Math.min(20, Math.max(1, level ?? 1));
      const used = numberOf(one.peek('hitDiceUsed')) ?? 0;
      const subclass = at(one.fields, 'subclassDefinition', 'name');
      return {
        key: classKeyOf(name),
        name,
        level: whole,
        subclass: subclass === undefined || subclass === null ? '' : nameOf({ name: subclass }, index),
        hitDie: die ?? 8,
        hitDiceSpent: Math.min(whole, Math.max(0, used)),
      };
    });
  if (classes.length > 0) return classes;
  source.problem('classes', 'missing');
  return [{ key: null, name: language === 'ru' ? 'Без класса' : 'No class', level: 1, subclass: '', hitDie: 8, hitDiceSpent: 0 }];
}

function readSpecies(source: Source): Character['species'] {
  const race = source.child('race');
  const base = textOf(race.peek('baseRaceName')) || textOf(race.peek('baseName'));
  const name = race.line('fullName', 80) ?? race.line('baseName', 80);
  if (name === null) race.problem('fullName', 'missing');
  return { key: speciesKeyOf(base) ?? speciesKeyOf(name ?? ''), name: name ?? '—' };
}

function readBackground(source: Source): Character['background'] {
  const background = source.child('background');
  const own = background.peek('hasCustomBackground') === true ? background.child('customBackground').line('name', 80) : null;
  const name = own ?? background.child('definition').line('name', 80);
  if (name === null) background.problem('definition.name', 'missing');
  return { key: own === null ? backgroundKeyOf(name ?? '') : null, name: name ?? '—' };
}

function readInventory(source: Source): Character['inventory'] {
  const items = source.children('inventory').map((item, index) => ({
    id: entryIdOf('item', numberOf(item.peek('id')), index),
    name: nameOf(item.child('definition').fields, index),
    quantity: item.whole('quantity', { min: 0, max: 99_999 }) ?? 1,
    isEquipped: item.peek('equipped') === true,
    text: item.child('definition').html('description', 4_000),
  }));
  const custom = source.children('customItems').map((item, index) => ({
    id: entryIdOf('custom', numberOf(item.peek('id')), index),
    name: nameOf(item.fields, index),
    quantity: item.whole('quantity', { min: 0, max: 99_999 }) ?? 1,
    isEquipped: false,
    text: [item.html('description', 2_000), item.html('notes', 1_900)].filter((one) => one !== '').join('\n\n'),
  }));
  return [...items, ...custom];
}

function readCoins(source: Source): Character['coins'] {
  const purse = source.child('currencies');
  const entries = Object.entries(COINS).map(([coin, code]) => [coin, purse.whole(code, { min: 0, max: 1_000_000 }) ?? 0]);
  return Object.fromEntries(entries) as Character['coins'];
}

const NOTE_TITLES = {
  personalityTraits: { en: 'Personality', ru: 'Черты характера' },
  ideals: { en: 'Ideals', ru: 'Идеалы' },
  bonds: { en: 'Bonds', ru: 'Привязанности' },
  flaws: { en: 'Flaws', ru: 'Слабости' },
  appearance: { en: 'Appearance', ru: 'Внешность' },
  backstory: { en: 'Backstory', ru: 'Предыстория' },
  allies: { en: 'Allies', ru: 'Союзники' },
  enemies: { en: 'Enemies', ru: 'Враги' },
  organizations: { en: 'Organisations', ru: 'Организации' },
  personalPossessions: { en: 'Possessions', ru: 'Личные вещи' },
  otherHoldings: { en: 'Holdings', ru: 'Владения' },
  otherNotes: { en: 'Notes', ru: 'Заметки' },
} as const;

/** Texts about the character, each under its title: `traits` and `notes`. */
function readNotes(source: Source, language: Language): string {
  const parts = (Object.keys(NOTE_TITLES) as (keyof typeof NOTE_TITLES)[]).flatMap((key) => {
    const holder = ['traits', 'notes'].map((name) => source.child(name)).find((one) => one.peek(key) !== undefined);
    const text = htmlToText(holder?.words(key) ?? '');
    return text === '' ? [] : [`${NOTE_TITLES[key][language]}: ${text}`];
  });
  const notes = parts.join('\n\n');
  if (notes.length > 8_000) source.problem('notes', 'cut');
  return clipText(notes, 8_000);
}
