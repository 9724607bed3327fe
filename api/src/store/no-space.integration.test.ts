import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb } from '@skald/db';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from './sqlite-store.ts';
import { sampleBatch, sampleMessage, sampleTable, TABLE } from './testing/sample-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'skald-full-'));

describe('a full disk', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[O6] refuses the batch as no_space, keeps nothing of it, and the store goes on when there is room again', () => {
    const db = createDb(join(folder, 'skald.db'));
    const store = createSqliteStore(db);
    store.commit(sampleBatch({ writes: [{ op: 'insert', into: 'rooms', row: sampleTable }] }));
    const pages = db.connection.pragma('page_count', { simple: true }) as number;
    db.connection.pragma(`max_page_count = ${pages}`);
    const event = { type: 'message:posted', audience: 'party', payload: 'x'.repeat(50_000) } as const;
    const batch = sampleBatch({ events: [event], writes: [{ op: 'insert', into: 'messages', row: sampleMessage(1) }] });
    expect(() => store.commit(batch)).toThrow(expect.objectContaining({ name: 'StoreError', code: 'no_space' }));
    expect(store.readLastPosition(TABLE)).toBe(0);
    expect(store.findMessage(TABLE, sampleMessage(1).id)).toBeNull();
    db.connection.pragma(`max_page_count = ${pages + 1_000}`);
    expect(store.commit(batch)).toHaveLength(1);
    expect(store.findMessage(TABLE, sampleMessage(1).id)).toEqual(sampleMessage(1));
    store.close();
  });
});
