import { Agent, type IncomingMessage, type ServerResponse, createServer as createHttpServer } from 'node:http';
import { type Server as HttpsServer, createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ProxyServer, createProxyServer } from 'http-proxy-3';
import { SetupError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { tellWhoAsked } from './forwarded.ts';
import { type Upstreams, chooseUpstream } from './routes.ts';
import { answerUnavailable, refuseUpgrade } from './unavailable.ts';

/** First byte of a TLS connection. */
const TLS_HANDSHAKE = 0x16;
/** A connection that has said nothing, or not ended its handshake, by then is closed. */
const FIRST_BYTE_LIMIT_MS = 20_000;
const CONNECT_LIMIT_MS = 5_000;

export type FrontOptions = {
  port: number;
  /** Undefined for all interfaces. */
  host?: string;
  upstreams: Upstreams;
  certificate: Certificate;
};

export type Front = {
  readonly port: number;
  /** New connections get it; those that are open stay. */
  useCertificate(certificate: Certificate): void;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
};

/**
 * The one door to the outside: https on one port, handed to the process that answers a path. Plain http on the same port is sent on to
 * https. Throws a `SetupError` when the port cannot be had.
 */
export async function startFront(options: FrontOptions): Promise<Front> {
  const proxy = createProxy();
  const secure = createSecureServer(options, proxy);
  const plain = createHttpServer(redirect);
  const open = new Set<Socket>();
  const door = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    admit(socket, secure, plain);
  });
  await listen(door, options);
  // The inner servers never listen themselves; told so, they watch for connections that dawdle over their headers.
  for (const server of [secure, plain]) server.emit('listening');
  return {
    port: (door.address() as AddressInfo).port,
    useCertificate: (certificate) => secure.setSecureContext(certificate),
    async close() {
      const closed = new Promise<void>((resolve) => void door.close(() => resolve()));
      for (const server of [secure, plain]) server.close(() => undefined);
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function createProxy(): ProxyServer {
  const proxy = createProxyServer({
    agent: new Agent({ keepAlive: true, maxSockets: Infinity }),
    connectTimeout: CONNECT_LIMIT_MS,
  });
  proxy.on('error', (_error, request, target) => {
    if ('writeHead' in target) answerUnavailable(request, target);
    else refuseUpgrade(target);
  });
  // The library leaves a reply open for ever when the process dies in the middle of it.
  proxy.on('proxyRes', (reply, _request, response) => {
    reply.once('close', () => {
      if (!reply.complete) response.destroy();
    });
  });
  return proxy;
}

function createSecureServer({ certificate, upstreams }: FrontOptions, proxy: ProxyServer): HttpsServer {
  const target = (request: IncomingMessage) => ({ host: '127.0.0.1', port: chooseUpstream(request.url ?? '/', upstreams) });
  const server = createHttpsServer(
    { ...certificate, minVersion: 'TLSv1.2', handshakeTimeout: FIRST_BYTE_LIMIT_MS },
    (request, response) => {
      tellWhoAsked(request.headers, request.socket.remoteAddress);
      proxy.web(request, response, { target: target(request) });
    },
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    tellWhoAsked(request.headers, request.socket.remoteAddress);
    proxy.ws(request, socket, head, { target: target(request) });
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

/** Looks at the first byte and gives the connection to the server that speaks so. */
function admit(socket: Socket, secure: Server, plain: Server | ReturnType<typeof createHttpServer>): void {
  socket.on('error', () => socket.destroy());
  socket.setTimeout(FIRST_BYTE_LIMIT_MS, () => socket.destroy());
  socket.once('data', (first) => {
    socket.setTimeout(0);
    socket.removeAllListeners('timeout');
    socket.pause();
    socket.unshift(first);
    const server = first[0] === TLS_HANDSHAKE ? secure : plain;
    server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

function redirect(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host;
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) {
    response.writeHead(400, { connection: 'close' }).end();
    return;
  }
  response.writeHead(308, { location: `https://${host}${request.url ?? '/'}`, connection: 'close' }).end();
}

function listen(server: Server, { port, host }: FrontOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string | undefined): SetupError {
  const cause = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetupError(
        'port_taken',
        `Port ${port} is taken by another program. Set PORT to a free one: PORT=${port + 1} npm start`,
        cause,
      );
    case 'EACCES':
      return new SetupError(
        'port_taken',
        `Port ${port} needs more rights than this user has. Set PORT to one above 1023: PORT=8443 npm start`,
        cause,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SetupError('wrong_configuration', `HOST is "${host}", which is not an address of this machine.`, cause);
    default:
      return new SetupError('port_taken', `Port ${port} cannot be opened: ${error.message}.`, cause);
  }
}
