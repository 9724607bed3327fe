/** A d20 with its bonus, as dice notation. */
export function d20(bonus: number): { readonly notation: string; readonly isCritical: false } {
  return { notation: `1d20${signed(bonus)}`, isCritical: false };
}

/** `+3`, `-1`, and nothing for 0. */
export function signed(bonus: number): string {
  if (bonus === 0) return '';
  return bonus > 0 ? `+${bonus}` : String(bonus);
}
