import { createDb } from '@skald/db';
import { createSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/**
 * Opens the store on a file, made and migrated when needed, or on `:memory:`. Throws DbError when the file is held by another process,
 * was made by a newer Skald or cannot be used. The caller closes it.
 */
export function openStore(file: string): Store {
  return createSqliteStore(createDb(file));
}
