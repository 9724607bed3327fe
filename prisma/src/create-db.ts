import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Connection, openWriter } from './connection.ts';
import { DbError } from './errors.ts';
import type { PrismaClient } from './generated/client.ts';
import { claim, type Lock } from './lock.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS_FOLDER, readMigrations } from './migrations.ts';

export interface Db {
  /** The only connection that writes. The store alone uses it. */
  readonly connection: Connection;
  /** Migrations that this start applied. */
  readonly applied: readonly string[];
  /** Prisma's client on a connection of its own that cannot write; made at the first call. Throws DbError `unusable` for `:memory:`. */
  readPrisma(): Promise<PrismaClient>;
  /** Closes everything, at once when no reader was made. May be called again. */
  close(): Promise<void>;
}

const MEMORY = ':memory:';

/**
 * Opens a database file, made with its folder when there is none, and brings it to the newest migration. `:memory:` is a database that
 * is gone when it is closed. Throws DbError.
 */
export function createDb(file: string): Db {
  const lock = file === MEMORY ? null : claimFile(file);
  const connection = openOrRelease(file, lock);
  let reader: Promise<PrismaClient> | null = null;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    if (reader) await (await reader.catch(() => null))?.$disconnect();
    connection.close();
    lock?.release();
  };
  return {
    connection,
    applied: migrateOrClose(connection, lock),
    readPrisma() {
      if (file === MEMORY)
        return Promise.reject(new DbError('unusable', 'A database in memory has one connection and no reader.'));
      if (closing) return Promise.reject(new DbError('unusable', 'The database is closed.'));
      return (reader ??= openReader(file));
    },
    close: () => (closing ??= close()),
  };
}

function claimFile(file: string): Lock {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new DbError('unusable', `The folder of ${file} cannot be made.`, { cause: error });
  }
  return claim(file);
}

function openOrRelease(file: string, lock: Lock | null): Connection {
  try {
    return openWriter(file);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function migrateOrClose(connection: Connection, lock: Lock | null): string[] {
  try {
    return migrate(connection, readMigrations(MIGRATIONS_FOLDER));
  } catch (error) {
    connection.close();
    lock?.release();
    throw error;
  }
}

/** Loaded late: most starts never need Prisma, and it takes a tenth of a second. */
async function openReader(file: string): Promise<PrismaClient> {
  const { openReadClient } = await import('./read-client.ts');
  return openReadClient(file);
}
