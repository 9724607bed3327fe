import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.ts';
import { DbError } from './errors.ts';
import type { Migration } from './migrations.ts';

/** The table in which Prisma's tool keeps the history, exactly as it makes it, so that it and this runner agree. */
const HISTORY = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** A statement that would keep a part of a migration for good. The `END` of a trigger is none. */
const ENDS_TRANSACTION = /(^|;)\s*(COMMIT|ROLLBACK|END\s+TRANSACTION)\b/im;

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: 0 | 1;
}

/**
 * Brings a database to the newest migration and answers the names of those applied now. Each migration is one transaction together
 * with its line in the history. Throws DbError: `unusable` for a database that is not Skald's, `newer`, `changed`, `migration_failed`.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): string[] {
  const pending = choosePending(readHistory(connection), migrations);
  // Redefining a table drops the old one, and with foreign keys on its children go with it. Inside a transaction the switch does nothing.
  connection.pragma('foreign_keys = OFF');
  try {
    for (const migration of pending) apply(connection, migration);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
  return pending.map(({ name }) => name);
}

function readHistory(connection: Connection): Applied[] {
  const tables = connection.prepare<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const names = tables.pluck().all();
  if (names.length === 0) return [];
  if (!names.includes('_prisma_migrations')) {
    throw new DbError('unusable', 'The database file has tables that are not Skald’s: choose another file.');
  }
  return connection
    .prepare<[], Applied>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS isFinished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    )
    .all();
}

function choosePending(applied: readonly Applied[], migrations: readonly Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new DbError(
        'newer',
        `The database has the migration ${name}, which this Skald does not know: it was used by a newer one.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new DbError(
        'changed',
        `The migration ${name} was changed after it was applied: restore its file and add a new migration.`,
      );
    }
    if (isFinished === 0) {
      throw new DbError(
        'migration_failed',
        `The migration ${name} was begun by another tool and not finished: restore a backup.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

function apply(connection: Connection, migration: Migration): void {
  const startedAtMs = Date.now();
  try {
    if (ENDS_TRANSACTION.test(migration.sql)) throw new Error('it ends its own transaction');
    connection.transaction(() => {
      connection.exec(HISTORY.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'));
      connection.exec(migration.sql);
      const broken = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
      const first = broken[0];
      if (first) throw new Error(`${broken.length} rows lose their parent, the first one of ${first.table} in ${first.parent}`);
      connection
        .prepare(
          `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
           VALUES (?, ?, ?, ?, ?, 1)`,
        )
        .run(randomUUID(), migration.checksum, Date.now(), migration.name, startedAtMs);
    })();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbError('migration_failed', `The migration ${migration.name} could not be applied: ${reason}.`, { cause: error });
  }
}
