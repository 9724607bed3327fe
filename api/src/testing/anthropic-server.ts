import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createPrefixCache } from './anthropic/prefix-cache.ts';
import { findViolation } from './anthropic/rules.ts';
import { findBrokenThought, signThought } from './anthropic/thought-seal.ts';
import {
  countTokens,
  encodeEvent,
  type MessagesBody,
  type ReplyBlock,
  replyEvents,
  type WireEvent,
  type WireUsage,
} from './anthropic/wire.ts';

/** What the server answers to one request. */
export interface AnthropicReply {
  readonly blocks?: readonly ReplyBlock[];
  /** By default `tool_use` when there is such a block, else `end_turn`. */
  readonly stopReason?: string;
  /** An HTTP error instead of an answer. */
  readonly failure?: {
    readonly status: number;
    readonly type: string;
    readonly message?: string;
    readonly headers?: Record<string, string>;
  };
  /** Waits before the headers, and between headers and first event, in ms. */
  readonly headersDelayMs?: number;
  readonly firstEventDelayMs?: number;
  /** After this many events the stream says an error, ends, breaks its socket, or goes quiet. */
  readonly fault?: {
    readonly afterEvents: number;
    readonly kind: 'error' | 'end' | 'drop' | 'stall';
    readonly errorType?: string;
  };
  /** Changes what goes over the wire: events, or raw bytes. */
  readonly wire?: (events: readonly WireEvent[]) => readonly (WireEvent | string | Uint8Array)[];
}

/** One expected request: the first step that is not used up and whose `when` holds answers it. */
export interface AnthropicStep {
  readonly when?: (body: MessagesBody) => boolean;
  /** How often the step may answer; once by default. */
  readonly times?: number;
  readonly reply: AnthropicReply | ((body: MessagesBody) => AnthropicReply);
}

export interface RecordedRequest {
  readonly path: string;
  /** Headers without the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the key was: never the key itself. */
  readonly keyIn: readonly ('authorization' | 'x-api-key')[];
  readonly body: MessagesBody;
  status: number;
  usage: WireUsage | null;
  /** Whether the client closed before the answer ended. */
  isClientGone: boolean;
}

export interface AnthropicServer {
  /** Base URL for the SDK. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** What a test must not overlook: requests nobody expected, and requests the real service would refuse. */
  readonly problems: readonly string[];
  add(...steps: readonly AnthropicStep[]): void;
  /** Resolves when this many requests have come. */
  waitForRequests(count: number): Promise<void>;
  /** Resolves when the client has closed the request with this index. */
  waitForClientGone(index: number): Promise<void>;
  /** Throws when there are problems or steps that were never used. */
  verify(): void;
  close(): Promise<void>;
}

/**
 * A server on a random loopback port that speaks the Messages stream to the real SDK, with scripted answers. It refuses what
 * the real service refuses, keeps a prompt cache, and answers 500 to a request that no step expects. Its opener closes it.
 */
