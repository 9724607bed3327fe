import Database from 'better-sqlite3';
import { DbError, readSqliteCode } from './errors.ts';

/** How long a start waits for the process before it to end, blocking. */
const WAIT_MS = 1_000;

export interface Lock {
  release(): void;
}

/**
 * Claims a database file for this process, in `<file>.lock` beside it. The lock is the operating system's (SQLite's own, on an empty
 * database), so it ends with the process however that ends, and no stale file is ever in the way. Throws DbError `locked`.
 */
export function claim(file: string): Lock {
  const lock = openLock(file);
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const isHeld = readSqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
    if (isHeld)
      throw new DbError('locked', `Another process is using ${file}: end it, or choose another file.`, { cause: error });
    throw refuse(file, error);
  }
  return { release: () => lock.close() };
}

function openLock(file: string): Database.Database {
  try {
    return new Database(`${file}.lock`, { timeout: WAIT_MS });
  } catch (error) {
    throw refuse(file, error);
  }
}

function refuse(file: string, error: unknown): DbError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DbError('unusable', `${file} cannot be opened: its lock file ${file}.lock cannot be used (${reason}).`, {
    cause: error,
  });
}
