import type { Character, Language } from '@skald/protocol';
import type { JsonObject } from '../tree.ts';
import type { Modifier } from './modifiers.ts';

/** What the readers of a sheet's parts need of the whole. */
export interface SheetContext {
  readonly data: JsonObject;
  readonly modifiers: readonly Modifier[];
  readonly abilities: Character['abilities'];
  readonly level: number;
  readonly proficiencyBonus: number;
  readonly language: Language;
}

export function modifierOfScore(score: number): number {
  return Math.floor((score - 10) / 2);
}
