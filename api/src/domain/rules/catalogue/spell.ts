import type { ClassKey, DamageType } from '@skald/protocol';
import type { Explained } from './named.ts';

export interface SpellEntry extends Explained {
  readonly level: 0 | 1;
  readonly classes: readonly ClassKey[];
  readonly needsConcentration: boolean;
  /** For spells that are rolled as an attack; null for the others. */
  readonly attack: { readonly dice: string; readonly type: DamageType; readonly rangeFeet: number } | null;
}

const LETTERS: Readonly<Record<string, ClassKey>> = {
  b: 'bard',
  c: 'cleric',
  d: 'druid',
  p: 'paladin',
  r: 'ranger',
  s: 'sorcerer',
  k: 'warlock',
  w: 'wizard',
};

/** Classes as letters; `*` behind them for concentration; names and one line in both languages; an attack as `dice type feet`. */
export type SpellRow = readonly [classes: string, en: string, ru: string, textEn: string, textRu: string, attack?: string];

export function spellOf(level: 0 | 1, [classes, en, ru, textEn, textRu, attack]: SpellRow): SpellEntry {
  const [dice = '', type = '', feet = ''] = attack?.split(' ') ?? [];
  return {
    level,
    name: { en, ru },
    text: { en: textEn, ru: textRu },
    classes: [...classes].flatMap((letter) => LETTERS[letter] ?? []),
    needsConcentration: classes.endsWith('*'),
    attack: attack === undefined ? null : { dice, type: type as DamageType, rangeFeet: Number(feet) },
  };
}
