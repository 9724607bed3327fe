import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type TestCase, type TestModule, type Vitest, createVitest, startVitest } from 'vitest/node';
import { ROOT } from '../paths.ts';
import { type Note, type Outcome, reasonOf } from './outcome.ts';

/**
 * Runs one Vitest project in a process of its own and writes its outcome as JSON:
 * node vitest-run.ts PROJECT OUTPUT run|list [parts of paths]. With `list` the tests are named and not run; all count as skipped.
 */
const [project = '', output = '', mode = 'run', ...filters] = process.argv.slice(2);
const options = { root: ROOT, project: [project], watch: false, passWithNoTests: filters.length > 0 };
const vitest = mode === 'list' ? await list() : await startVitest(filters, { ...options, reporters: ['default'] });
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, JSON.stringify(gather(vitest)));
await vitest.close();
process.exit();

async function list(): Promise<Vitest> {
  const created = await createVitest(options);
  await created.collect(filters);
  return created;
}

function gather(run: Vitest): Outcome {
  const modules = run.state.getTestModules();
  const tests = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({ test, name: nameOf(module, test) })),
  );
  const skipped = tests
    .map(({ test, name }) => ({ name, result: test.result() }))
    .filter(({ result }) => result.state === 'skipped' || result.state === 'pending')
    .map(({ name, result }) => ({ name, reason: reasonOf(name, 'note' in result ? result.note : undefined) }));
  return {
    passed: tests.filter(({ test }) => test.result().state === 'passed').length,
    failures: [
      ...tests
        .map(({ test, name }) => ({ name, result: test.result() }))
        .filter(({ result }) => result.state === 'failed')
        .map(({ name, result }) => ({ name, reason: result.errors?.[0]?.message ?? 'no reason was given' })),
      ...modules.flatMap(brokenParts),
      ...run.state.getUnhandledErrors().map((error) => ({ name: `${project}: outside of any test`, reason: messageOf(error) })),
      ...(modules.length === 0 && filters.length === 0 ? [{ name: project, reason: 'no test was found' }] : []),
    ],
    skipped,
  };
}

/** Files that could not be loaded, and hooks of a file or a group that failed, which leave no failed test behind. */
function brokenParts(module: TestModule): Note[] {
  const own = module.errors().map((error) => ({ name: pathOf(module), reason: error.message }));
  const groups = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => ({ name: `${pathOf(module)} > ${suite.fullName}`, reason: error.message })),
  );
  return [...own, ...groups];
}

function nameOf(module: TestModule, test: TestCase): string {
  return `${pathOf(module)} > ${test.fullName}`;
}

function pathOf(module: TestModule): string {
  return relative(ROOT, module.moduleId);
}

function messageOf(error: unknown): string {
  return error instanceof Object && 'message' in error ? String(error.message) : String(error);
}
