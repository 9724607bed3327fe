import { readEnvironment, readSettings } from '../env.ts';
import { type SetupError } from '../errors.ts';
import { type Say, sayOnStdout } from '../say.ts';
import { ensureDatabaseClient, ensurePages } from '../setup/build.ts';
import { ensureWorker } from '../setup/worker.ts';
import { presentLine } from '../supervisor/log-line.ts';
import { type System, type SystemOptions, startSystem } from '../supervisor/system.ts';
import { untilAborted, watchInterrupts } from './interrupt.ts';

/** `npm start`: sets up what is missing, runs everything until a signal, and ends it in order. Returns the exit code. */
export async function start(): Promise<number> {
  const say = sayOnStdout;
  const settings = readSettings(readEnvironment());
  const signal = watchInterrupts();
  const workerBinary = await ensureWorker(say);
  await ensureDatabaseClient(say);
  await ensurePages(say);
  if (signal.aborted) return 0;
  say('Starting the front, the sfu, the api and the bot.');
  return runUntilEnd({ ...settings, workerBinary, signal }, say);
}

/** Starts a system and keeps it until a signal ends it or a process cannot go on. */
export async function runUntilEnd(options: SystemOptions & { signal: AbortSignal }, say: Say): Promise<number> {
  const { signal } = options;
  let system: System;
  try {
    system = await startSystem({ ...options, onLine: (name, line) => tell(presentLine(name, line), say) });
  } catch (error) {
    if (signal.aborted) return 0;
    throw error;
  }
  system.events.on('ended', ({ name, code, signal: by, restartInMs }) => {
    say(`The ${name} ended (${by ?? `code ${code}`}) and starts again in ${restartInMs / 1000} s.`);
  });
  system.events.on('healthy', ({ name }) => say(`The ${name} is back.`));
  const failed = new Promise<SetupError>((resolve) => void system.events.once('failed', resolve));
  tellAddresses(system, options.publicUrl, say);
  const failure = await Promise.race([failed, untilAborted(signal)]);
  say(failure === undefined ? 'Ending.' : failure.message);
  await system.close();
  return failure === undefined ? 0 : 1;
}

function tell(sentence: string | undefined, say: Say): void {
  if (sentence !== undefined) say(sentence);
}

function tellAddresses({ urls }: System, publicUrl: string | undefined, say: Say): void {
  say('');
  say('Skald is ready.');
  say(`  On this machine:      ${urls.front}`);
  for (const url of urls.network) say(`  On the same network:  ${url}`);
  if (publicUrl !== undefined) say(`  For everybody:        ${publicUrl}`);
  if (urls.network.length > 0)
    say('  The browser asks once whether to trust the certificate, which this machine made itself: accept it.');
  if (publicUrl === undefined)
    say('  For friends elsewhere: a server with a domain, and PUBLIC_URL; docs/operations.md says how.');
  say('  Ctrl-C ends it.');
  say('');
}
