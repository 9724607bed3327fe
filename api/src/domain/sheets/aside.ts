import type { Problems } from './source.ts';
import { isObject, type Json, type JsonObject } from './tree.ts';

/** Most of what is kept of a file besides the sheet, in bytes of JSON. */
export const ASIDE_MAX_BYTES = 256 * 1024;

/** What a file has and a sheet does not, by the format it came in. */
export type Aside = JsonObject;

/** Bytes of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value) ?? '';
  let bytes = text.length;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x7f) bytes += code > 0xffff ? 2 : code > 0x7ff ? 2 : 1;
  }
  return bytes;
}

/** As much of it as there is room for. What is largest goes first, and is told. */
export function boundAside(aside: Aside, problems: Problems): Aside {
  return bound(aside, ASIDE_MAX_BYTES, '', problems);
}

/** An object within so many bytes: its largest fields are made smaller where that is enough, and left out where it is not. */
function bound(value: JsonObject, room: number, path: string, problems: Problems): JsonObject {
  const fields = Object.entries(value)
    .map(([key, inner]) => ({ key, inner, bytes: bytesOf(inner) + bytesOf(key) + 2 }))
    .sort((a, b) => b.bytes - a.bytes);
  let bytes = fields.reduce((sum, one) => sum + one.bytes, 2);
  const kept = new Map<string, Json>(Object.entries(value));
  for (const { key, inner, bytes: own } of fields) {
    if (bytes <= room) break;
    const left = room - (bytes - own);
    const name = path === '' ? key : `${path}.${key}`;
    if (isObject(inner) && left > own / 4) {
      kept.set(key, bound(inner, left - bytesOf(key) - 2, name, problems));
      break;
    }
    kept.delete(key);
    problems.add(name, 'dropped');
    bytes -= own;
  }
  return Object.fromEntries(kept);
}
