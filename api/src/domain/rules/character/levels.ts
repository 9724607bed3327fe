/** Experience at which each level begins, from level 1 on. */
export const EXPERIENCE_OF_LEVEL = [
  0, 300, 900, 2_700, 6_500, 14_000, 23_000, 34_000, 48_000, 64_000, 85_000, 100_000, 120_000, 140_000, 165_000, 195_000, 225_000,
  265_000, 305_000, 355_000,
] as const;

export const HIGHEST_LEVEL = 20;

/** Bonus of a character of this level, 1-20, or of a creature of this challenge: 2-6. */
export function proficiencyBonusOf(level: number): number {
  return 2 + Math.floor((Math.max(1, level) - 1) / 4);
}

/** Experience at which the level after this one begins; null at level 20. */
export function nextLevelAt(level: number): number | null {
  return EXPERIENCE_OF_LEVEL[level] ?? null;
}

/** Sum of the levels of all classes. */
export function levelOf(character: { readonly classes: readonly { readonly level: number }[] }): number {
  return character.classes.reduce((sum, one) => sum + one.level, 0);
}
