import type { ClassKey } from '@skald/protocol';
import { CANTRIP_ROWS } from './cantrips.ts';
import { LEVEL_ONE_ROWS } from './spells-of-level-one.ts';
import { spellOf, type SpellEntry, type SpellRow } from './spell.ts';

export type SpellKey = keyof typeof CANTRIP_ROWS | keyof typeof LEVEL_ONE_ROWS;

export const SPELL_TABLE = Object.fromEntries([
  ...Object.entries<SpellRow>(CANTRIP_ROWS).map(([key, row]) => [key, spellOf(0, row)] as const),
  ...Object.entries<SpellRow>(LEVEL_ONE_ROWS).map(([key, row]) => [key, spellOf(1, row)] as const),
]) as Readonly<Record<SpellKey, SpellEntry>>;
export const SPELL_KEYS = Object.keys(SPELL_TABLE) as SpellKey[];

/** The spell of this key; null for one that is not in the catalogue. */
export function findSpell(key: string): SpellEntry | null {
  return Object.hasOwn(SPELL_TABLE, key) ? SPELL_TABLE[key as SpellKey] : null;
}

/** Spells of a class, by level. */
export function spellsOf(classKey: ClassKey, level: 0 | 1): SpellKey[] {
  return SPELL_KEYS.filter((key) => SPELL_TABLE[key].level === level && SPELL_TABLE[key].classes.includes(classKey));
}
