import { type RunOptions, type RunResult, run } from './run.ts';

/** Runs the npm that runs us, or the one on the path. */
export function runNpm(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options);
  return run('npm', args, options);
}
