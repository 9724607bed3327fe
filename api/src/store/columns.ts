import { StoreError } from './store.ts';

export type Stored = string | number | Uint8Array | null;

/** How one field of a row is kept in one column. `encode` throws StoreError `invalid` for a value that is not of the field's type. */
export interface Column<T> {
  encode(value: unknown): Stored;
  decode(stored: unknown): T;
}

const refuse = (wanted: string): StoreError => new StoreError('invalid', `the value is not ${wanted}`);

/** Text of any kind. */
export const text: Column<string> = {
  encode(value) {
    if (typeof value !== 'string') throw refuse('text');
    return value;
  },
  decode: (stored) => stored as string,
};

/** A whole number that a double holds exactly: counts, epoch ms. */
export const integer: Column<number> = {
  encode(value) {
    if (!Number.isSafeInteger(value)) throw refuse('a whole number');
    return value as number;
  },
  decode: (stored) => stored as number,
};

export const real: Column<number> = {
  encode(value) {
    if (!Number.isFinite(value)) throw refuse('a number');
    return value as number;
  },
  decode: (stored) => stored as number,
};

/** Epoch ms: a clock may give fractions, the log keeps whole ms. */
export const timeMs: Column<number> = {
  encode: (value) => Math.round(real.encode(value) as number),
  decode: (stored) => stored as number,
};

export const bool: Column<boolean> = {
  encode(value) {
    if (typeof value !== 'boolean') throw refuse('true or false');
    return value ? 1 : 0;
  },
  decode: (stored) => stored === 1,
};

export function oneOf<const T extends string>(...values: readonly T[]): Column<T> {
  return {
    encode(value) {
      if (!values.includes(value as T)) throw refuse(`one of ${values.join(', ')}`);
      return value as T;
    },
    decode: (stored) => stored as T,
  };
}

export const bytes: Column<Uint8Array> = {
  encode(value) {
    if (!(value instanceof Uint8Array)) throw refuse('bytes');
    return value;
  },
  decode: (stored) => new Uint8Array(stored as Uint8Array),
};

/** Text that a check accepts, such as an id of one kind. */
export function checked<T extends string>(wanted: string, isValid: (value: string) => boolean): Column<T> {
  return {
    encode(value) {
      if (typeof value !== 'string' || !isValid(value)) throw refuse(wanted);
      return value;
    },
    decode: (stored) => stored as T,
  };
}

/** Any JSON but `undefined`; it was parsed at the edge and is not looked into again. */
export function json<T>(): Column<T> {
  return {
    encode(value) {
      const written: string | undefined = value === null ? undefined : JSON.stringify(value);
      if (written === undefined) throw refuse('JSON');
      return written;
    },
    decode: (stored) => JSON.parse(stored as string) as T,
  };
}

export function nullable<T>(column: Column<T>): Column<T | null> {
  return {
    encode: (value) => (value === null ? null : column.encode(value)),
    decode: (stored) => (stored === null ? null : column.decode(stored)),
  };
}
