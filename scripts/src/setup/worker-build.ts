import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../paths.ts';
import type { Say } from '../say.ts';
import { isRoot, type OperatingSystem } from './os-release.ts';
import { run } from './run.ts';
import { mediasoupFolder } from './worker-binary.ts';

const BUILD_LIMIT_MS = 40 * 60_000;

/** Why the worker cannot be built on this machine, as a sentence; undefined when it can. */
export function whyNoBuild(system: OperatingSystem, isAdministrator = isRoot()): string | undefined {
  if (system.id !== 'debian' || system.version !== '12') return 'It can be built only on Debian 12.';
  if (!isAdministrator) return 'It can be built here only as root, who may install a compiler.';
  return undefined;
}

/** Builds the worker into `output`. False when that failed; the end of what the compiler said is told then. */
export async function buildWorker(output: string, cache: string, say: Say): Promise<boolean> {
  const folder = join(cache, 'worker-build');
  const log = join(cache, 'worker-build.log');
  mkdirSync(cache, { recursive: true });
  writeFileSync(log, '');
  say(`Building the mediasoup worker: 5 to 10 minutes, once for this machine. Details in ${log}.`);
  const tellProgress = createProgress(say);
  const script = fromRoot('scripts', 'worker-build', 'build-worker.sh');
  const result = await run('bash', [script, join(mediasoupFolder(), 'worker'), folder, output], {
    limitMs: BUILD_LIMIT_MS,
    onLine: (line) => {
      appendFileSync(log, `${line}\n`);
      tellProgress(line);
    },
  });
  if (result.code === 0) {
    rmSync(folder, { recursive: true, force: true });
    return true;
  }
  say(`The build failed${result.isTimedOut ? ' after 40 minutes' : ''}:\n  ${result.tail.slice(-8).join('\n  ')}`);
  return false;
}

/** Condenses what a build says to its steps and each tenth of ninja's `[n/total]`. */
export function createProgress(say: Say): (line: string) => void {
  let lastTenth = 0;
  return (line) => {
    const step = /^step: (.+)$/.exec(line)?.[1];
    if (step !== undefined) return say(`  ${step}`);
    const [, done, total] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
    // The generated headers are a build of their own with a handful of files; it would look like the end.
    if (done === undefined || total === undefined || Number(total) < 50) return;
    const tenth = Math.floor((Number(done) * 10) / Number(total));
    if (tenth <= lastTenth) return;
    lastTenth = tenth;
    say(`  compiled ${done} of ${total} files`);
  };
}
