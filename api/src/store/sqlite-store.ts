import type { Db } from '@skald/db';
import { createCommit } from './commit.ts';
import { createReads } from './reads.ts';
import { toStoreError } from './store-failure.ts';
import type { Store } from './store.ts';

/** The store on SQLite. It owns the database and closes it. */
export function createSqliteStore(db: Db): Store {
  const { connection } = db;
  const erase = connection.prepare('DELETE FROM rooms WHERE id = ?');
  return {
    commit: createCommit(connection),
    ...createReads(connection),
    /** Rows go by cascade and their bytes are overwritten; emptying the log of the database removes the copies there. */
    eraseTable(tableId) {
      try {
        erase.run(tableId);
        connection.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        throw toStoreError(error);
      }
    },
    close() {
      void db.close();
    },
  };
}
