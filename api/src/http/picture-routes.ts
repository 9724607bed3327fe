import {
  characterIdSchema,
  PICTURE_FILE_MAX_BYTES,
  PICTURE_FILE_TYPES,
  pictureIdSchema,
  pictureReplySchema,
  tableIdSchema,
} from '@skald/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { PictureShelf } from '../table/picture-shelf.ts';
import type { TableRegistry } from '../table/registry.ts';
import { seatOf } from './seat-access.ts';
import { refusals } from './table-routes.ts';

export interface PictureRouteParts {
  readonly tables: TableRegistry;
  readonly pictures: PictureShelf;
}

const params = z.object({ tableId: tableIdSchema });
const security = [{ seatToken: [] }];
const add = {
  summary: 'Bring a picture: a portrait, or a handout by the host',
  description:
    'Body: the bytes of a PNG, JPEG or WebP file, at most 5 MiB and 40 megapixels. It is made anew as WebP without metadata.',
  tags: ['pictures'],
  security,
  params,
  querystring: z.object({
    kind: z.enum(['portrait', 'handout']).default('portrait'),
    title: z.string().trim().max(80).default(''),
    characterId: characterIdSchema.optional(),
  }),
  response: { 201: pictureReplySchema, ...refusals },
};
const read = {
  summary: 'A picture that the seat may see',
  tags: ['pictures'],
  security,
  params: params.extend({ pictureId: pictureIdSchema }),
  /** Bytes of `image/webp`. */
  response: { 200: z.unknown(), ...refusals },
};
/** A picture never changes under its id; the browser may keep it for a day, for the one whose token it was fetched with. */
const KEPT = 'private, max-age=86400, immutable';

/**
 * Portraits and handouts (G6, G8). `Authorization: Bearer <seat token>`: pages fetch pictures and show them from memory, so that no
 * token stands in an address.
 */
export function pictureRoutes({ tables, pictures }: PictureRouteParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      [...PICTURE_FILE_TYPES, 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: PICTURE_FILE_MAX_BYTES },
      (_request, bytes, done) => done(null, bytes),
    );

    app.post(
      '/api/tables/:tableId/pictures',
      { schema: add, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const seat = seatOf(tables, request, request.params.tableId);
        const { kind, title, characterId } = request.query;
        const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
        return reply.status(201).send(await pictures.add(seat, bytes, { kind, title, characterId: characterId ?? null }));
      },
    );

    app.get(
      '/api/tables/:tableId/pictures/:pictureId',
      { schema: read, config: { rateLimit: { max: 600, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const { tableId, pictureId } = request.params;
        const picture = pictures.find(seatOf(tables, request, tableId), pictureId);
        return reply
          .header('content-type', picture.type)
          .header('content-disposition', 'inline; filename="picture.webp"')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('cache-control', KEPT)
          .header('vary', 'Authorization')
          .send(Buffer.from(picture.bytes));
      },
    );
  };
}
