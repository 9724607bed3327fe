import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../say.ts';
import { run } from './run.ts';
import { checkWorker, mediasoupFolder } from './worker-binary.ts';

/** A download that has not ended by then is given up, because the build is the next way. 10-300 s; a slow line needs about 20. */
const PREBUILT_LIMIT_MS = 60_000;

/**
 * Lets mediasoup's own package fetch the worker it publishes. Undefined, with a sentence, when it could not.
 * The package would go on to a build that downloads its parts; that is kept from it by a Python that does not exist.
 */
export async function fetchPrebuiltWorker(
  say: Say,
  folder = mediasoupFolder(),
  limitMs = PREBUILT_LIMIT_MS,
): Promise<string | undefined> {
  const binary = join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
  if (existsSync(binary) && (await checkWorker(binary)).isRunnable) return binary;
  say('Fetching the mediasoup worker that its project publishes.');
  const env: NodeJS.ProcessEnv = { ...process.env, PYTHON: join(folder, 'no-python') };
  delete env.MEDIASOUP_WORKER_BIN;
  delete env.MEDIASOUP_LOCAL_DEV;
  const result = await run(process.execPath, ['npm-scripts.mjs', 'postinstall'], { cwd: folder, env, limitMs });
  if (result.code === 0 && existsSync(binary) && (await checkWorker(binary)).isRunnable) return binary;
  const why = result.isTimedOut ? `no answer within ${Math.round(limitMs / 1000)} s` : explain(result.tail);
  say(`It cannot be fetched here (${why}).`);
  return undefined;
}

/** Picks what went wrong out of the script's words. */
function explain(tail: readonly string[]): string {
  const line = tail.find((each) => /downloadPrebuiltWorker\(\) \| .*(fail|no available)/.test(each));
  return line?.split('downloadPrebuiltWorker() | ')[1]?.slice(0, 200) ?? 'its download script failed';
}
