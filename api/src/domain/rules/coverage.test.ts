import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SRD_ATTRIBUTION } from '@skald/protocol';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Rows of the ledger: what, state, rule. */
const rows = [...read('docs/rules/coverage.md').matchAll(/^\| (?!What)([^|]+) \| ([^|]+) \|([^|]*)\|$/gm)].map(
  ([, what = '', state = '', rule = '']) => ({ what, state, rule: rule.trim() }),
);

/** Rules that titles of tests name, of all tests under this folder. */
const tested = new Set(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.startsWith('coverage'))
    .flatMap((path) => [...readFileSync(join(import.meta.dirname, path), 'utf8').matchAll(/\[(G[456]\.\d+)\]/g)])
    .map(([, rule = '']) => rule),
);

/** Rules that are written down in a page. */
const written = (page: string): string[] => [...read(page).matchAll(/^- \*\*(G\d\.\d+)\*\*/gm)].map(([, rule = '']) => rule);

describe('[G4] the ledger of the rules', () => {
  it('has a state for everything, and knows three of them', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['enforced', 'guidance', 'out of scope']));
    const lines = read('docs/rules/coverage.md').match(/^\| (?!What|-)/gm) ?? [];
    expect(rows).toHaveLength(lines.length);
  });

  it('[G4] whatever it calls enforced has a rule with a test, and nothing else has', () => {
    expect(rows.filter(({ state, rule }) => state === 'enforced' && !tested.has(rule))).toEqual([]);
    expect(rows.filter(({ state, rule }) => state !== 'enforced' && rule !== '')).toEqual([]);
  });

  it('[G4] every rule of characters has a test, and every test of one its rule', () => {
    const rules = written('docs/rules/characters.md');
    expect(rules.length).toBeGreaterThan(35);
    expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
    const cited = [...tested].filter((rule) => /^G4\.|^G6\.[1-5]$/.test(rule));
    expect(cited.filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});

describe('[G4] the licence of the rules', () => {
  it('is stated in the page of licences as it is in the product, with what was changed', () => {
    const page = read('docs/licences.md').replaceAll(/\n> ?/g, ' ').replaceAll(/\s+/g, ' ');
    const [statement = ''] = /^This work includes .*legalcode\./.exec(SRD_ATTRIBUTION.en) ?? [];
    expect(statement).toContain('System Reference Document 5.2.1');
    expect(page).toContain(statement);
    for (const text of [...Object.values(SRD_ATTRIBUTION), page]) expect(text).toMatch(/translated and modified/);
    expect(SRD_ATTRIBUTION.ru.startsWith(statement)).toBe(true);
  });
});
