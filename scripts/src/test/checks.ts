import { runAttached } from '../commands/attached.ts';
import { fromRoot } from '../paths.ts';
import { type Outcome, failedOnce, passedOnce } from './outcome.ts';

const COMMANDS = {
  types: [
    ['tsc', '-p', '.'],
    ['tsc', '-p', 'e2e'],
    ['tsc', '-p', 'client'],
  ],
  lint: [
    ['eslint', '.', '--max-warnings', '0'],
    ['biome', 'format', '.'],
  ],
} as const;

/** Runs the commands of a check, all of them, and counts it as one. */
export async function runCheck(name: keyof typeof COMMANDS, environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const failed: string[] = [];
  for (const [tool, ...args] of COMMANDS[name]) {
    const code = await runAttached([fromRoot('node_modules', '.bin', tool), ...args], environment);
    if (code !== 0) failed.push([tool, ...args].join(' '));
  }
  return failed.length === 0 ? passedOnce() : failedOnce(name, `${failed.join(' and ')} failed, see above`);
}
