/** The smallest value that at least this share (0 to 1) of the values do not exceed. Throws a RangeError without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('there is no percentile of nothing');
  return value;
}

/** The middle value, or the mean of the two middle ones. Throws a RangeError without values. */
export function median(values: readonly number[]): number {
  return (percentile(values, 0.5) - percentile(negated(values), 0.5)) / 2;
}

/** From the least to the greatest value. Throws a RangeError without values. */
export function spread(values: readonly number[]): number {
  return percentile(values, 1) - percentile(values, 0);
}

function negated(values: readonly number[]): number[] {
  return values.map((value) => -value);
}
