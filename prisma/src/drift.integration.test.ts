import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDb } from './create-db.ts';

const PACKAGE = join(import.meta.dirname, '..');
const PRISMA = createRequire(import.meta.url).resolve('prisma/build/index.js');
const folder = mkdtempSync(join(tmpdir(), 'skald-drift-'));

/** Prisma's command line in the package's folder, with this Node for its schema engine too. */
function runPrisma(parameters: string[], environment: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH: [dirname(process.execPath), PATH].join(delimiter), HOME, ...environment };
  return spawnSync(process.execPath, [PRISMA, ...parameters], { cwd: PACKAGE, encoding: 'utf8', env, timeout: 60_000 });
}
const compare = (schema: string) =>
  runPrisma(['migrate', 'diff', '--from-migrations', 'migrations', '--to-schema', schema, '--script', '--exit-code']);

describe('migrations and schema', { timeout: 180_000 }, () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('give the same database', () => {
    const { status, stdout } = compare('schema.prisma');
    expect(stdout).toMatch(/empty migration/);
    expect(status).toBe(0);
  });

  it('are found to differ when the schema has a column more', () => {
    const schema = readFileSync(join(PACKAGE, 'schema.prisma'), 'utf8');
    const changed = join(folder, 'schema.prisma');
    writeFileSync(changed, schema.replace('model Room {', 'model Room {\n  motto String?'));
    const { status, stdout } = compare(changed);
    expect(stdout).toMatch(/ADD COLUMN "motto"/);
    expect(status).toBe(2);
  });

  it('leave a history that Prisma’s own tool takes for up to date', async () => {
    const file = join(folder, 'skald.db');
    await createDb(file).close();
    const { status, stdout } = runPrisma(['migrate', 'status'], { DATABASE_URL: `file:${file}` });
    expect(stdout).toMatch(/up to date/);
    expect(status).toBe(0);
  });

  it('may be applied by Prisma’s own tool, and the runner finds nothing left to do', async () => {
    const file = join(folder, 'theirs.db');
    const { status, stdout } = runPrisma(['migrate', 'deploy'], { DATABASE_URL: `file:${file}` });
    expect(stdout).toMatch(/successfully applied/);
    expect(status).toBe(0);
    const db = createDb(file);
    expect(db.applied).toEqual([]);
    await db.close();
  });
});
