export type DbErrorCode =
  /** Another process holds the database. */
  | 'locked'
  /** The file cannot be opened, or is no database of Skald's. */
  | 'unusable'
  /** The database was made by a newer Skald. */
  | 'newer'
  /** A migration that was applied has been edited since. */
  | 'changed'
  /** A migration could not be applied; nothing of it is left. */
  | 'migration_failed';

/** The database cannot be used. The message is a sentence for the operator. */
export class DbError extends Error {
  readonly code: DbErrorCode;
  constructor(code: DbErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DbError';
    this.code = code;
  }
}

/** SQLite's extended result code of an error, such as `SQLITE_CONSTRAINT_UNIQUE`; null for any other error. */
export function readSqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}
