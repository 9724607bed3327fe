import { readFileSync, rmSync } from 'node:fs';
import { runAttached } from '../commands/attached.ts';
import { fromRoot } from '../paths.ts';
import { type Outcome, NOTHING, failedOnce } from './outcome.ts';

export type Project = 'unit' | 'integration' | 'e2e';

/** Runs the files of one project. A run that broke off before it could report counts as one failure. */
export async function runProject(project: Project, filters: readonly string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const { outcome, code } = await runVitest(project, 'run', filters, environment);
  if (outcome === undefined) return failedOnce(project, `the test run broke off with code ${code}`);
  if (code !== 0 && outcome.failures.length === 0) {
    return { ...outcome, failures: [{ name: project, reason: `the test run ended with code ${code} and named no failure` }] };
  }
  return outcome;
}

/** Names the tests of a project that cannot run here, each with the reason. */
export async function skipProject(
  project: Project,
  filters: readonly string[],
  reason: string,
  environment: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const { outcome } = await runVitest(project, 'list', filters, environment);
  const names = [...(outcome?.skipped ?? []), ...(outcome?.failures ?? [])].map(({ name }) => name);
  return { ...NOTHING, skipped: (names.length > 0 ? names : [project]).map((name) => ({ name, reason })) };
}

async function runVitest(
  project: Project,
  mode: 'run' | 'list',
  filters: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ outcome: Outcome | undefined; code: number }> {
  const output = fromRoot('test-results', `${project}.json`);
  rmSync(output, { force: true });
  const code = await runAttached(
    [fromRoot('scripts', 'src', 'test', 'vitest-run.ts'), project, output, mode, ...filters],
    environment,
  );
  return { outcome: readOutcome(output), code };
}

function readOutcome(path: string): Outcome | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Outcome;
  } catch {
    return undefined;
  }
}
