import { characterSchema, type Character } from '@skald/protocol';
import { boundAside, type Aside } from './aside.ts';
import type { ReadSheet } from './read-sheet.ts';
import { Problems } from './source.ts';
import { isObject, own, type JsonObject } from './tree.ts';

export const SKALD_FORMAT = 'skald-character';
export const SKALD_VERSION = 1;

/** Our own file of a character: all of it, and what was kept for other programs. */
export function writeSkald(character: Character, aside: Aside): JsonObject {
  return { format: SKALD_FORMAT, version: SKALD_VERSION, character: character, aside };
}

export function isSkald(tree: JsonObject): boolean {
  return own(tree, 'format') === SKALD_FORMAT;
}

/** Reads what `writeSkald` writes. Fields of a later version are kept aside; a sheet that does not fit is refused, field by field. */
export function readSkald(tree: JsonObject): ReadSheet {
  const problems = new Problems();
  const { format: _format, version: _version, character, aside, ...rest } = tree;
  if (own(tree, 'version') !== SKALD_VERSION) problems.add('version', 'unsupported');
  const checked = characterSchema.safeParse(character ?? null);
  if (!checked.success) {
    for (const issue of checked.error.issues) problems.add(['character', ...issue.path].join('.'), 'invalid');
    return { format: 'skald', character: null, aside: {}, problems: problems.list };
  }
  const known = new Set(Object.keys(characterSchema.shape));
  const unknown = Object.entries(isObject(character) ? character : {}).filter(([key]) => !known.has(key));
  const later = { ...rest, ...(unknown.length === 0 ? {} : { character: Object.fromEntries(unknown) }) };
  const kept = { ...(isObject(aside) ? aside : {}), ...(Object.keys(later).length === 0 ? {} : { skald: later }) };
  return { format: 'skald', character: checked.data, aside: boundAside(kept, problems), problems: problems.list };
}
