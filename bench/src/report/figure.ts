/** One measured value. Names of benchmarks, cases and figures are kept once given. */
export interface Figure {
  readonly bench: string;
  readonly case: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** How many measurements the value stands on. */
  readonly n: number;
}

/** What a benchmark hands on. */
export interface Report {
  /** A figure; the value is rounded to hundredths. */
  add(caseName: string, figure: string, value: number, unit: string, n: number): void;
  /** A sentence for the reader, on standard error. */
  say(sentence: string): void;
  /** What was opened is closed when the benchmark ends, however it ends, the last first. */
  closeAtEnd(close: () => Promise<void>): void;
  /** Runs one case; when it throws, the case was not measured: that is said, the exit code is 1, and the next one may go on. */
  measureCase(caseName: string, measure: () => Promise<void>): Promise<void>;
  /** How the run was set up; kept with the results. */
  configure(name: string, value: string | number): void;
}

/** Hundredths are finer than any clock here. Throws a RangeError for what is no number: such a figure was not measured. */
export function roundValue(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError('a figure has to be a finite number');
  return Math.round(value * 100) / 100;
}
