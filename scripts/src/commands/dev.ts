import { readEnvironment, readSettings } from '../env.ts';
import { fromRoot } from '../paths.ts';
import { sayOnStdout } from '../say.ts';
import { ensureDatabaseClient } from '../setup/build.ts';
import { ensureWorker } from '../setup/worker.ts';
import { PROCESS_NAMES, type ProcessName } from '../supervisor/child-environment.ts';
import { findFreePorts } from '../supervisor/ports.ts';
import { watchInterrupts } from './interrupt.ts';
import { startPages } from './pages.ts';
import { runUntilEnd } from './start.ts';

/** `npm run dev`: as `npm start`, but the processes start again when their source changes, and the pages reload. */
export async function dev(): Promise<number> {
  const say = sayOnStdout;
  const settings = readSettings(readEnvironment());
  const signal = watchInterrupts();
  const workerBinary = await ensureWorker(say);
  await ensureDatabaseClient(say);
  if (signal.aborted) return 0;
  const [pagesPort = 0] = await findFreePorts(1);
  const pages = startPages(pagesPort, say);
  try {
    say('Starting the front, the page builder, the sfu, the api and the bot.');
    return await runUntilEnd({ ...settings, workerBinary, signal, pagesPort, entries: watchedEntries() }, say);
  } finally {
    await pages.close();
  }
}

function watchedEntries(): Record<ProcessName, string[]> {
  const watch = (name: ProcessName): string[] => ['--watch', '--watch-preserve-output', fromRoot(name, 'src', 'main.ts')];
  const [sfu, api, bot] = PROCESS_NAMES.map(watch) as [string[], string[], string[]];
  return { sfu, api, bot };
}
