import { characterSchema, type Character } from '@skald/protocol';
import { boundAside, type Aside } from './aside.ts';
import { prune, type Problems } from './source.ts';
import { isObject } from './tree.ts';
import type { ReadSheet } from './read-sheet.ts';

const LIST_LIMITS = { attacks: 40, features: 100, inventory: 200, training: 60, classes: 6 } as const;

/** The last step of every import: lists within their limits, ids that are one entry's alone, and the check of the whole. */
export function finishSheet(format: ReadSheet['format'], draft: Character, aside: Aside, problems: Problems): ReadSheet {
  const limited: Character = { ...draft };
  for (const [key, max] of Object.entries(LIST_LIMITS) as [keyof typeof LIST_LIMITS, number][]) {
    if (draft[key].length <= max) continue;
    problems.add(key, 'too_many');
    Object.assign(limited, { [key]: draft[key].slice(0, max) });
  }
  const whole = withOwnIds(limited);
  const kept = prune(aside);
  const bounded = isObject(kept) ? boundAside(kept, problems) : {};
  const checked = characterSchema.safeParse(whole);
  if (checked.success) return { format, character: checked.data, aside: bounded, problems: problems.list };
  for (const issue of checked.error.issues) problems.add(issue.path.join('.'), 'invalid');
  return { format, character: null, aside: bounded, problems: problems.list };
}

function withOwnIds(character: Character): Character {
  const { spellcasting } = character;
  return {
    ...character,
    attacks: ownIds(character.attacks),
    features: ownIds(character.features),
    inventory: ownIds(character.inventory),
    spellcasting: spellcasting === null ? null : { ...spellcasting, spells: ownIds(spellcasting.spells) },
  };
}

function ownIds<Entry extends { readonly id: string }>(entries: readonly Entry[]): Entry[] {
  const used = new Set<string>();
  return entries.map((entry) => {
    const id = freeId(entry.id, used);
    used.add(id);
    return id === entry.id ? entry : { ...entry, id };
  });
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted.slice(0, 34)}-${number}`;
    if (!used.has(id)) return id;
  }
}

/** An id of an entry out of what a file calls it: letters, digits, `_` and `-`, at most 40. */
export function entryIdOf(prefix: string, name: string | number | null, index: number): string {
  const plain = String(name ?? '')
    .replace(/[^\w-]/g, '')
    .slice(0, 30);
  return `${prefix}${plain === '' ? `-${index + 1}` : `-${plain}`}`;
}
