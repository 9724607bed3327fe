import { fairnessReplySchema, ProtocolError, sessionIdSchema, tableIdSchema } from '@skald/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { readFairness } from '../table/fairness-desk.ts';
import type { TableRegistry } from '../table/registry.ts';
import type { Store } from '../store/store.ts';
import { refusals } from './table-routes.ts';

export interface FairnessParts {
  readonly tables: TableRegistry;
  readonly store: Store;
}

const schema = {
  summary: 'What is needed to check the dice of an evening, as far as a seat may know it',
  tags: ['tables'],
  security: [{ seatToken: [] }],
  params: z.object({ tableId: tableIdSchema }),
  querystring: z.object({ session: sessionIdSchema.optional() }),
  response: { 200: fairnessReplySchema, ...refusals },
};
const config = { rateLimit: { max: 30, timeWindow: '1 minute' } };

/** The documents of dice (G2). `Authorization: Bearer <seat token>`; the table may be asleep, and stays so. */
export function fairnessRoutes({ tables, store }: FairnessParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/api/tables/:tableId/fairness', { config, schema }, async (request, reply) => {
      const token = /^Bearer (\S{8,200})$/.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw new ProtocolError('unauthorised', 'no seat token');
      const { table, seat } = tables.admit(token, ['seat']);
      if (!seat || table.id !== request.params.tableId) throw new ProtocolError('forbidden', 'a seat at another table');
      void reply.header('cache-control', 'no-store');
      return readFairness(store, { tableId: table.id, seatId: seat.id, sessionId: request.query.session ?? null });
    });
  };
}
