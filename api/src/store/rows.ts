import type { Message } from '@skald/protocol';
import type { Column, Stored } from './columns.ts';
import { StoreError, type Rows } from './store.ts';
import { deriveFromMessage, TABLES } from './tables.ts';

export type TableName = keyof Rows;

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLES, name);
}

/** Columns that make up a row of a table. */
export function listColumns(name: TableName): string[] {
  return Object.keys(TABLES[name]);
}

/** A row as it is kept. Throws StoreError `invalid` when a field is missing, unknown or not of its type; no value is named. */
export function encodeRow<Name extends TableName>(name: Name, row: Rows[Name]): Record<string, Stored> {
  const missing = listColumns(name).find((column) => !Object.hasOwn(row, column));
  if (missing) throw new StoreError('invalid', `a row of ${name} lacks ${missing}`);
  return encodeFields(name, row);
}

/** Some fields of a row as they are kept, with the columns that follow from them. Throws as `encodeRow` does. */
export function encodeFields(name: TableName, fields: object): Record<string, Stored> {
  const encoded = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, encodeField(name, field, value)]));
  if (name !== 'messages' || !('message' in fields)) return encoded;
  return { ...encoded, ...deriveFromMessage(fields.message as Message) };
}

export function decodeRow<Name extends TableName>(name: Name, stored: Record<string, unknown>): Rows[Name] {
  const columns = Object.entries<Column<unknown>>(TABLES[name]);
  try {
    return Object.fromEntries(columns.map(([field, column]) => [field, column.decode(stored[field])])) as unknown as Rows[Name];
  } catch (error) {
    throw new StoreError('invalid', `a row of ${name} cannot be read`, { cause: error });
  }
}

function encodeField(name: TableName, field: string, value: unknown): Stored {
  if (!Object.hasOwn(TABLES[name], field)) throw new StoreError('invalid', `${name} has no column ${field}`);
  const column = (TABLES[name] as unknown as Record<string, Column<unknown>>)[field];
  try {
    return column?.encode(value) ?? null;
  } catch (error) {
    const reason = error instanceof StoreError ? error.message : 'the value cannot be kept';
    throw new StoreError('invalid', `${name}.${field}: ${reason}`, { cause: error });
  }
}
