import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { EXIT_WRONG_CONFIGURATION, SetupError } from '../errors.ts';
import { fromRoot } from '../paths.ts';
import { killGroup } from '../setup/run.ts';
import { nextPauseMs } from './backoff.ts';
import { untilHealthy } from './health.ts';

/** Time a process has to end in order before it is killed. */
const END_LIMIT_MS = 5_000;
/** A process that ended so often before it was ever healthy is not tried again. */
const MOST_FALSE_STARTS = 4;
const STDERR_KEPT_LINES = 12;

export type ProcessSpec = {
  name: string;
  /** Arguments for Node: the entry file, and flags before it. */
  args: readonly string[];
  env: Record<string, string>;
  /** Where it answers `/healthz`. */
  port: number;
  onLine: (line: string) => void;
};

export type ProcessEvents = {
  healthy: [{ pid: number }];
  ended: [{ code: number | null; signal: NodeJS.Signals | null; restartInMs: number }];
  /** It will not be started again. */
  failed: [SetupError];
};

type Life =
  | { state: 'running'; child: ChildProcess; sinceMs: number; isHealthy: boolean; watch: AbortController; stderr: string[] }
  | { state: 'pausing'; timer: NodeJS.Timeout }
  | { state: 'failed'; error: SetupError }
  | { state: 'closed' };

export type SupervisedProcess = {
  readonly name: string;
  readonly events: EventEmitter<ProcessEvents>;
  /** Undefined while it is not running. */
  readonly pid: number | undefined;
  /** Sends a signal; with one that ends it, resolves when it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Resolves when the process that runs now, or the next one, is healthy. Throws a `SetupError` when it never will be. */
  untilHealthy(limitMs: number): Promise<void>;
  /** Ends it in order and waits for that. */
  close(): Promise<void>;
};

/** Starts a process and starts it again whenever it ends, until it is closed or says that its configuration is wrong. */
export function startProcess(spec: ProcessSpec): SupervisedProcess {
  const events = new EventEmitter<ProcessEvents>();
  events.setMaxListeners(50);
  let pauseMs = 0;
  let falseStarts = 0;
  let life: Life = { state: 'closed' };

  function start(): void {
    const child = spawnNode(spec);
    const watch = new AbortController();
    const running: Life = { state: 'running', child, sinceMs: Date.now(), isHealthy: false, watch, stderr: [] };
    life = running;
    readLines(child, spec.onLine, running.stderr);
    child.once('error', (error) => {
      spec.onLine(`${spec.name} could not be started: ${error.message}`);
      if (child.pid === undefined) end(running, null, null);
    });
    child.once('exit', () => killGroup(child.pid));
    child.once('close', (code, signal) => end(running, code, signal));
    void untilHealthy(spec.port, watch.signal).then((isUp) => {
      if (!isUp || child.pid === undefined) return;
      running.isHealthy = true;
      falseStarts = 0;
      events.emit('healthy', { pid: child.pid });
    });
  }

  function end(running: Life & { state: 'running' }, code: number | null, signal: NodeJS.Signals | null): void {
    if (life !== running) return;
    running.watch.abort();
    if (!running.isHealthy) falseStarts += 1;
    const failure = whyNotAgain(spec.name, code, falseStarts, running.stderr);
    if (failure !== undefined) {
      life = { state: 'failed', error: failure };
      events.emit('failed', failure);
      return;
    }
    pauseMs = nextPauseMs(pauseMs, Date.now() - running.sinceMs);
    life = { state: 'pausing', timer: setTimeout(start, pauseMs) };
    events.emit('ended', { code, signal, restartInMs: pauseMs });
  }

  start();
  return {
    name: spec.name,
    events,
    get pid() {
      return life.state === 'running' ? life.child.pid : undefined;
    },
    kill: async (signal) => {
      if (life.state === 'running') await sendSignal(life.child, signal);
    },
    untilHealthy: (limitMs) => waitForHealth(spec.name, events, limitMs, () => life),
    async close() {
      const last = life;
      life = { state: 'closed' };
      if (last.state === 'pausing') clearTimeout(last.timer);
      if (last.state === 'running') last.watch.abort();
      if (last.state === 'running') await endInOrder(last.child);
    },
  };
}

function spawnNode(spec: ProcessSpec): ChildProcess {
  const preload = new URL('./parent-watch.ts', import.meta.url).href;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', preload, ...spec.args], {
    cwd: fromRoot(),
    env: { ...spec.env, SKALD_SUPERVISOR: String(process.pid) },
    // A group of its own: Ctrl-C reaches the supervisor alone, which ends the processes in their order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function readLines(child: ChildProcess, onLine: (line: string) => void, stderr: string[]): void {
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine);
  if (!child.stderr) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderr.push(line);
    if (stderr.length > STDERR_KEPT_LINES) stderr.shift();
    onLine(line);
  });
}

function whyNotAgain(name: string, code: number | null, falseStarts: number, stderr: readonly string[]): SetupError | undefined {
  const said = stderr.length === 0 ? 'It gave no reason.' : stderr.join('\n');
  if (code === EXIT_WRONG_CONFIGURATION) {
    return new SetupError('wrong_configuration', `The configuration of ${name} is wrong:\n${said}`);
  }
  if (falseStarts < MOST_FALSE_STARTS) return undefined;
  return new SetupError(
    'process_failed',
    `${name} ended ${falseStarts} times before it was ready. The last time it said:\n${said}`,
  );
}

function waitForHealth(name: string, events: EventEmitter<ProcessEvents>, limitMs: number, readLife: () => Life): Promise<void> {
  const life = readLife();
  if (life.state === 'failed') return Promise.reject(life.error);
  if (life.state === 'running' && life.isHealthy) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const finish = (error?: SetupError): void => {
      clearTimeout(limit);
      events.off('healthy', onHealthy);
      events.off('failed', finish);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onHealthy = (): void => finish();
    const limit = setTimeout(
      () => finish(new SetupError('process_failed', `${name} was not ready within ${limitMs / 1000} s.`)),
      limitMs,
    );
    events.on('healthy', onHealthy);
    events.on('failed', finish);
  });
}

async function sendSignal(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'close');
  child.kill(signal);
  if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') await ended;
}

async function endInOrder(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const closed = child.exitCode === null && child.signalCode === null ? once(child, 'close') : Promise.resolve();
  child.kill('SIGTERM');
  const limit = setTimeout(() => killGroup(child.pid), END_LIMIT_MS);
  await closed;
  clearTimeout(limit);
  // Something the process started may have outlived it and hold its outputs open.
  killGroup(child.pid);
}
