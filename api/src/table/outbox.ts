import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Cursor, SeatId, TableEvent } from '@skald/protocol';

/** Numbered messages of one seat that are kept for a reconnecting page. */
const RING_SIZE = 400;

/** Hides the position in the event log from clients: a hole in it would betray a hidden roll. */
export interface PositionSeal {
  seal(position: number, seatId: SeatId): string;
}

/** AES-256-GCM with the seat as associated data. `key` holds 32 bytes. */
export function createPositionSeal(key: Uint8Array): PositionSeal & { open(sealed: string, seatId: SeatId): number | null } {
  return {
    seal(position, seatId) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(seatId));
      const body = Buffer.concat([cipher.update(String(position).padStart(16, '0')), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, seatId) {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
          .setAAD(Buffer.from(seatId))
          .setAuthTag(bytes.subarray(12, 28));
        return Number(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString());
      } catch {
        return null;
      }
    },
  };
}

/** What was told to one seat, numbered without holes within an epoch. */
export interface Outbox {
  /** Numbers an event. `position` is the last one of the event log. */
  push(event: TableEvent, position: number): Cursor;
  cursor(position: number): Cursor;
  /** Events after a cursor of this epoch, oldest first; null when the ring no longer holds them or the epoch is another. */
  replayAfter(cursor: Cursor): readonly TableEvent[] | null;
}

export function createOutbox(epoch: string, seatId: SeatId, seal: PositionSeal): Outbox {
  const ring: TableEvent[] = [];
  let n = 0;
  const cursor = (position: number): Cursor => ({ epoch, n, at: seal.seal(position, seatId) });
  return {
    cursor,
    push(event, position) {
      n += 1;
      ring.push(event);
      if (ring.length > RING_SIZE) ring.shift();
      return cursor(position);
    },
    replayAfter(since) {
      const missing = n - since.n;
      if (since.epoch !== epoch || missing < 0 || missing > ring.length) return null;
      return missing === 0 ? [] : ring.slice(-missing);
    },
  };
}
