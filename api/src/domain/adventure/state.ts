import type { Guard } from './adventure.ts';

/** Where a table is in its adventure. Kept as facts, so that it outlives every process. */
export interface AdventureState {
  readonly scene: string;
  readonly flags: ReadonlySet<string>;
  readonly ending: string | null;
  /** 1 for the first time the adventure is played at a table. */
  readonly run: number;
}

export interface Fact {
  readonly subject: string;
  readonly predicate: string;
  readonly object: string;
}

/** Subject of every fact that holds the state. Each predicate has one value: a new one supersedes the old. */
export const STATE_SUBJECT = 'adventure';
/** Stands where there is nothing: a fact's object is never empty. */
const NONE = 'none';

export function holds(guard: Guard | undefined, { flags }: { readonly flags: ReadonlySet<string> }): boolean {
  return (guard?.has ?? []).every((flag) => flags.has(flag)) && !(guard?.lacks ?? []).some((flag) => flags.has(flag));
}

/** The state in a table's facts, or null when this adventure was not begun there. Of doubles the last one counts. */
export function readState(facts: readonly Fact[], adventureId: string): AdventureState | null {
  const values = new Map<string, string>();
  for (const { subject, predicate, object } of facts) if (subject === STATE_SUBJECT) values.set(predicate, object);
  const scene = values.get('scene');
  if (values.get('name') !== adventureId || scene === undefined) return null;
  const flags = values.get('flags') ?? NONE;
  const ending = values.get('ending') ?? NONE;
  const run = Number(values.get('run') ?? '1');
  return {
    scene,
    flags: new Set(flags === NONE ? [] : flags.split(' ')),
    ending: ending === NONE ? null : ending,
    run: Number.isSafeInteger(run) && run > 0 ? run : 1,
  };
}

/** Facts to write so that `before` becomes `after`; nothing for what stays as it is. */
export function factsBetween(before: AdventureState | null, after: AdventureState, adventureId: string): Fact[] {
  const facts: Fact[] = [];
  const put = (predicate: string, object: string): void => void facts.push({ subject: STATE_SUBJECT, predicate, object });
  if (before === null) put('name', adventureId);
  if ((before?.run ?? 1) !== after.run) put('run', String(after.run));
  if (before === null ? after.flags.size > 0 : !isSame(before.flags, after.flags))
    put('flags', [...after.flags].join(' ') || NONE);
  if ((before?.ending ?? null) !== after.ending) put('ending', after.ending ?? NONE);
  if (before?.scene !== after.scene) put('scene', after.scene);
  return facts;
}

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((flag) => right.has(flag));
}
