import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'testing']);

/** Newest change in ms of the files under a path; tests, which no build contains, do not count. 0 when there is nothing. */
export function newestChangeMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  let newest = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    newest = Math.max(newest, newestChangeMs(join(path, entry.name)));
  }
  return newest;
}

/** Whether what was made at `stamp` is missing or older than one of its sources. */
export function isStale(stamp: string, sources: readonly string[]): boolean {
  const made = statSync(stamp, { throwIfNoEntry: false });
  if (made === undefined) return true;
  return sources.some((source) => newestChangeMs(source) > made.mtimeMs);
}
