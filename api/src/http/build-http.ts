import type { Socket } from 'node:net';
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
import { fairnessRoutes, type FairnessParts } from './fairness-routes.ts';
import { catalogueRoutes } from './catalogue-routes.ts';
import { hostRoutes } from './host-routes.ts';
import { acceptedLanguage } from './language.ts';
import { pictureRoutes, type PictureRouteParts } from './picture-routes.ts';
import { sheetRoutes, type SheetRouteParts } from './sheet-routes.ts';
import { tableRoutes, type RouteParts } from './table-routes.ts';

/** Largest request body, in bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** A request that has not come whole by then is cut off, in ms. */
const REQUEST_LIMIT_MS = 30_000;

export interface HttpOptions extends RouteParts, FairnessParts, SheetRouteParts, PictureRouteParts {
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
    requestTimeout: REQUEST_LIMIT_MS,
    trustProxy: 'loopback',
    frameworkErrors: (error, request, reply) => void refuse(request, reply, codeOfHttp(error), error),
    clientErrorHandler: refuseUnreadable,
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
  await app.register(catalogueRoutes());
  await app.register(fairnessRoutes(options));
  await app.register(sheetRoutes(options));
  await app.register(pictureRoutes(options));
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const readiness = options.readiness();
    return reply.status(readiness.ready ? 200 : 503).send(readiness);
  });
  if (options.clientDist !== undefined) await servePages(app, options.clientDist);
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    return isPage && options.clientDist !== undefined ? sendPage(reply) : refuse(request, reply, 'not_found');
  });
  return app;
}

/** Addresses of the client. They are its page for whoever asks: messengers that preview a link do not say that they want one. */
const PAGES = ['/join', '/host', '/table/:tableId', '/table/:tableId/dice'];

async function servePages(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, { root, index: ['index.html'], maxAge: '1h', immutable: false });
  for (const path of PAGES) app.get(path, { schema: { hide: true } }, (_request, reply) => sendPage(reply));
}

function sendPage(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
}

async function protect(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
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
      components: {
        securitySchemes: { hostToken: { type: 'http', scheme: 'bearer' }, seatToken: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
}

const NAMES = new Set(['/name', '/characterName']);

/** What Fastify and its plugins refuse. A path that may not be read is one where nothing is. */
function codeOfHttp(error: FastifyError): ErrorCode {
  if (error.validation !== undefined)
    return error.validation.every((fault) => NAMES.has(fault.instancePath)) ? 'name_invalid' : 'bad_request';
  const { statusCode = 500 } = error;
  if (statusCode === 413) return 'too_large';
  if (statusCode === 429) return 'rate_limited';
  if (statusCode === 403 || statusCode === 404) return 'not_found';
  return statusCode >= 400 && statusCode < 500 ? 'bad_request' : codeOf(error);
}

/** Answers what is not HTTP, or has headers that are too long, before the connection is closed. There is no language to answer in. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const code: ErrorCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'too_large' : 'bad_request';
  const body = JSON.stringify({ error: errorBody(code, 'en') });
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json',
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** One form of refusal for every route: the code, and a sentence in the language the request accepts. */
function refuse(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, error?: unknown): FastifyReply {
  if (code === 'internal') request.log.error({ err: error, method: request.method }, 'a request failed');
  return reply.status(httpStatus(code)).send({ error: errorBody(code, acceptedLanguage(request.headers['accept-language'])) });
}
