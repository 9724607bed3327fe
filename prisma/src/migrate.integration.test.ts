import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriter, type Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migrations.ts';

const PARENTS = `CREATE TABLE parents (id TEXT PRIMARY KEY NOT NULL);
CREATE TABLE children (id TEXT PRIMARY KEY NOT NULL, parentId TEXT NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c', 'p');`;

/** What Prisma writes when a column changes: the table is made anew, and its switch of foreign keys does nothing in a transaction. */
const REDEFINE = `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
CREATE TABLE new_parents (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL DEFAULT '');
INSERT INTO new_parents (id) SELECT id FROM parents; DROP TABLE parents; ALTER TABLE new_parents RENAME TO parents;
PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`;

describe('the migration runner', () => {
  let folder: string;
  let connection: Connection;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skald-migrate-'));
    connection = openWriter(join(folder, 'skald.db'));
  });
  afterEach(() => {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function writeMigration(name: string, sql: string): void {
    mkdirSync(join(folder, 'migrations', name), { recursive: true });
    writeFileSync(join(folder, 'migrations', name, 'migration.sql'), sql);
  }
  const run = () => migrate(connection, readMigrations(join(folder, 'migrations')));
  const count = (table: string) => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const tables = () => connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();
  const history = () => connection.prepare('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name').pluck().all();
  const refuses = (code: string, message: RegExp) =>
    expect.objectContaining({ name: 'DbError', code, message: expect.stringMatching(message) as string }) as object;

  it('applies what is new in the order of names, once', () => {
    writeMigration('0002_more', `INSERT INTO parents VALUES ('q');`);
    writeMigration('0001_first', PARENTS);
    expect(run()).toEqual(['0001_first', '0002_more']);
    expect(run()).toEqual([]);
    writeMigration('0003_last', `INSERT INTO parents VALUES ('r');`);
    expect(run()).toEqual(['0003_last']);
    expect(count('parents')).toBe(3);
  });

  it('keeps the children of a table that is made anew, and leaves foreign keys on', () => {
    writeMigration('0001_first', PARENTS);
    run();
    writeMigration('0002_redefine', REDEFINE);
    run();
    expect(count('children')).toBe(1);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => connection.exec(`INSERT INTO children VALUES ('d', 'nobody')`)).toThrow(/FOREIGN KEY/);
  });

  it('refuses a migration that leaves a row without its parent, and keeps nothing of it', () => {
    writeMigration('0001_first', PARENTS);
    run();
    writeMigration('0002_orphans', `CREATE TABLE more (id TEXT); DELETE FROM parents;`);
    expect(run).toThrow(refuses('migration_failed', /0002_orphans.*children/));
    expect([count('parents'), count('children')]).toEqual([1, 1]);
    expect(tables()).not.toContain('more');
    expect(history()).toEqual(['0001_first']);
  });

  it('keeps nothing of a migration that fails in its middle, and applies it when it was mended', () => {
    writeMigration('0001_first', PARENTS);
    writeMigration('0002_broken', `CREATE TABLE more (id TEXT); INSERT INTO nowhere VALUES (1);`);
    expect(run).toThrow(refuses('migration_failed', /0002_broken.*nowhere/));
    expect(tables()).not.toContain('more');
    expect(history()).toEqual(['0001_first']);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    writeMigration('0002_broken', `CREATE TABLE more (id TEXT);`);
    expect(run()).toEqual(['0002_broken']);
  });

  it('refuses a migration that ends its own transaction, before it begins; triggers are none', () => {
    const trigger = `CREATE TRIGGER copy AFTER INSERT ON parents BEGIN INSERT INTO children VALUES (new.id, new.id); END;`;
    writeMigration('0001_first', `${PARENTS}\n${trigger}`);
    writeMigration('0002_ends', `CREATE TABLE more (id TEXT);\ncommit; BEGIN;`);
    expect(run).toThrow(refuses('migration_failed', /0002_ends.*ends its own transaction/));
    expect(tables()).not.toContain('more');
    expect(history()).toEqual(['0001_first']);
  });

  it('[O6] keeps nothing of a migration during which the process was killed', async () => {
    writeMigration('0001_first', PARENTS);
    run();
    connection.close();
    writeMigration(
      '0002_killed',
      `CREATE TABLE more (id TEXT); INSERT INTO more VALUES ('x'); SELECT die(); DROP TABLE children;`,
    );
    const child = spawn(process.execPath, [
      join(import.meta.dirname, 'testing', 'migrate-and-die.ts'),
      join(folder, 'skald.db'),
      join(folder, 'migrations'),
    ]);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    connection = openWriter(join(folder, 'skald.db'));
    expect(tables()).not.toContain('more');
    expect(count('children')).toBe(1);
    expect(history()).toEqual(['0001_first']);
  });

  it('stops at a migration that was changed after it was applied', () => {
    writeMigration('0001_first', PARENTS);
    run();
    writeMigration('0001_first', `${PARENTS}\n`);
    writeMigration('0002_more', `CREATE TABLE more (id TEXT);`);
    expect(run).toThrow(refuses('changed', /0001_first/));
    expect(tables()).not.toContain('more');
  });

  it('stops at a database of a newer Skald', () => {
    writeMigration('0001_first', PARENTS);
    writeMigration('0002_newer', `CREATE TABLE more (id TEXT);`);
    run();
    rmSync(join(folder, 'migrations', '0002_newer'), { recursive: true });
    expect(run).toThrow(refuses('newer', /0002_newer/));
  });

  it('stops at a database that is not Skald’s, and touches nothing', () => {
    connection.exec('CREATE TABLE theirs (id TEXT)');
    writeMigration('0001_first', PARENTS);
    expect(run).toThrow(refuses('unusable', /not Skald/));
    expect(tables()).toEqual(['theirs']);
  });

  it('stops at a migration that another tool left unfinished', () => {
    writeMigration('0001_first', PARENTS);
    run();
    connection.exec('UPDATE _prisma_migrations SET finished_at = NULL');
    expect(run).toThrow(refuses('migration_failed', /0001_first.*not finished/));
  });

  it('applies the repository’s own migrations to an empty database', () => {
    const names = migrate(connection, readMigrations(MIGRATIONS_FOLDER));
    expect(names[0]).toBe('0001_first');
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
