import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, type Connection } from '@skald/db';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from './sqlite-store.ts';
import {
  OTHER_TABLE,
  sampleBatch,
  sampleEverything,
  sampleId,
  sampleMessage,
  sampleTable,
  TABLE,
} from './testing/sample-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'skald-erase-'));
const SECRET = 'Карта зарыта под вязом';

/** Rows of every table of the file, by table. */
function countRows(connection: Connection): Record<string, number> {
  const tables = (connection.pragma('table_list') as { name: string; type: string }[])
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_') && name !== '_prisma_migrations')
    .map(({ name }) => name);
  return Object.fromEntries(
    tables.map((name) => [name, connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number]),
  );
}

function bytesOnDisk(): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('utf8'))
    .join('\n');
}

describe('erasing a table', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[R8] leaves no row of it in any table and no byte of it in any file, and another table whole', () => {
    const db = createDb(join(folder, 'skald.db'));
    const store = createSqliteStore(db);
    const event = { type: 'message:posted', audience: 'party', payload: { text: SECRET } } as const;
    store.commit(sampleBatch({ events: [event, event], writes: sampleEverything() }));
    const secret = sampleMessage(2, {}, SECRET);
    store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'messages', row: secret }] }));
    expect(Object.entries(countRows(db.connection)).filter(([, count]) => count === 0)).toEqual([]);
    expect(bytesOnDisk()).toContain(SECRET);

    const other = { ...sampleTable, id: OTHER_TABLE };
    const line = sampleMessage(3, { tableId: OTHER_TABLE });
    store.commit({
      tableId: OTHER_TABLE,
      atMs: 1,
      events: [{ type: 'table:made', audience: 'party', payload: {} }],
      writes: [
        { op: 'insert', into: 'rooms', row: other },
        { op: 'insert', into: 'messages', row: line },
      ],
    });
    store.eraseTable(TABLE);
    const left = Object.entries(countRows(db.connection)).filter(([, count]) => count > 0);
    expect(Object.fromEntries(left)).toEqual({ rooms: 1, messages: 1, game_events: 1 });
    expect(store.findMessage(OTHER_TABLE, sampleId('message', 3))).toEqual(line);
    expect(bytesOnDisk()).not.toContain(SECRET);
    store.close();
    expect(bytesOnDisk()).not.toContain(SECRET);
  });

  it('never gives a position again after the newest events were erased', () => {
    const store = createSqliteStore(createDb(':memory:'));
    const events = [{ type: 'a:happened', audience: 'party', payload: null }] as const;
    const room = { op: 'insert', into: 'rooms', row: sampleTable } as const;
    const first = store.commit(sampleBatch({ events, writes: [room] }));
    store.eraseTable(TABLE);
    const second = store.commit(sampleBatch({ events, writes: [room] }));
    expect(second[0]?.position).toBeGreaterThan(first[0]?.position ?? Infinity);
    store.close();
  });
});
