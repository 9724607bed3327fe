import { catalogueQuerySchema, catalogueSchema, type Catalogue, type Language } from '@skald/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { catalogueOf } from '../domain/rules/catalogue/catalogue-of.ts';
import { refusals } from './table-routes.ts';

const schema = {
  summary: 'The rules for the wizard and the fight, in one language',
  tags: ['rules'],
  querystring: catalogueQuerySchema,
  response: { 200: catalogueSchema, ...refusals },
};
/** How long a browser may keep the catalogue, in s: it changes with releases only, and an hour is an evening's beginning. */
const KEPT_S = 3_600;

/** The catalogue (G6). It is the same for everybody and needs no link. */
export function catalogueRoutes(): FastifyPluginAsyncZod {
  const made = new Map<Language, Catalogue>();
  return async (app) => {
    app.get(
      '/api/rules/catalogue',
      { schema, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const { language } = request.query;
        const catalogue = made.get(language) ?? catalogueOf(language);
        made.set(language, catalogue);
        return reply.header('cache-control', `public, max-age=${KEPT_S}`).send(catalogue);
      },
    );
  };
}
