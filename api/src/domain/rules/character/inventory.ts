import { ProtocolError, type Character } from '@skald/protocol';

type Item = Character['inventory'][number];

/** Most kinds of things on a sheet, and most of one kind. */
const KINDS_MAX = 200;
const QUANTITY_MAX = 99_999;

/** The thing of this name: large letters and ё do not matter. */
export function findItem(character: Character, name: string): Item | undefined {
  const wanted = folded(name);
  return character.inventory.find((item) => folded(item.name) === wanted);
}

/** The sheet with more of a thing: on the pile of its name, or as a new entry. Throws ProtocolError `over_limit`. */
export function withItem(character: Character, added: Pick<Item, 'name' | 'quantity' | 'text'>): Character {
  const present = findItem(character, added.name);
  if (present === undefined) {
    if (character.inventory.length >= KINDS_MAX) throw new ProtocolError('over_limit');
    const item = { id: freeId(character), isEquipped: false, ...added };
    return { ...character, inventory: [...character.inventory, item] };
  }
  const quantity = present.quantity + added.quantity;
  if (quantity > QUANTITY_MAX) throw new ProtocolError('over_limit');
  const inventory = character.inventory.map((item) => (item.id === present.id ? { ...item, quantity } : item));
  return { ...character, inventory };
}

/** The sheet with less of a thing; the last of it takes the entry away. Throws ProtocolError `no_such_entry` and `too_few`. */
export function withoutItem(character: Character, itemId: string, quantity: number): Character {
  const present = character.inventory.find((item) => item.id === itemId);
  if (present === undefined) throw new ProtocolError('no_such_entry');
  if (present.quantity < quantity) throw new ProtocolError('too_few');
  const left = present.quantity - quantity;
  const inventory = character.inventory.flatMap((item) => {
    if (item.id !== itemId) return [item];
    return left === 0 ? [] : [{ ...item, quantity: left }];
  });
  return { ...character, inventory };
}

function freeId(character: Character): string {
  const taken = new Set(character.inventory.map((item) => item.id));
  let number = 1;
  while (taken.has(`item-${number}`)) number += 1;
  return `item-${number}`;
}

function folded(name: string): string {
  return name.trim().toLowerCase().replaceAll('ё', 'е');
}
