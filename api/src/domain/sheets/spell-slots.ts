import type { ClassKey } from '@skald/protocol';

/** How fast a class gains slots. */
export type Progression = 'none' | 'full' | 'half' | 'third' | 'artificer' | 'pact';

export const PROGRESSIONS: Readonly<Record<ClassKey, Progression>> = {
  barbarian: 'none',
  bard: 'full',
  cleric: 'full',
  druid: 'full',
  fighter: 'none',
  monk: 'none',
  paladin: 'half',
  ranger: 'half',
  rogue: 'none',
  sorcerer: 'full',
  warlock: 'pact',
  wizard: 'full',
};

/** Slots of levels 1 to 9 by caster level (SRD 5.2.1). A row says how many of each, until none are left. */
const SLOTS: readonly string[] = [
  '',
  '2',
  '3',
  '42',
  '43',
  '432',
  '433',
  '4331',
  '4332',
  '43331',
  '43332',
  '433321',
  '433321',
  '4333211',
  '4333211',
  '43332111',
  '43332111',
  '433321111',
  '433331111',
  '433332111',
  '433332211',
];

/** Slots of levels 1 to 9 for a caster level of 0 to 20. */
export function slotsOfCaster(level: number): number[] {
  const row = SLOTS[Math.max(0, Math.min(20, level))] ?? '';
  return Array.from({ length: 9 }, (_, index) => Number(row[index] ?? 0));
}

/** Slots that several classes have together. One class of half or a third alone counts up, more of them are added first. */
export function slotsOfClasses(classes: readonly { readonly progression: Progression; readonly level: number }[]): number[] {
  const casters = classes.filter(({ progression }) => progression !== 'none' && progression !== 'pact');
  return slotsOfCaster(casters.reduce((sum, one) => sum + casterLevel(one, casters.length === 1), 0));
}

/** The pact slots of so many levels; null without any. */
export function pactOf(level: number): { readonly max: number; readonly level: number } | null {
  if (level < 1) return null;
  const max = level === 1 ? 1 : level < 11 ? 2 : level < 17 ? 3 : 4;
  return { max, level: Math.min(5, Math.ceil(level / 2)) };
}

function casterLevel({ progression, level }: { progression: Progression; level: number }, isAlone: boolean): number {
  if (progression === 'full') return level;
  if (progression === 'third') return isAlone ? Math.ceil(level / 3) * Number(level >= 3) : Math.floor(level / 3);
  return Math.ceil(level / 2);
}
