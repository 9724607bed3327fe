import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from '../errors.ts';
import type { Say } from '../say.ts';
import { installPackages, mayInstallPackages } from './apt.ts';
import { cacheFolder, checkWorker, readWorkerKind, workerFileName } from './worker-binary.ts';
import { buildWorker, whyNoBuild } from './worker-build.ts';
import { fetchPrebuiltWorker } from './worker-prebuilt.ts';

/** What a worker that was built on Debian 12 needs to run. */
const RUNTIME_PACKAGES = ['libuv1', 'libssl3', 'libsrtp2-1', 'libabsl20220623'];

/**
 * Path of a mediasoup worker that runs on this machine: the one that was given, the cached one, the published one, or one built here.
 * Throws a `SetupError` that says what to do when none of these works.
 */
export async function ensureWorker(say: Say): Promise<string> {
  const given = process.env.MEDIASOUP_WORKER_BIN;
  if (given !== undefined) return useGiven(given);
  const kind = readWorkerKind();
  const cached = join(cacheFolder(), workerFileName(kind));
  if (await isUsable(cached, say)) return cached;
  if (process.env.SKALD_SKIP_PREBUILT !== '1') {
    const prebuilt = await fetchPrebuiltWorker(say);
    if (prebuilt !== undefined) return keep(prebuilt, cached);
  }
  const obstacle = whyNoBuild(kind.system);
  if (obstacle === undefined && (await buildWorker(cached, cacheFolder(), say)) && (await isUsable(cached, say))) return cached;
  throw new SetupError(
    'no_worker',
    `There is no mediasoup worker for this machine, and without it nobody can be heard. ${obstacle ?? ''} ` +
      'Set MEDIASOUP_WORKER_BIN to a worker binary of mediasoup ' +
      `${kind.version}, or start where its published one can be fetched. docs/operations.md says more.`,
  );
}

async function useGiven(path: string): Promise<string> {
  if (!existsSync(path)) throw new SetupError('no_worker', `MEDIASOUP_WORKER_BIN names "${path}", and there is no such file.`);
  const check = await checkWorker(path);
  if (check.isRunnable) return path;
  throw new SetupError(
    'no_worker',
    `MEDIASOUP_WORKER_BIN names "${path}", which does not run as a mediasoup worker: ${check.reason}.`,
  );
}

async function isUsable(path: string, say: Say): Promise<boolean> {
  if (!existsSync(path)) return false;
  const check = await checkWorker(path);
  if (check.isRunnable) return true;
  if (mayInstallPackages() && check.reason.includes('shared libraries') && (await installPackages(RUNTIME_PACKAGES, say))) {
    if ((await checkWorker(path)).isRunnable) return true;
  }
  say(`The cached mediasoup worker does not run (${check.reason}), so another is looked for.`);
  return false;
}

/** Copies a binary out of node_modules, which the next install empties. */
function keep(binary: string, cached: string): string {
  mkdirSync(dirname(cached), { recursive: true });
  const partial = `${cached}.${process.pid}.partial`;
  copyFileSync(binary, partial);
  renameSync(partial, cached);
  return cached;
}
