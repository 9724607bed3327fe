/** How long one batch takes at least, in ms: far above the clock's grain, short enough that load falls on both alike. */
const BATCH_MS = 8;

/** Calls a second of each round, and their quotient. */
export interface Speeds {
  readonly ours: number[];
  readonly theirs: number[];
  readonly ratios: number[];
}

/**
 * Runs two things in turn, ours first and theirs first in alternating rounds, so that whatever else the machine does falls on
 * both. Results are added up and looked at, so that nothing can be left out as unused.
 */
export function compareSpeed(ours: () => number, theirs: () => number, rounds: number, now = () => performance.now()): Speeds {
  const ourCalls = callsOfBatch(ours, now);
  const theirCalls = callsOfBatch(theirs, now);
  const speeds: Speeds = { ours: [], theirs: [], ratios: [] };
  for (let round = 0; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const early = isOursFirst ? speedOf(ours, ourCalls, now) : speedOf(theirs, theirCalls, now);
    const late = isOursFirst ? speedOf(theirs, theirCalls, now) : speedOf(ours, ourCalls, now);
    const [own, other] = isOursFirst ? [early, late] : [late, early];
    speeds.ours.push(own);
    speeds.theirs.push(other);
    speeds.ratios.push(own / other);
  }
  return speeds;
}

/** How many calls fill a batch. The calls also warm the code up. */
function callsOfBatch(call: () => number, now: () => number): number {
  let calls = 16;
  while ((calls / speedOf(call, calls, now)) * 1_000 < BATCH_MS) calls *= 2;
  return calls;
}

/** Calls a second. Throws when a result is no number. */
function speedOf(call: () => number, calls: number, now: () => number): number {
  let sum = 0;
  const startedMs = now();
  for (let index = 0; index < calls; index += 1) sum += call();
  const tookMs = now() - startedMs;
  if (!Number.isFinite(sum)) throw new Error('a roll gave no number');
  return (calls / Math.max(tookMs, 0.001)) * 1_000;
}