export async function startAnthropicServer(options: {
  readonly apiKey: string;
  readonly steps?: readonly AnthropicStep[];
}): Promise<AnthropicServer> {
  const steps = (options.steps ?? []).map(withUses);
  const host: Host = {
    apiKey: options.apiKey,
    steps,
    requests: [],
    problems: [],
    cache: createPrefixCache(),
    closing: new AbortController(),
    changes: new EventTarget(),
  };
  const server = createServer((request, response) => {
    handle(host, request, response).catch((error: unknown) => {
      if (!host.closing.signal.aborted && !response.destroyed) host.problems.push(`the test server failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: host.requests,
    problems: host.problems,
    add: (...added) => void steps.push(...added.map(withUses)),
    waitForRequests: (count) => waitUntil(host, () => host.requests.length >= count),
    waitForClientGone: (index) => waitUntil(host, () => host.requests[index]?.isClientGone === true),
    verify: () => verify(host),
    async close() {
      if (host.closing.signal.aborted) return;
      host.closing.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface UsedStep extends AnthropicStep {
  uses: number;
}
interface Host {
  readonly apiKey: string;
  readonly steps: UsedStep[];
  readonly requests: RecordedRequest[];
  readonly problems: string[];
  readonly cache: ReturnType<typeof createPrefixCache>;
  readonly closing: AbortController;
  readonly changes: EventTarget;
}

function withUses(step: AnthropicStep): UsedStep {
  return { ...step, uses: 0 };
}

function verify({ problems, steps }: Host): void {
  const unused = steps.filter(({ uses, times }) => uses === 0 && times !== Number.POSITIVE_INFINITY).length;
  const all = unused === 0 ? problems : [...problems, `${unused} scripted answers were never asked for`];
  if (all.length > 0) throw new Error(`Anthropic test server: ${all.join('; ')}`);
}

async function waitUntil(host: Host, holds: () => boolean): Promise<void> {
  while (!holds()) await once(host.changes, 'change', { signal: host.closing.signal });
}

async function handle(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const recorded = record(host, request, body);
  response.on('close', () => {
    recorded.isClientGone = !response.writableFinished;
    host.changes.dispatchEvent(new Event('change'));
  });
  const refuse = (status: number, type: string, message: string, headers: Record<string, string> = {}) => {
    recorded.status = status;
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test', ...headers });
    response.end(JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_test' }));
  };
  if (!isAuthorised(request, host.apiKey)) return refuse(401, 'authentication_error', 'invalid x-api-key');
  if (recorded.path === '/v1/messages/count_tokens') {
    recorded.status = 200;
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify({ input_tokens: countTokens(JSON.stringify(body)) }));
  }
  if (recorded.path !== '/v1/messages' || request.method !== 'POST')
    return refuse(404, 'not_found_error', `no ${recorded.path} here`);
  if (request.headers['anthropic-version'] === undefined)
    return refuse(400, 'invalid_request_error', 'anthropic-version: header is required');
  const violation =
    findViolation(body) ?? findBrokenThought(body) ?? (body.stream === true ? null : 'this test server only streams');
  if (violation !== null) {
    host.problems.push(`the service refuses: ${violation}`);
    return refuse(400, 'invalid_request_error', violation);
  }
  const step = host.steps.find(({ when, times = 1, uses }) => uses < times && (when?.(body) ?? true));
  if (step === undefined) {
    host.problems.push(`request ${host.requests.length} was not expected`);
    return refuse(500, 'api_error', 'no scripted answer fits this request');
  }
  step.uses += 1;
  const reply = typeof step.reply === 'function' ? step.reply(body) : step.reply;
  await pause(host, reply.headersDelayMs);
  if (reply.failure !== undefined) {
    const { status, type, message = 'scripted failure', headers } = reply.failure;
    return refuse(status, type, message, headers);
  }
  await sendStream(host, recorded, reply, response);
}

async function sendStream(host: Host, recorded: RecordedRequest, reply: AnthropicReply, response: ServerResponse): Promise<void> {
  const { body } = recorded;
  recorded.status = 200;
  recorded.usage = host.cache.use(body);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_test' });
  response.flushHeaders();
  await pause(host, reply.firstEventDelayMs);
  const blocks = reply.blocks ?? [];
  const events = replyEvents({
    messageId: `msg_${host.requests.length}`,
    model: body.model,
    blocks,
    stopReason: reply.stopReason ?? (blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn'),
    usage: recorded.usage,
    sign: (thinking) => signThought(thinking, body.messages),
  });
  for (const [index, event] of (reply.wire?.(events) ?? events).entries()) {
    if (response.destroyed) return;
    if (reply.fault?.afterEvents === index) return fail(host, reply.fault, response);
    if (typeof event === 'string' || event instanceof Uint8Array) {
      response.write(event);
      // Lets the piece travel on its own.
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    await pause(host, event.delayMs);
    response.write(encodeEvent(event));
  }
  response.end();
}

async function fail(host: Host, fault: NonNullable<AnthropicReply['fault']>, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case 'error': {
      const error = { type: fault.errorType ?? 'overloaded_error', message: 'Overloaded' };
      response.end(encodeEvent({ type: 'error', data: { error } }));
      return;
    }
    case 'end':
      response.end();
      return;
    case 'drop':
      // What was written before leaves first; then the socket breaks.
      await new Promise((resolve) => response.write(': last\n\n', resolve));
      response.socket?.destroy();
      return;
    case 'stall':
      await Promise.race([once(response, 'close'), once(host.closing.signal, 'abort')]);
  }
}

async function pause(host: Host, delayMs = 0): Promise<void> {
  if (delayMs > 0) await wait(delayMs, undefined, { signal: host.closing.signal });
}

async function readBody(request: IncomingMessage): Promise<MessagesBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as MessagesBody;
  } catch {
    return { model: '', max_tokens: 0, messages: [] };
  }
}

function record(host: Host, request: IncomingMessage, body: MessagesBody): RecordedRequest {
  const { authorization, 'x-api-key': key, ...others } = request.headers;
  const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
  const keyIn = [
    authorization === undefined ? [] : ['authorization' as const],
    key === undefined ? [] : ['x-api-key' as const],
  ].flat();
  const recorded: RecordedRequest = {
    path: request.url ?? '',
    headers,
    keyIn,
    body,
    status: 0,
    usage: null,
    isClientGone: false,
  };
  host.requests.push(recorded);
  host.changes.dispatchEvent(new Event('change'));
  return recorded;
}

function isAuthorised({ headers }: IncomingMessage, apiKey: string): boolean {
  return headers.authorization === `Bearer ${apiKey}` || headers['x-api-key'] === apiKey;
}
