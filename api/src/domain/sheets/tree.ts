/** JSON as a file has it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Longest file, in characters. The edge refuses more bytes than that before. */
export const SHEET_TEXT_MAX = 1_048_576;
/** Deepest nesting of objects and lists. Sheets of real players have about 15. */
export const SHEET_DEPTH_MAX = 40;
/** Most values in one file. A megabyte of sheet has about 40,000. */
export const SHEET_VALUES_MAX = 200_000;

/** Keys that reach into the objects of the language instead of the file. */
const DROPPED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a file cannot be looked into at all. */
export type TreeFault = 'sheet_not_json' | 'sheet_too_deep' | 'too_large';

/** The text of a file as a tree of our own: a copy without the keys that could do harm. Never throws. */
export function readTree(text: string): { readonly tree: Json } | { readonly fault: TreeFault } {
  if (text.length > SHEET_TEXT_MAX) return { fault: 'too_large' };
  try {
    return copyTree(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return { fault: 'sheet_not_json' };
  }
}

/** A copy of what a parser gave. Whatever is no JSON becomes null. */
export function copyTree(value: unknown): { readonly tree: Json } | { readonly fault: TreeFault } {
  const left = { values: SHEET_VALUES_MAX };
  const fault = faultOf(value, SHEET_DEPTH_MAX, left);
  return fault === null ? { tree: copy(value) } : { fault };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own value of a key, or undefined. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Own value at the end of a path of keys, or undefined. */
export function at(value: Json | undefined, ...keys: string[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => (isObject(found) ? own(found, key) : undefined), value);
}

/** A text, or a number as text; empty for anything else. Objects of a file are never made texts of: they may name their own way. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A number, or a short text of one; null for anything else. */
export function numberOf(value: Json | undefined): number | null {
  const number = typeof value === 'string' && /^\s*-?\d{1,9}(\.\d{1,9})?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= 1_000_000_000 ? number : null;
}

/** Objects of a list; what is no list has none. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function faultOf(value: unknown, depth: number, left: { values: number }): TreeFault | null {
  left.values -= 1;
  if (left.values < 0) return 'too_large';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0) return 'sheet_too_deep';
  for (const inner of Object.values(value)) {
    const fault = faultOf(inner, depth - 1, left);
    if (fault !== null) return fault;
  }
  return null;
}

function copy(value: unknown): Json {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => !DROPPED_KEYS.has(key));
    return Object.fromEntries(entries.map(([key, inner]) => [key, copy(inner)]));
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}
