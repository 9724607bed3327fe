import type { Character, Spell } from '@skald/protocol';
import { entryIdOf } from '../finish.ts';
import type { Source } from '../source.ts';
import { at, objectsOf, textOf } from '../tree.ts';
import { attackActivity, propertiesOf, readAttack } from './attacks.ts';
import type { ActorContext } from './context.ts';
import { valueOf } from './formula.ts';

type Feature = Character['features'][number];
type InventoryEntry = Character['inventory'][number];

/** Entries of a sheet with the place that our export gave them, and the slot under which what is left of the item is kept. */
interface Placed<Entry> {
  readonly entry: Entry;
  readonly order: number;
}

export interface ReadItems {
  readonly attacks: Character['attacks'];
  readonly spells: Spell[];
  readonly features: Feature[];
  readonly inventory: InventoryEntry[];
  /** `item:<id>`, `spell:<id>`, `feature:<id>` or `attack:<id>` of each item that became an entry. */
  readonly slots: ReadonlyMap<Source, string>;
}

const CARRIED = new Set(['weapon', 'equipment', 'consumable', 'tool', 'loot', 'container', 'backpack']);
const TEXT_MAX = 4_000;

/** Items of an actor that are no classes, species or backgrounds. Those of unknown types are left for the aside. */
export function readItems(items: readonly Source[], context: ActorContext): ReadItems {
  const attacks: Placed<Character['attacks'][number]>[] = [];
  const spells: Placed<Spell>[] = [];
  const features: Placed<Feature>[] = [];
  const inventory: Placed<InventoryEntry>[] = [];
  const slots = new Map<Source, string>();
  items.forEach((item, index) => {
    const type = item.peek('type');
    if (type !== 'spell' && type !== 'feat' && !CARRIED.has(textOf(type))) return;
    const flags = at(item.fields, 'flags', 'skald');
    const name = item.line('name', 80);
    if (name === null) item.problem('name', 'missing');
    const base = { item, index, name: name ?? `#${index + 1}`, context };
    const order = (key: string): number => numberOr(at(flags, key), index);
    const attack = attackOf(base, type);
    if (attack !== null) attacks.push({ entry: attack, order: order('attackOrder') });
    if (type === 'spell') {
      const entry = readSpell(base);
      spells.push({ entry, order: order('order') });
      slots.set(item, `spell:${entry.id}`);
    } else if (type === 'feat') {
      const entry = readFeature(base);
      features.push({ entry, order: order('order') });
      slots.set(item, `feature:${entry.id}`);
    } else if (attack !== null && at(flags, 'attackId') !== undefined && at(flags, 'itemId') === undefined) {
      slots.set(item, `attack:${attack.id}`);
    } else if (at(flags, 'isArmourOnly') !== true) {
      const entry = readCarried(base);
      inventory.push({ entry, order: order('itemOrder') });
      slots.set(item, `item:${entry.id}`);
    } else slots.set(item, 'armour');
    item.child('flags').take('skald');
  });
  return { attacks: sorted(attacks), spells: sorted(spells), features: sorted(features), inventory: sorted(inventory), slots };
}

interface Base {
  readonly item: Source;
  readonly index: number;
  readonly name: string;
  readonly context: ActorContext;
}

function attackOf({ item, index, name, context }: Base, type: unknown): Character['attacks'][number] | null {
  const flags = at(item.fields, 'flags', 'skald');
  const own = at(flags, 'attackId');
  const isCantrip = type === 'spell' && at(item.fields, 'system', 'level') === 0 && attackActivity(item.fields) !== null;
  if (type !== 'weapon' && !isCantrip && own === undefined) return null;
  const written = at(flags, 'attackName');
  const attack = readAttack(
    item,
    typeof written === 'string' ? written.slice(0, 80) : name,
    own === undefined ? context : { ...context, level: 0 },
  );
  return attack === null ? null : { id: idOf(item, 'attackId', 'attack', index), ...attack };
}

function readSpell({ item, index, name }: Base): Spell {
  const system = item.child('system');
  const isOurs = at(item.fields, 'flags', 'skald', 'id') !== undefined;
  const level = system.whole('level', { min: 0, max: 9 });
  if (level === null) system.problem('level', 'missing');
  const needsConcentration =
    propertiesOf(system.fields).includes('concentration') || at(system.fields, 'components', 'concentration') === true;
  const isPrepared = preparedOf(system, isOurs);
  return {
    id: idOf(item, 'id', 'spell', index),
    name,
    level: level ?? 0,
    isPrepared: isPrepared || (level === 0 && !isOurs),
    needsConcentration,
    text: system.child('description').html('value', TEXT_MAX),
  };
}

/** `method` and `prepared` (dnd5e 5.1 and later), `preparation` before. */
function preparedOf(system: Source, isOurs: boolean): boolean {
  const old = system.child('preparation');
  const method = system.peek('method') ?? old.peek('mode');
  const isAlways = ['always', 'atwill', 'innate', 'pact'].includes(textOf(method)) && !isOurs;
  const isPrepared = system.isSet('prepared');
  return isAlways || isPrepared || old.isSet('prepared');
}

function readFeature({ item, index, name, context }: Base): Feature {
  const system = item.child('system');
  const uses = system.child('uses');
  const max = maxUses(uses, context);
  const text = system.child('description').html('value', TEXT_MAX);
  if (max === null) return { id: idOf(item, 'id', 'feature', index), name, text, uses: null };
  const period = at(objectsOf(uses.peek('recovery'))[0], 'period') ?? uses.peek('per');
  const left = uses.whole('value', { min: 0, max: 99 });
  const spent = uses.whole('spent', { min: 0, max: 99 }) ?? (left === null ? 0 : Math.max(0, max - left));
  const recovers =
    period === 'sr' ? 'short_rest' : ['lr', 'day', 'dawn', 'dusk'].includes(textOf(period)) ? 'long_rest' : 'never';
  return { id: idOf(item, 'id', 'feature', index), name, text, uses: { max, spent: Math.min(max, spent), recovers } };
}

/** Null without limited uses. A formula that cannot be worked out is left, and told. */
function maxUses(uses: Source, { references }: ActorContext): number | null {
  const written = uses.peek('max');
  if (written === undefined || written === null || written === '' || written === 0) return null;
  const value = typeof written === 'string' || typeof written === 'number' ? valueOf(String(written), references) : null;
  if (value === null) uses.problem('max', 'formula');
  return value === null || value < 1 ? null : Math.min(99, Math.trunc(value));
}

function readCarried({ item, index, name }: Base): InventoryEntry {
  const system = item.child('system');
  return {
    id: idOf(item, 'itemId', 'item', index),
    name,
    quantity: system.whole('quantity', { min: 0, max: 99_999 }) ?? 1,
    isEquipped: at(system.fields, 'equipped') === true,
    text: system.child('description').html('value', TEXT_MAX),
  };
}

function idOf(item: Source, flag: string, kind: string, index: number): string {
  const own = at(item.fields, 'flags', 'skald', flag);
  if (typeof own === 'string' && /^[\w-]{1,40}$/.test(own)) return own;
  const id = item.peek('_id');
  return entryIdOf(kind, typeof id === 'string' ? id : null, index);
}

function numberOr(value: unknown, other: number): number {
  return typeof value === 'number' ? value : other;
}

function sorted<Entry>(placed: readonly Placed<Entry>[]): Entry[] {
  return [...placed].sort((a, b) => a.order - b.order).map(({ entry }) => entry);
}
