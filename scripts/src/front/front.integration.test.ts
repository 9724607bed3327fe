import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { Server as SocketServer } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.ts';
import { type Certificate, ensureCertificate } from './certificate.ts';
import { type Front, startFront } from './front.ts';

let folder: string;
let certificate: Certificate;
let front: Front;
let url: string;
let api: { server: Server; port: number };
let sfu: { server: Server; port: number };

async function listen(handler: (request: IncomingMessage) => Promise<string>): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    if (request.url === '/half') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
      return;
    }
    handler(request).then(
      (body) => response.end(body),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function end(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Everything a server says to raw bytes, until it closes. */
async function say(bytes: string): Promise<string> {
  const socket = connect(front.port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skald-front-'));
  certificate = await ensureCertificate(folder, ['localhost', '127.0.0.1']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  const echo = (name: string) => async (request: IncomingMessage) =>
    JSON.stringify({ name, url: request.url, headers: request.headers, body: await text(request) });
  api = await listen(echo('api'));
  sfu = await listen(echo('sfu'));
  front = await startFront({ port: 0, host: '127.0.0.1', upstreams: { api: api.port, sfu: sfu.port }, certificate });
  url = `https://localhost:${front.port}`;
});
afterEach(async () => {
  await front.close();
  await Promise.all([end(api.server), end(sfu.server)]);
});

describe('the front over https', () => {
  it('hands requests, with their bodies, to the process of their path', async () => {
    const answer = await ask(`${url}/api/tables?x=1`, { ca: certificate.cert, method: 'POST', body: 'a body' });
    expect(JSON.parse(answer.text)).toMatchObject({ name: 'api', url: '/api/tables?x=1', body: 'a body' });
    const other = await ask(`${url}/sfu/healthz`, { ca: certificate.cert });
    expect(JSON.parse(other.text)).toMatchObject({ name: 'sfu', url: '/sfu/healthz' });
  });

  it('says who asked itself', async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'gopher', forwarded: 'for=6.6.6.6' };
    const answer = JSON.parse((await ask(`${url}/`, { ca: certificate.cert, headers })).text) as {
      headers: Record<string, string>;
    };
    expect(answer.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': `localhost:${front.port}`,
      host: `localhost:${front.port}`,
    });
    expect(answer.headers).not.toHaveProperty('forwarded');
  });

  it.each(['websocket', 'polling'] as const)('carries socket.io over %s to the sfu', async (transport) => {
    const sockets = new SocketServer(sfu.server, { path: '/sfu/socket.io' });
    sockets.on(
      'connection',
      (socket) => void socket.on('who', (answer: (who: unknown) => void) => answer(socket.request.headers)),
    );
    const socket = io(url, {
      path: '/sfu/socket.io',
      transports: [transport],
      ca: certificate.cert,
      extraHeaders: { 'x-forwarded-for': '6.6.6.6' },
    });
    const headers = (await socket.timeout(5_000).emitWithAck('who')) as Record<string, string>;
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
    socket.disconnect();
    await sockets.close();
  });

  it('ends a socket when its process ends, so that the page connects again', async () => {
    const sockets = new SocketServer(sfu.server, { path: '/sfu/socket.io' });
    const socket = io(url, { path: '/sfu/socket.io', transports: ['websocket'], ca: certificate.cert, reconnection: false });
    await once(socket as never, 'connect');
    const gone = once(socket as never, 'disconnect');
    sfu.server.closeAllConnections();
    sockets.engine.close();
    expect((await gone)[0]).toMatch(/transport/);
    socket.disconnect();
  });
});

describe('the front while a process is down', () => {
  beforeEach(() => end(api.server));

  it('shows a page in both languages that comes back by itself', async () => {
    const answer = await ask(`${url}/`, { ca: certificate.cert, headers: { accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.text).toMatch(/http-equiv="refresh"[^]*comes back by itself[^]*Страница сама/);
  });

  it('gives programs the error of the protocol in their language', async () => {
    const answer = await ask(`${url}/api/tables`, {
      ca: certificate.cert,
      headers: { accept: 'text/html', 'accept-language': 'ru' },
    });
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.text)).toEqual({
      error: { code: 'unavailable', message: expect.stringContaining('недоступна') as string },
    });
  });

  it('refuses a WebSocket and goes on', async () => {
    const socket = io(url, { path: '/api/socket.io', transports: ['websocket'], ca: certificate.cert, reconnection: false });
    const [error] = (await once(socket as never, 'connect_error')) as [Error];
    expect(error.message).toBe('websocket error');
    socket.disconnect();
    expect((await ask(`${url}/sfu/x`, { ca: certificate.cert })).status).toBe(200);
  });
});

describe('the front and bad manners', () => {
  it('breaks an answer off when its process dies in the middle of it', async () => {
    await expect(ask(`${url}/half`, { ca: certificate.cert })).rejects.toThrow(/aborted/);
  });

  it('sends plain http on the same port to https', async () => {
    const answer = await ask(`http://localhost:${front.port}/join?x=1`);
    expect(answer.status).toBe(308);
    expect(answer.headers.location).toBe(`${url}/join?x=1`);
  });

  it('sends nobody to a host that cannot be one', async () => {
    expect(await say('GET / HTTP/1.1\r\nHost: a/"><b\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await say('GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  });

  it('outlives noise, broken handshakes and connections that are cut', async () => {
    expect(await say('\u0000\u0001noise\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    await say('\u0016\u0003\u0001\u0000\u0005hello, which is no handshake whatever its first byte says');
    const cut = connect(front.port, '127.0.0.1');
    await once(cut, 'connect');
    cut.resetAndDestroy();
    expect((await ask(`${url}/`, { ca: certificate.cert })).status).toBe(200);
  });

  it('closes while connections are open', async () => {
    const idle = connect(front.port, '127.0.0.1');
    await once(idle, 'connect');
    const closed = once(idle, 'close');
    await front.close();
    await closed;
  });
});

describe('a port that is taken', () => {
  it('is a sentence with the variable to change', async () => {
    const options = { host: '127.0.0.1', upstreams: { api: 1, sfu: 2 }, certificate };
    await expect(startFront({ ...options, port: front.port })).rejects.toThrow(
      new RegExp(`Port ${front.port} is taken[^]*PORT=`),
    );
  });
});

describe('a new certificate', () => {
  it('is shown to new connections without a restart', async () => {
    const other = await ensureCertificate(mkdtempSync(join(folder, 'other-')), ['localhost', '10.1.2.3']);
    front.useCertificate(other);
    const socket = connectTls({ port: front.port, host: '127.0.0.1', servername: 'localhost', ca: other.cert });
    await once(socket, 'secureConnect');
    expect(socket.getPeerCertificate().subjectaltname).toContain('10.1.2.3');
    socket.destroy();
  });
});
