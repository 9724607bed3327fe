/** A bonus as dice notation takes it behind dice: `+3`, `-1`, nothing for 0. */
export function signed(bonus: number): string {
  if (bonus === 0) return '';
  return bonus > 0 ? `+${bonus}` : String(bonus);
}
