import Database from 'better-sqlite3';
import { DbError, readSqliteCode } from './errors.ts';

export type Connection = Database.Database;

/** How long a statement waits for somebody else's lock (a backup, the sqlite3 shell), blocking the process. */
const BUSY_TIMEOUT_MS = 1_000;

/** Opens the one connection that writes. What is deleted is also overwritten, so that an erased table leaves no bytes. */
export function openWriter(file: string): Connection {
  const connection = open(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('secure_delete = ON');
    return connection;
  } catch (error) {
    connection.close();
    throw explain(file, error);
  }
}

function open(file: string): Connection {
  try {
    return new Database(file, { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw explain(file, error);
  }
}

function explain(file: string, error: unknown): DbError {
  const code = readSqliteCode(error);
  if (code === 'SQLITE_NOTADB') return new DbError('unusable', `${file} is not a database.`, { cause: error });
  if (code?.startsWith('SQLITE_BUSY')) return new DbError('locked', `${file} is locked by another program.`, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new DbError('unusable', `${file} cannot be opened: ${reason}.`, { cause: error });
}
