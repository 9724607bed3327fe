import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Faults that keep people out, as axe-core weighs them. */
const GRAVE = ['serious', 'critical'];

interface WithAxe {
  axe?: { run(options: object): Promise<AxeResults> };
}

/** Grave faults of accessibility (U3) on a page as it is now, one a line: the rule, the element, and what is wrong. */
export async function findBarriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const { violations, passes } = await page.evaluate(() =>
    (window as unknown as Required<WithAxe>).axe.run({ resultTypes: ['violations', 'passes'] }),
  );
  if (passes.length === 0) throw new Error('axe-core looked at nothing');
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`));
}
