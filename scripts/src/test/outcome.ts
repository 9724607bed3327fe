/** What one stage of `npm test` brought. */
export type Outcome = {
  passed: number;
  failures: readonly Note[];
  skipped: readonly Note[];
};

/** A test by name, and why it failed or was skipped. */
export type Note = { name: string; reason: string };

export const NOTHING: Outcome = { passed: 0, failures: [], skipped: [] };

export function passedOnce(): Outcome {
  return { ...NOTHING, passed: 1 };
}

export function failedOnce(name: string, reason: string): Outcome {
  return { ...NOTHING, failures: [{ name, reason }] };
}

export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  };
}

/** Why a test was skipped: what it said itself, or what the title of its group says it needs, `(needs espeak-ng)`. */
export function reasonOf(name: string, note: string | undefined): string {
  const needed = /\((needs [^)]+)\)/.exec(name)?.[1];
  return note ?? needed ?? 'no reason was given';
}

/** The end of `npm test`: each failure and each skipped test by name and reason, then one line of totals. */
export function presentOutcome(outcome: Outcome): string[] {
  return [
    ...presentNotes('Failed:', outcome.failures),
    ...presentNotes('Skipped:', outcome.skipped),
    `${outcome.passed} passed, ${outcome.failures.length} failed, ${outcome.skipped.length} skipped`,
  ];
}

function presentNotes(title: string, notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  return [title, ...notes.map(({ name, reason }) => `  ${name}: ${reason.split('\n')[0]?.slice(0, 300)}`), ''];
}
