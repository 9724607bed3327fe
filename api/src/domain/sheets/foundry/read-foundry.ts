import type { Ability, Character, Language } from '@skald/protocol';
import { proficiencyBonusOf } from '../../rules/character/levels.ts';
import { finishSheet } from '../finish.ts';
import { backgroundKeyOf, speciesKeyOf } from '../known-words.ts';
import type { ReadSheet } from '../read-sheet.ts';
import { Problems, prune, Source } from '../source.ts';
import { pactOf } from '../../rules/character/slots.ts';
import { slotsOfClasses } from '../spell-slots.ts';
import { clipText, oneLine } from '../text.ts';
import { at, isObject, numberOf, objectsOf, own, textOf, type JsonObject } from '../tree.ts';
import { readAbilities, readCoins, readDefences, readSkills, readTraining } from './actor-fields.ts';
import { armourOf } from './armour.ts';
import { CUSTOM_PREFIX, identifierOf, readClasses, type ReadClass } from './classes.ts';
import { abilityOfCode, feetOf, formulaField, referencesOf, type ActorContext } from './context.ts';
import { lifeOf, readStatuses } from './effects.ts';
import { readHitPoints } from './hit-points.ts';
import { readItems, type ReadItems } from './items.ts';

/** An exported actor of the type `character`: `system` since Foundry 10, `data` before. */
export function isFoundry(tree: JsonObject): boolean {
  return (
    own(tree, 'type') === 'character' &&
    [own(tree, 'system'), own(tree, 'data')].some((one) => at(one, 'abilities') !== undefined)
  );
}

/** Reads a dnd5e actor. The tree is taken apart. */
export function readFoundry(tree: JsonObject, language: Language): ReadSheet {
  const problems = new Problems();
  if (!isObject(own(tree, 'system')) && isObject(own(tree, 'data'))) {
    tree.system = own(tree, 'data') ?? {};
    delete tree.data;
  }
  const actor = new Source(tree, '', problems);
  const system = actor.child('system');
  const items = actor.children('items');
  const whole = structuredCopy(tree);
  const { abilities, saves } = readAbilities(system);
  const classes = readClasses(items);
  const context = contextOf(actor, { abilities, classes, language, problems });
  const species = readOrigin(items, 'race', system, speciesKeyOf);
  const background = readOrigin(items, 'background', system, backgroundKeyOf);
  const armour = armourOf(whole, objectsOf(whole.items), abilities, context.references);
  const found = readItems(
    items.filter((item) => !['class', 'subclass', 'race', 'background'].includes(textOf(item.peek('type')))),
    context,
  );
  const flags = actor.child('flags').take('skald');
  const draft: Character = {
    name: readName(actor, language),
    classes: classesOrOne(classes, system, language),
    species: species.entry ?? { key: null, name: '—' },
    background: background.entry ?? { key: null, name: '—' },
    alignment: system.child('details').line('alignment', 40) ?? '',
    experience: system.child('details').child('xp').whole('value', { min: 0, max: 1_000_000 }) ?? 0,
    abilities,
    saves,
    skills: readSkills(system),
    training: readTraining(system, textsOf(at(flags, 'training'))),
    armour,
    speedFeet: readSpeed(system, species.item),
    initiativeBonus: readInitiative(system, context),
    vitals: readVitals(actor, system, classes, context),
    defences: readDefences(system),
    attacks: found.attacks,
    spellcasting: readCasting(system, found, classes, { context, flags }),
    features: found.features,
    inventory: found.inventory,
    coins: readCoins(system),
    hasInspiration: system.child('attributes').isSet('inspiration'),
    notes: readNotes(system, language),
    portrait: portraitOf(at(flags, 'portrait')),
  };
  const slots = new Map([...found.slots, ...originSlots(classes, species.item, background.item)]);
  return finishSheet('foundry', draft, asideOf(tree, items, slots, at(flags, 'aside')), problems);
}

