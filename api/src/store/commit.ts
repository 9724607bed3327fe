import type { Connection } from '@skald/db';
import type { Stored } from './columns.ts';
import { encodeFields, encodeRow, isTableName, type TableName } from './rows.ts';
import { toStoreError } from './store-failure.ts';
import { StoreError, type Batch, type NewEvent, type StoredEvent, type Write } from './store.ts';
import { audience } from './tables.ts';

/** Makes the store's `commit`: one synchronous transaction for each batch. */
export function createCommit(connection: Connection): (batch: Batch) => readonly StoredEvent[] {
  const deferForeignKeys = connection.prepare('PRAGMA defer_foreign_keys = ON');
  const append = createAppend(connection);
  const write = createWrite(connection);
  const transaction = connection.transaction((batch: Batch): StoredEvent[] => {
    deferForeignKeys.run(); // rows of one batch may name each other in any order
    for (const one of batch.writes) write(batch, one);
    return batch.events.map((event) => append(batch, event));
  });
  return (batch) => {
    try {
      return transaction.immediate(batch);
    } catch (error) {
      throw toStoreError(error);
    }
  };
}

function createAppend(connection: Connection): (batch: Batch, event: NewEvent) => StoredEvent {
  const insert = connection.prepare('INSERT INTO game_events (tableId, atMs, type, audience, payload) VALUES (?, ?, ?, ?, ?)');
  return ({ tableId, atMs }, event) => {
    const payload: string | undefined = JSON.stringify(event.payload);
    if (payload === undefined) throw new StoreError('invalid', `the payload of ${event.type} is not JSON`);
    const position = insert.run(tableId, Math.round(atMs), event.type, audience.encode(event.audience), payload).lastInsertRowid;
    return {
      position: Number(position),
      atMs: Math.round(atMs),
      type: event.type,
      audience: event.audience,
      payload: event.payload,
    };
  };
}

function createWrite(connection: Connection): (batch: Batch, write: Write) => void {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>();
  const run = (sql: string, values: Record<string, Stored>): number => {
    let statement = prepared.get(sql);
    if (!statement) prepared.set(sql, (statement = connection.prepare(sql)));
    return statement.run(values).changes;
  };
  return (batch, write) => {
    if (!isTableName(write.into)) throw new StoreError('invalid', 'there is no such table');
    if (write.op === 'insert') {
      checkInsert(batch, write);
      const fields = encodeRow(write.into, write.row);
      run(insertSql(write.into, Object.keys(fields)), fields);
      return;
    }
    const fields = checkUpdate(write);
    const changes = run(updateSql(write.into, Object.keys(fields)), { ...fields, id: write.id, batchTableId: batch.tableId });
    if (changes !== 1) throw new StoreError('invalid', `${write.into} has no row ${write.id} at ${batch.tableId}`);
  };
}

function checkInsert(batch: Batch, write: Extract<Write, { op: 'insert' }>): void {
  const owner = write.into === 'rooms' ? write.row.id : write.row.tableId;
  if (owner !== batch.tableId) throw new StoreError('invalid', `a row of ${write.into} belongs to another table than the batch`);
  checkInner(write.into, write.row.id, write.row);
}

function checkUpdate(write: Extract<Write, { op: 'update' }>): Record<string, Stored> {
  const fields = encodeFields(write.into, write.set);
  if ('id' in fields || 'tableId' in fields) throw new StoreError('invalid', 'a row keeps its id and its table');
  if (Object.keys(fields).length === 0) throw new StoreError('invalid', `an update of ${write.into} sets nothing`);
  checkInner(write.into, write.id, write.set);
  return fields;
}

/** What a row carries as JSON has the id of the row. */
function checkInner(name: TableName, id: string, row: object): void {
  const inner =
    name === 'messages' && 'message' in row
      ? (row.message as { messageId: string }).messageId
      : name === 'dice_rolls' && 'roll' in row
        ? (row.roll as { rollId: string }).rollId
        : id;
  if (inner !== id) throw new StoreError('invalid', `the content of a row of ${name} has another id than the row`);
}

function insertSql(name: TableName, fields: readonly string[]): string {
  const columns = fields.map((field) => `"${field}"`).join(', ');
  return `INSERT INTO ${name} (${columns}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`;
}

function updateSql(name: TableName, fields: readonly string[]): string {
  const assignments = fields.map((field) => `"${field}" = @${field}`).join(', ');
  return `UPDATE ${name} SET ${assignments} WHERE id = @id AND ${name === 'rooms' ? 'id' : '"tableId"'} = @batchTableId`;
}
