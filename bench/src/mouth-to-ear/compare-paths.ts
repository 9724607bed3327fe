import type { MediaRelay } from '../network/media-relay.ts';
import { median, percentile } from '../report/statistics.ts';
import type { Path } from './burst-page.ts';
import type { BurstRun, BurstTable } from './burst-table.ts';

const BURSTS_A_RUN = 8;
/** Of the bursts that were said, so many have to be heard at least, or the run does not count. */
const LEAST_HEARD = 0.95;

export interface Comparison {
  /** Of each pair of runs, the median over the sfu less the median over the mesh, in ms. */
  readonly differencesMs: readonly number[];
  /** Times of single packets through the sfu, in ms. */
  readonly forwardMs: readonly number[];
}

/** Runs pairs, the order turned each time so that what changes slowly falls on both. A pair with too much unheard does not count. */
export async function comparePaths(
  table: BurstTable,
  relay: MediaRelay,
  pairs: number,
  say: (sentence: string) => void,
): Promise<Comparison> {
  const differencesMs: number[] = [];
  const forwardMs: number[] = [];
  for (const path of ['sfu', 'mesh'] as const) await settle(table, path);
  for (let pair = 0; pair < pairs; pair += 1) {
    const runs = new Map<Path, BurstRun>();
    for (const path of pair % 2 === 0 ? (['sfu', 'mesh'] as const) : (['mesh', 'sfu'] as const)) {
      await relay.takeForwardTimes();
      const run = await table.run(path, BURSTS_A_RUN);
      if (path === 'sfu') forwardMs.push(...(await relay.takeForwardTimes()));
      say(`Pair ${pair + 1}, ${path}: ${describeRun(run)}.`);
      runs.set(path, run);
    }
    const [sfu, mesh] = (['sfu', 'mesh'] as const).map((path) => runs.get(path));
    if (sfu && mesh && [sfu, mesh].every(isHeard)) differencesMs.push(median(sfu.delaysMs) - median(mesh.delaysMs));
  }
  return { differencesMs, forwardMs };
}

/** One run that does not count: jitter buffers remember how hard the pages' start was. */
export async function settle(table: BurstTable, path: Path): Promise<void> {
  await table.run(path, BURSTS_A_RUN);
}

export function isHeard({ delaysMs, expected }: BurstRun): boolean {
  return expected > 0 && delaysMs.length >= LEAST_HEARD * expected;
}

export function describeRun({ delaysMs, expected }: BurstRun): string {
  if (delaysMs.length === 0) return `nothing of ${expected} bursts was heard`;
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(delaysMs, share).toFixed(1));
  return `mouth to ear p50 ${p50} ms, p95 ${p95} ms, ${delaysMs.length} of ${expected} bursts heard`;
}
