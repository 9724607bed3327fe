import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** Stands before a local provider server and makes it as slow as a real one: an answer leaves exactly so long after its request. */
export interface DelayedServer {
  readonly origin: string;
  /** When requests had come whole, in ms since 1970, the newest last. */
  readonly requestsAtMs: readonly number[];
  close(): Promise<void>;
}

/** Opens the server. `delayMs` counts from the request's last byte and covers what the server behind needs. Its opener closes it. */
export async function openDelayedServer(target: string, delayMs: number): Promise<DelayedServer> {
  const requestsAtMs: number[] = [];
  const server = createServer((request, response) => {
    passOn(target, delayMs, request, response, (atMs) => requestsAtMs.push(atMs)).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestsAtMs,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function passOn(
  target: string,
  delayMs: number,
  request: IncomingMessage,
  response: ServerResponse,
  onRequest: (atMs: number) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const cameMs = performance.now();
  onRequest(performance.timeOrigin + cameMs);
  const headers = new Headers();
  for (const name of ['authorization', 'content-type']) headers.set(name, String(request.headers[name] ?? ''));
  const answer = await fetch(`${target}${request.url ?? ''}`, {
    method: request.method ?? 'GET',
    headers,
    body: Buffer.concat(chunks),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  await wait(Math.max(0, delayMs - (performance.now() - cameMs)));
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
  response.end(body);
}
