import {
  createTableReplySchema,
  createTableRequestSchema,
  errorBodySchema,
  joinReplySchema,
  joinRequestSchema,
  previewReplySchema,
  previewRequestSchema,
} from '@skald/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Admission } from '../table/admission.ts';
import type { TableRegistry } from '../table/registry.ts';

export interface RouteParts {
  readonly admission: Admission;
  readonly tables: TableRegistry;
  readonly dmHasEars: () => boolean;
  readonly tablesPerHour: number;
  /** Origin for links to friends; null when none is known. */
  readonly shareOrigin: string | null;
}

/** What every route may answer besides its own. */
export const refusals = { '4xx': z.object({ error: errorBodySchema }), '5xx': z.object({ error: errorBodySchema }) };

const create = {
  summary: 'Make a table',
  tags: ['tables'],
  body: createTableRequestSchema,
  response: { 201: createTableReplySchema, ...refusals },
};
const preview = {
  summary: 'What a link leads to',
  tags: ['tables'],
  body: previewRequestSchema,
  response: { 200: previewReplySchema, ...refusals },
};
const join = {
  summary: 'Take a seat',
  tags: ['tables'],
  body: joinRequestSchema,
  response: { 200: joinReplySchema, ...refusals },
};
const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } });

/** Making a table and sitting down at one (R1, R2, R4, R5). Tokens come in bodies, never in addresses. */
export function tableRoutes({ admission, tables, dmHasEars, tablesPerHour }: RouteParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/tables',
      { schema: create, config: { rateLimit: { max: tablesPerHour, timeWindow: '1 hour' } } },
      async (request, reply) => {
        const table = admission.createTable(request.body);
        return reply
          .status(201)
          .send({ tableId: table.id, hostToken: admission.hostToken(table), inviteToken: admission.inviteToken(table) });
      },
    );

    app.post('/api/links/preview', { schema: preview, config: perMinute(120) }, async (request) => {
      const { table } = tables.admit(request.body.token, ['invite', 'host', 'seat']);
      const { id, title, language, seatsMax, isLocked } = table;
      return {
        tableId: id,
        title,
        language,
        seatsMax,
        isLocked,
        seatsTaken: admission.seatsTaken(table),
        dmHasEars: dmHasEars(),
      };
    });

    app.post('/api/tables/join', { schema: join, config: perMinute(60) }, async (request) => {
      const { table, seatId, seatToken, role } = admission.join(request.body);
      return { tableId: table.id, seatId, seatToken, role };
    });
  };
}
