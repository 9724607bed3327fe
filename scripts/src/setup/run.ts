import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type RunOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The whole process group is killed after this time. */
  limitMs?: number;
  onLine?: (line: string) => void;
  signal?: AbortSignal;
};

export type RunResult = {
  /** Null when a signal ended it, and when it could not be started. */
  code: number | null;
  isTimedOut: boolean;
  /** The last lines of both outputs. */
  tail: string[];
};

const TAIL_LINES = 40;

/** Runs a command to its end, whatever that is. Never rejects. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const tail: string[] = [];
    const takeLine = (line: string): void => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      options.onLine?.(line);
    };
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let isTimedOut = false;
    const kill = (): void => killGroup(child.pid);
    const limit = setTimeout(
      () => {
        isTimedOut = true;
        kill();
      },
      options.limitMs ?? 2 ** 31 - 1,
    );
    options.signal?.addEventListener('abort', kill, { once: true });
    if (options.signal?.aborted) kill();
    createInterface({ input: child.stdout }).on('line', takeLine);
    createInterface({ input: child.stderr }).on('line', takeLine);
    const end = (code: number | null): void => {
      clearTimeout(limit);
      options.signal?.removeEventListener('abort', kill);
      resolve({ code, isTimedOut, tail });
    };
    child.once('error', (error) => {
      takeLine(error.message);
      end(null);
    });
    child.once('close', end);
  });
}

/** Kills a process that leads a group, and everything it started. Silent when it is gone. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone, which is what was wanted.
  }
}
