import type { Ability, ClassKey } from '@skald/protocol';

/** Slots of spell levels 1-9 of a full caster, at each level from 1 on; several classes together use the same table. */
const FULL_CASTER: readonly string[] = [
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
/** Count of pact slots, from level 1 on. */
const PACT_COUNT = '12222222223333334444';
const PACT_LEVEL_MAX = 5;
const SPELL_LEVELS = 9;

export type Casting = 'full' | 'half' | 'pact' | 'none';

export const CASTING: Readonly<Record<ClassKey, { readonly kind: Casting; readonly ability: Ability | null }>> = {
  barbarian: { kind: 'none', ability: null },
  bard: { kind: 'full', ability: 'charisma' },
  cleric: { kind: 'full', ability: 'wisdom' },
  druid: { kind: 'full', ability: 'wisdom' },
  fighter: { kind: 'none', ability: null },
  monk: { kind: 'none', ability: null },
  paladin: { kind: 'half', ability: 'charisma' },
  ranger: { kind: 'half', ability: 'wisdom' },
  rogue: { kind: 'none', ability: null },
  sorcerer: { kind: 'full', ability: 'charisma' },
  warlock: { kind: 'pact', ability: 'charisma' },
  wizard: { kind: 'full', ability: 'intelligence' },
};

interface ClassLevel {
  readonly key: ClassKey | null;
  readonly level: number;
}

/**
 * Slots of levels 1 to 9 that the classes give: full casters count whole levels, half casters half of them, rounded up. Classes
 * that are not known give none.
 */
export function slotsOf(classes: readonly ClassLevel[]): number[] {
  const level = classes.reduce((sum, one) => sum + casterLevel(one), 0);
  return slotsOfCaster(level);
}

/** Slots of levels 1 to 9 for a caster level; none for 0, those of 20 beyond it. */
export function slotsOfCaster(level: number): number[] {
  const row = FULL_CASTER[Math.min(20, level) - 1] ?? '';
  return Array.from({ length: SPELL_LEVELS }, (_, index) => Number(row[index] ?? 0));
}

/** Pact slots of a warlock of this many levels, with the one level they all have; null without pact magic. */
export function pactSlotsOf(classes: readonly ClassLevel[]): { readonly max: number; readonly level: number } | null {
  const level = classes.filter((one) => one.key === 'warlock').reduce((sum, one) => sum + one.level, 0);
  return pactOf(level);
}

/** The pact slots of so many levels; null without any. */
export function pactOf(level: number): { readonly max: number; readonly level: number } | null {
  if (level < 1) return null;
  return { max: Number(PACT_COUNT[Math.min(20, level) - 1]), level: Math.min(PACT_LEVEL_MAX, Math.ceil(level / 2)) };
}

function casterLevel({ key, level }: ClassLevel): number {
  const kind = key === null ? 'none' : CASTING[key].kind;
  if (kind === 'full') return level;
  return kind === 'half' ? Math.ceil(level / 2) : 0;
}
