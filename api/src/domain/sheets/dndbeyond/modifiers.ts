import { at, isObject, objectsOf, type Json, type JsonObject } from '../tree.ts';

/** One modifier of `modifiers.<source>` or of an item's `grantedModifiers`. */
export interface Modifier {
  readonly source: 'race' | 'class' | 'background' | 'feat' | 'item';
  readonly type: string;
  readonly subType: string;
  /** `value`, else `fixedValue`; null without a number. */
  readonly value: number | null;
  readonly restriction: string;
  readonly statId: number | null;
  readonly componentId: number | null;
  readonly label: string;
  /** Level of the class that it comes from; null for any other. */
  readonly classLevel: number | null;
}

/** Most entries of one list that are looked at. */
export const LIST_MAX = 1_000;

/** Modifiers that count now: granted, of classes taken as far as they are taken, and of items that are worn and attuned. */
export function activeModifiers(data: JsonObject): Modifier[] {
  const owners = ownersOf(data);
  const lists = (['race', 'class', 'background', 'feat'] as const).flatMap((source) =>
    objectsOf(at(data, 'modifiers', source))
      .slice(0, LIST_MAX)
      .flatMap((one) => {
        const owner = source === 'class' ? (owners.get(numberOf(one.componentId)) ?? null) : null;
        return isGranted(one, owner) ? [modifierOf(one, source, owner)] : [];
      }),
  );
  const items = objectsOf(data.inventory).slice(0, LIST_MAX).filter(isActive);
  return [...lists, ...items.flatMap((item) => itemModifiers(item))];
}

export function itemModifiers(item: JsonObject): Modifier[] {
  return objectsOf(at(item, 'definition', 'grantedModifiers'))
    .filter((one) => isGranted(one, null))
    .map((one) => modifierOf(one, 'item', null));
}

/** Worn where it can be, attuned where it has to be. Potions and the like do nothing while they are only carried. */
export function isActive(item: JsonObject): boolean {
  const definition = at(item, 'definition');
  const isAttuned = at(definition, 'canAttune') !== true || item.isAttuned === true;
  const isWorn = at(definition, 'canEquip') === true ? item.equipped === true : at(definition, 'isConsumable') !== true;
  return isAttuned && isWorn;
}

/** Those of a kind without a condition that only the table can judge. */
export function select(modifiers: readonly Modifier[], type: string, ...subTypes: string[]): Modifier[] {
  return modifiers.filter((one) => one.type === type && subTypes.includes(one.subType) && one.restriction === '');
}

export function sum(modifiers: readonly Modifier[]): number {
  return modifiers.reduce((total, one) => total + (one.value ?? 0), 0);
}

export function numberOf(value: Json | undefined): number | null {
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= 1e12 ? Math.trunc(number) : null;
}

function modifierOf(one: JsonObject, source: Modifier['source'], owner: Owner | null): Modifier {
  return {
    source,
    type: textOf(one.type),
    subType: textOf(one.subType),
    value: numberOf(one.value) ?? numberOf(one.fixedValue),
    restriction: textOf(one.restriction).trim(),
    statId: numberOf(one.statId),
    componentId: numberOf(one.componentId),
    label: textOf(one.friendlySubtypeName) || textOf(one.subType),
    classLevel: owner === null ? null : owner.level,
  };
}

/** The class that a feature belongs to. */
interface Owner {
  readonly level: number;
  readonly isStarting: boolean;
  readonly requiredLevel: number;
}

/** Owners by the id of the feature, which modifiers call their component. */
function ownersOf(data: JsonObject): ReadonlyMap<number | null, Owner> {
  const owners = new Map<number | null, Owner>();
  for (const one of objectsOf(data.classes)) {
    const [level, isStarting] = [numberOf(one.level) ?? 20, one.isStartingClass !== false];
    for (const feature of objectsOf(one.classFeatures)) {
      const id = numberOf(at(feature, 'definition', 'id'));
      const requiredLevel = numberOf(at(feature, 'definition', 'requiredLevel')) ?? 0;
      if (id !== null && !owners.has(id)) owners.set(id, { level, isStarting, requiredLevel });
    }
  }
  return owners;
}

function isGranted(one: JsonObject, owner: Owner | null): boolean {
  if (one.isGranted === false) return false;
  if (owner === null) return true;
  return owner.requiredLevel <= owner.level && (one.availableToMulticlass !== false || owner.isStarting);
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value that a player set by hand for a type and, where it has one, an id. */
export function customValue(data: JsonObject, typeId: number, valueId?: number): number | null {
  const found = objectsOf(data.characterValues).find(
    (one) => one.typeId === typeId && (valueId === undefined || numberOf(one.valueId) === valueId),
  );
  return isObject(found) ? numberOf(found.value) : null;
}