function contextOf(
  actor: Source,
  known: { abilities: Character['abilities']; classes: readonly ReadClass[]; language: Language; problems: Problems },
): ActorContext {
  const { abilities, classes } = known;
  const attributes = actor.child('system').child('attributes');
  const written = abilityOfCode(attributes.peek('spellcasting'));
  const castingAbility = written ?? classes.map((one) => one.castingAbility).find((one) => one !== null) ?? null;
  const trained = at(actor.fields, 'system', 'traits', 'weaponProf', 'value');
  return {
    ...known,
    level: classes.reduce((sum, one) => sum + one.level, 0),
    proficiencyBonus: proficiencyBonusOf(classes.reduce((sum, one) => sum + one.level, 0)),
    castingAbility,
    weaponTraining: new Set(textsOf(trained)),
    references: referencesOf(abilities, classes, castingAbility),
  };
}

function readName(actor: Source, language: Language): string {
  const name = actor.line('name', 40);
  if (name !== null && /[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) return name;
  actor.problem('name', 'missing');
  return language === 'ru' ? 'Безымянный' : 'Nameless';
}

/** Species or background: an item, or the text of older actors in `system.details`. */
function readOrigin<Key extends string>(
  items: readonly Source[],
  type: 'race' | 'background',
  system: Source,
  keyOf: (name: string) => Key | null,
): { entry: { key: Key | null; name: string } | null; item: Source | null } {
  const item = items.find((one) => one.peek('type') === type) ?? null;
  const identifier = item === null ? '' : identifierOf(item);
  const details = system.child('details');
  const written = details.peek(type);
  const isId = typeof written !== 'string' || item !== null;
  const name = item?.line('name', 80) ?? (isId ? null : details.line(type, 80));
  if (isId) details.take(type);
  if (name === null) {
    details.problem(type, 'missing');
    return { entry: null, item };
  }
  const key = identifier.startsWith(CUSTOM_PREFIX) ? null : (keyOf(identifier.replaceAll('-', ' ')) ?? keyOf(name));
  return { entry: { key, name }, item };
}

function classesOrOne(classes: readonly ReadClass[], system: Source, language: Language): Character['classes'] {
  if (classes.length > 0) return classes.map((one) => one.entry);
  system.problems.add('items', 'missing');
  const name = language === 'ru' ? 'Без класса' : 'No class';
  return [{ key: null, name, level: 1, subclass: '', hitDie: 8, hitDiceSpent: 0 }];
}

function readSpeed(system: Source, species: Source | null): number {
  const movement = system.child('attributes').child('movement');
  const units = movement.peek('units');
  const own = movement.whole('walk', { min: 0, max: 500 });
  if (own !== null) return Math.min(500, feetOf(own, units));
  const ofSpecies = at(species?.fields, 'system', 'movement');
  const walk = numberOf(at(ofSpecies, 'walk'));
  if (walk !== null) return Math.min(500, Math.max(0, feetOf(walk, at(ofSpecies, 'units'))));
  movement.problem('walk', 'missing');
  return 30;
}

function readInitiative(system: Source, context: ActorContext): number {
  const bonus = formulaField(system.child('attributes').child('init'), 'bonus', context.references) ?? 0;
  return Math.min(20, Math.max(-20, bonus));
}

function readVitals(actor: Source, system: Source, classes: readonly ReadClass[], context: ActorContext): Character['vitals'] {
  const hitPoints = readHitPoints(system, classes, context);
  const death = system.child('attributes').child('death');
  const deathSaves = {
    successes: death.whole('success', { min: 0, max: 3 }) ?? 0,
    failures: death.whole('failure', { min: 0, max: 3 }) ?? 0,
  };
  const { statuses, conditions, concentration } = readStatuses(actor);
  return { hitPoints, conditions, concentration, deathSaves, life: lifeOf(hitPoints.current, deathSaves, statuses) };
}

/** Slots: what is left in `system.spells`, and how many there are at most from its override or from the classes. */
function readCasting(
  system: Source,
  { spells }: ReadItems,
  classes: readonly ReadClass[],
  { context, flags }: { context: ActorContext; flags: unknown },
): Character['spellcasting'] {
  const all = system.child('spells');
  const ofClasses = slotsOfClasses(classes);
  const slots = ofClasses.map((usual, index) => pool(all.child(`spell${index + 1}`), usual));
  const warlock = classes.filter((one) => one.progression === 'pact').reduce((sum, one) => sum + one.level, 0);
  const pactSource = all.child('pact');
  const usual = pactOf(warlock);
  const own = at(flags as JsonObject, 'pactLevel');
  const pactLevel = usual?.level ?? (typeof own === 'number' ? Math.min(5, Math.max(1, Math.trunc(own))) : null);
  const pact = pactLevel === null ? null : { ...pool(pactSource, usual?.max ?? 0), level: pactLevel };
  const written = abilityOfCode(system.child('attributes').peek('spellcasting'));
  if (written !== null) system.child('attributes').take('spellcasting');
  const isCaster = written !== null || spells.length > 0 || pact !== null || slots.some((slot) => slot.max > 0);
  if (!isCaster) return null;
  const ability: Ability = context.castingAbility ?? 'intelligence';
  if (spells.length > 200) system.problems.add('items', 'too_many');
  return { ability, slots, pact, spells: spells.slice(0, 200) };
}

function pool(source: Source, usual: number): { max: number; spent: number } {
  const range = { min: 0, max: 99 };
  const old = source.whole('max', range);
  const max = source.whole('override', range) ?? (old === null || old === 0 ? usual : old);
  const left = source.whole('value', range) ?? max;
  return { max, spent: Math.max(0, max - left) };
}

const TRAITS = {
  trait: { en: 'Personality', ru: 'Черты характера' },
  ideal: { en: 'Ideals', ru: 'Идеалы' },
  bond: { en: 'Bonds', ru: 'Привязанности' },
  flaw: { en: 'Flaws', ru: 'Слабости' },
  appearance: { en: 'Appearance', ru: 'Внешность' },
} as const;

/** The biography, and the shorter texts about the character after it. */
function readNotes(system: Source, language: Language): string {
  const details = system.child('details');
  const biography = details.child('biography').html('value', 8_000);
  const traits = (Object.keys(TRAITS) as (keyof typeof TRAITS)[]).flatMap((key) => {
    const text = details.html(key, 2_000);
    return text === '' ? [] : [`${TRAITS[key][language]}: ${text}`];
  });
  return clipText([biography, ...traits].filter((one) => one !== '').join('\n\n'), 8_000);
}

function originSlots(classes: readonly ReadClass[], species: Source | null, background: Source | null): [Source, string][] {
  const ofClasses = classes.flatMap((one, index): [Source, string][] => [
    [one.item, `class:${index}`],
    ...(one.subclass === null ? [] : [[one.subclass, `subclass:${index}`] as [Source, string]]),
  ]);
  const origins: [Source | null, string][] = [
    [species, 'species'],
    [background, 'background'],
  ];
  return [...ofClasses, ...origins.filter((one): one is [Source, string] => one[0] !== null)];
}

/** What is left of the actor and of its items, and what our export had put beside. */
function asideOf(tree: JsonObject, items: readonly Source[], slots: ReadonlyMap<Source, string>, kept: unknown): JsonObject {
  const { items: _items, ...actor } = tree;
  const entries = items.flatMap((item) => {
    const slot = slots.get(item);
    return slot === undefined || slot === 'armour' ? [] : [[slot, item.fields] as const];
  });
  const others = items.filter((item) => !slots.has(item)).map((item) => item.fields);
  const foundry = prune({ actor, items: Object.fromEntries(entries), others });
  return { ...(isObject(kept) ? kept : {}), ...(foundry === undefined ? {} : { foundry }) };
}

function portraitOf(written: unknown): Character['portrait'] {
  return typeof written === 'string' && /^pi_[0-9a-z]{8,32}$/.test(written) ? (written as Character['portrait']) : null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map((one) => clipText(oneLine(one), 80)) : [];
}

function structuredCopy(tree: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(tree)) as JsonObject;
}
