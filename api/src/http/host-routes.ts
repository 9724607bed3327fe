import {
  hostViewSchema,
  lockRequestSchema,
  ProtocolError,
  seatIdSchema,
  tableIdSchema,
  type HostView,
  type TableId,
} from '@skald/protocol';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TableRow } from '../store/store.ts';
import { refusals, type RouteParts } from './table-routes.ts';

const params = z.object({ tableId: tableIdSchema });
const security = [{ hostToken: [] }];
const config = { rateLimit: { max: 120, timeWindow: '1 minute' } };

/** What the host of a table may do (R3). `Authorization: Bearer <host token>`. */
export function hostRoutes({ admission, tables, shareOrigin }: RouteParts): FastifyPluginAsyncZod {
  const hosted = (request: FastifyRequest, tableId: TableId): TableRow => {
    const token = /^Bearer (\S{8,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new ProtocolError('unauthorised', 'no host token');
    const { table } = tables.admit(token, ['host']);
    if (table.id !== tableId) throw new ProtocolError('forbidden', 'the host of another table');
    return table;
  };
  const view = (table: TableRow): HostView => ({
    tableId: table.id,
    title: table.title,
    inviteToken: admission.inviteToken(table),
    shareOrigin,
    isLocked: table.isLocked,
    seats: tables.wake(table.id).seats,
  });
  const schema = (summary: string) => ({
    summary,
    tags: ['host'],
    security,
    params,
    response: { 200: hostViewSchema, ...refusals },
  });

  return async (app) => {
    app.get('/api/tables/:tableId/host', { config, schema: schema('The table as its host sees it') }, async (request) =>
      view(hosted(request, request.params.tableId)),
    );

    app.post(
      '/api/tables/:tableId/invite',
      { config, schema: schema('Revoke the invite link and make a new one') },
      async (request) => view(admission.reissueInvite(hosted(request, request.params.tableId))),
    );

    app.post(
      '/api/tables/:tableId/lock',
      { config, schema: { ...schema('Lock or unlock the table'), body: lockRequestSchema } },
      async (request) => view(admission.setLocked(hosted(request, request.params.tableId), request.body.isLocked)),
    );

    app.delete(
      '/api/tables/:tableId/seats/:seatId',
      { config, schema: { ...schema('Remove a player'), params: params.extend({ seatId: seatIdSchema }) } },
      async (request) => {
        const table = hosted(request, request.params.tableId);
        admission.removeSeat(table, request.params.seatId);
        return view(table);
      },
    );
  };
}
