import { readdirSync } from 'node:fs';
import { readEnvironment } from '../env.ts';
import { SetupError } from '../errors.ts';
import { fromRoot } from '../paths.ts';
import { sayOnStderr } from '../say.ts';
import { ensureDatabaseClient, ensurePages } from '../setup/build.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { ensureWorker } from '../setup/worker.ts';
import { runAttached } from './attached.ts';

/** `npm run bench -- NAME`: one benchmark, or all of them. Standard output carries figures only. */
export async function bench(args: readonly string[]): Promise<number> {
  const say = sayOnStderr;
  const names = chooseBenchmarks(listBenchmarks(), args);
  const environment: NodeJS.ProcessEnv = { ...readEnvironment(), MEDIASOUP_WORKER_BIN: await ensureWorker(say) };
  await ensureDatabaseClient(say);
  await ensurePages(say);
  const chromium = await ensureChromium(say);
  if (chromium.path === undefined) say(`Benchmarks with pages cannot run: ${chromium.reason}.`);
  else environment.CHROMIUM_PATH = chromium.path;
  let failures = 0;
  for (const name of names) {
    say(`Benchmark ${name}.`);
    const options = args.filter((arg) => arg.startsWith('-'));
    if ((await runAttached([fromRoot('bench', 'src', `${name}.ts`), ...options], environment)) === 0) continue;
    say(`Benchmark ${name} could not measure.`);
    failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

/** Each file directly in `bench/src` is a benchmark; what they share lives in folders below. */
function listBenchmarks(): string[] {
  const files = readdirSync(fromRoot('bench', 'src'), { withFileTypes: true });
  return files.filter((file) => file.isFile() && /^[a-z-]+\.ts$/.test(file.name)).map((file) => file.name.replace(/\.ts$/, ''));
}

/** The names that were asked for, all when none was. Throws a `SetupError` for one that is not there. */
export function chooseBenchmarks(present: readonly string[], args: readonly string[]): string[] {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.find((name) => !present.includes(name));
  if (unknown === undefined) return names.length === 0 ? [...present] : names;
  throw new SetupError(
    'wrong_configuration',
    `There is no benchmark "${unknown}". There are: ${present.join(', ') || 'none yet'}.`,
  );
}
