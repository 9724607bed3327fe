import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { errorBody, PROTOCOL_VERSION, type ErrorCode } from '@skald/protocol';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { codeOf, httpStatus } from '../errors.ts';
import { hostRoutes } from './host-routes.ts';
import { acceptedLanguage } from './language.ts';
import { tableRoutes, type RouteParts } from './table-routes.ts';

/** Largest request body, in bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface HttpOptions extends RouteParts {
  readonly log: Logger;
  readonly clientDist: string | undefined;
  readonly readiness: () => Record<string, unknown> & { ready: boolean };
}

/** The HTTP side of the api: REST with OpenAPI at `/api/docs`, health, and the built client. The builder closes it. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.log;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(request, reply, codeOfHttp(error), error));
  await protect(app);
  await describe(app);
  await app.register(tableRoutes(options));
  await app.register(hostRoutes(options));
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const readiness = options.readiness();
    return reply.status(readiness.ready ? 200 : 503).send(readiness);
  });
  if (options.clientDist !== undefined)
    await app.register(fastifyStatic, { root: options.clientDist, index: ['index.html'], maxAge: '1h', immutable: false });
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    return isPage && options.clientDist !== undefined
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : refuse(request, reply, 'not_found');
  });
  return app;
}

async function protect(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:', 'https:', 'http:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
  await app.register(compress);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => Object.assign(new Error('rate limited'), { statusCode: 429 }),
  });
}

async function describe(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Skald',
        description: 'Tables, links and seats. The realtime protocol is in docs/protocol.md.',
        version: String(PROTOCOL_VERSION),
      },
      components: { securitySchemes: { hostToken: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
}

function codeOfHttp(error: FastifyError): ErrorCode {
  if (error.validation !== undefined || error.statusCode === 400 || error.statusCode === 415)
    return error.message.includes('/name') ? 'name_invalid' : 'bad_request';
  if (error.statusCode === 413) return 'too_large';
  if (error.statusCode === 429) return 'rate_limited';
  return codeOf(error);
}

/** One form of refusal for every route: the code, and a sentence in the language the request accepts. */
function refuse(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, error?: unknown): FastifyReply {
  if (code === 'internal') request.log.error({ err: error, method: request.method }, 'a request failed');
  return reply.status(httpStatus(code)).send({ error: errorBody(code, acceptedLanguage(request.headers['accept-language'])) });
}
