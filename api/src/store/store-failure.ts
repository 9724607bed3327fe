import { readSqliteCode } from '@skald/db';
import { StoreError } from './store.ts';

const DUPLICATE = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];

/** What SQLite and the encoders throw, as the one error of the store. SQLite's messages name columns, never values. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = readSqliteCode(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (code !== null && DUPLICATE.includes(code)) return new StoreError('duplicate', reason, { cause: error });
  if (code === 'SQLITE_FULL') return new StoreError('no_space', 'the disk is full: nothing was stored', { cause: error });
  return new StoreError('invalid', code === null ? reason : `${code}: ${reason}`, { cause: error });
}
