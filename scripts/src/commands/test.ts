import { type Say, sayOnStdout } from '../say.ts';
import { runCheck } from '../test/checks.ts';
import { type Outcome, addOutcomes, failedOnce, presentOutcome } from '../test/outcome.ts';
import { type Plan, type Stage, needsOf, planTests } from '../test/plan.ts';
import { type SetUp, setUpTests } from '../test/set-up.ts';
import { runProject, skipProject } from '../test/vitest-stage.ts';

/** `npm test`: sets up, runs every stage whatever the others brought, and ends with one line of totals. Returns the exit code. */
export async function test(args: readonly string[]): Promise<number> {
  const say = sayOnStdout;
  const plan = planTests(args);
  const setUp = await setUpTests(plan.stages, say);
  const outcomes: Outcome[] = [...setUp.broken].map(([need, message]) => failedOnce(`set-up of the ${need}`, message));
  for (const stage of plan.stages) outcomes.push(await runStage(stage, plan, setUp, say));
  const outcome = requireTests(addOutcomes(outcomes), plan);
  for (const line of presentOutcome(outcome)) say(line);
  return outcome.failures.length === 0 ? 0 : 1;
}

/** Paths that match no test are a mistake in typing, not a success. */
function requireTests(outcome: Outcome, { filters }: Plan): Outcome {
  const ran = outcome.passed + outcome.failures.length + outcome.skipped.length;
  return ran === 0 ? failedOnce(filters.join(' '), 'no test matches this') : outcome;
}

async function runStage(stage: Stage, { filters }: Plan, { environment, broken, absent }: SetUp, say: Say): Promise<Outcome> {
  if (stage === 'types' || stage === 'lint') {
    say(`Checking ${stage}.`);
    return runCheck(stage, environment);
  }
  const lacking = needsOf(stage).find((need) => broken.has(need) || absent.has(need));
  if (lacking !== undefined) {
    return skipProject(stage, filters, absent.get(lacking) ?? `setting up the ${lacking} failed`, environment);
  }
  say(`Running the ${stage} tests.`);
  return runProject(stage, filters, environment);
}
