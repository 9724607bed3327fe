import {
  characterIdSchema,
  importReplySchema,
  ProtocolError,
  SHEET_FILE_MAX_BYTES,
  storedCharacterSchema,
  tableIdSchema,
} from '@skald/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TableRegistry } from '../table/registry.ts';
import type { SheetShelf } from '../table/sheet-shelf.ts';
import { acceptedLanguage } from './language.ts';
import { bearerOf, seatOf } from './seat-access.ts';
import { refusals } from './table-routes.ts';

export interface SheetRouteParts {
  readonly tables: TableRegistry;
  readonly sheets: SheetShelf;
}

const params = z.object({ tableId: tableIdSchema });
const tags = ['sheets'];
const security = [{ seatToken: [] }];
/** The file as it is, as text: it is not taken for JSON before its size and depth are known to be small. */
const body = z.string().max(SHEET_FILE_MAX_BYTES);
const preview = {
  summary: 'What a file of a character would become; nothing is stored',
  description: 'Body: the text of a file of Skald, Foundry (dnd5e) or D&D Beyond, at most 1 MiB.',
  tags,
  security,
  params,
  body,
  response: { 200: importReplySchema, ...refusals },
};
const take = {
  ...preview,
  summary: 'Keep a file of a character as the character of the seat',
  response: { 201: storedCharacterSchema, ...refusals },
};
const write = {
  summary: 'The file of a character, for its player or the host',
  tags,
  security: [{ seatToken: [] }, { hostToken: [] }],
  params: params.extend({ characterId: characterIdSchema }),
  querystring: z.object({ format: z.enum(['skald', 'foundry']).default('skald') }),
  response: { 200: z.record(z.string(), z.unknown()), ...refusals },
};
const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } });

/** Import and export of sheets (G6). `Authorization: Bearer <seat token>`; an export takes the host's token too. */
export function sheetRoutes({ tables, sheets }: SheetRouteParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ['application/json', 'text/plain'],
      { parseAs: 'string', bodyLimit: SHEET_FILE_MAX_BYTES },
      (_request, text, done) => done(null, text),
    );

    app.post('/api/tables/:tableId/characters/import', { schema: preview, config: perMinute(20) }, async (request) =>
      sheets.preview(
        seatOf(tables, request, request.params.tableId),
        request.body,
        acceptedLanguage(request.headers['accept-language']),
      ),
    );

    app.post('/api/tables/:tableId/characters', { schema: take, config: perMinute(10) }, async (request, reply) => {
      const seat = seatOf(tables, request, request.params.tableId);
      return reply.status(201).send(sheets.take(seat, request.body, acceptedLanguage(request.headers['accept-language'])));
    });

    app.get(
      '/api/tables/:tableId/characters/:characterId/export',
      { schema: write, config: perMinute(60) },
      async (request, reply) => {
        const { tableId, characterId } = request.params;
        const { table, seat } = tables.admit(bearerOf(request), ['seat', 'host']);
        if (table.id !== tableId) throw new ProtocolError('forbidden', 'another table');
        const { name, file } = sheets.write({ tableId, seat }, characterId, request.query.format);
        const filename = encodeURIComponent(`${name}.${request.query.format}.json`).replace(/['()*]/g, '_');
        return reply
          .header('content-disposition', `attachment; filename="character.json"; filename*=UTF-8''${filename}`)
          .header('cache-control', 'no-store')
          .send(file);
      },
    );
  };
}
