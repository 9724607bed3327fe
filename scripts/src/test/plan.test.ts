import { describe, expect, it } from 'vitest';
import { chooseBenchmarks } from '../commands/bench.ts';
import { addOutcomes, failedOnce, passedOnce, presentOutcome, reasonOf } from './outcome.ts';
import { planTests } from './plan.ts';

describe('npm test', () => {
  it('runs everything when nothing is named', () => {
    expect(planTests([])).toEqual({ stages: ['types', 'lint', 'unit', 'integration', 'e2e'], filters: [] });
  });

  it('runs the stages that are named, with the paths that are named', () => {
    expect(planTests(['unit', 'api/src/domain'])).toEqual({ stages: ['unit'], filters: ['api/src/domain'] });
    expect(planTests(['sfu'])).toEqual({ stages: ['unit', 'integration', 'e2e'], filters: ['sfu'] });
  });

  it('refuses options, which it would ignore', () => {
    expect(() => planTests(['--watch'])).toThrow(/takes no option "--watch"/);
  });

  it('gives a reason for each skipped test: its own, or what its group needs', () => {
    expect(reasonOf('ear.test.ts > ear on speech (needs espeak-ng) > finds lines', undefined)).toBe('needs espeak-ng');
    expect(reasonOf('a > b', 'this machine has no address but loopback')).toBe('this machine has no address but loopback');
    expect(reasonOf('a (needs x) > b', 'its own')).toBe('its own');
    expect(reasonOf('a > b', undefined)).toBe('no reason was given');
  });

  it('ends with failures and skipped tests by name and reason, and one line of totals', () => {
    const skipped = { passed: 4, failures: [], skipped: [{ name: 'e2e > a', reason: 'no Chromium' }] };
    expect(presentOutcome(addOutcomes([passedOnce(), failedOnce('lint', 'eslint failed\nmore'), skipped]))).toEqual([
      'Failed:',
      '  lint: eslint failed',
      '',
      'Skipped:',
      '  e2e > a: no Chromium',
      '',
      '5 passed, 1 failed, 1 skipped',
    ]);
  });
});

describe('npm run bench', () => {
  it('runs all benchmarks, or those that are named', () => {
    expect(chooseBenchmarks(['a', 'b'], [])).toEqual(['a', 'b']);
    expect(chooseBenchmarks(['a', 'b'], ['b', '--quick'])).toEqual(['b']);
    expect(() => chooseBenchmarks(['a', 'b'], ['c'])).toThrow(/no benchmark "c"/);
  });
});
