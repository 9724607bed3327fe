import { ProtocolError, type TableId } from '@skald/protocol';
import type { FastifyRequest } from 'fastify';
import type { TableRegistry } from '../table/registry.ts';
import type { SeatRow } from '../store/store.ts';

export function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer (\S{8,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ProtocolError('unauthorised', 'no token');
  return token;
}

/** The seat whose token a request carries: `Authorization: Bearer <seat token>`. Throws `unauthorised`, `forbidden` and what links throw. */
export function seatOf(tables: TableRegistry, request: FastifyRequest, tableId: TableId): SeatRow {
  const { table, seat } = tables.admit(bearerOf(request), ['seat']);
  if (!seat || table.id !== tableId) throw new ProtocolError('forbidden', 'a seat at another table');
  return seat;
}
