import { isObject, type Json, type JsonObject } from '../tree.ts';

/** What may stand in a tree that is being written: undefined says nothing of a key. */
export type Draft = Json | undefined | { readonly [key: string]: Draft } | readonly Draft[];

/** `over` laid on `under`: objects key by key, anything else replaced. */
export function merge(under: Json | undefined, over: Draft): Json {
  if (typeof over === 'object' && over !== null && !Array.isArray(over)) {
    const base = isObject(under) ? under : {};
    const merged: JsonObject = { ...base };
    for (const [key, value] of Object.entries(over)) if (value !== undefined) merged[key] = merge(base[key], value);
    return merged;
  }
  return over === undefined ? (under ?? null) : over;
}
