import type { z } from 'zod';
import { errorBodySchema, errorBody, ProtocolError, type ErrorCode } from './errors.ts';
import type { EventContract, PayloadOf, ReplyOf, RequestContract, RequestOf } from './contract.ts';
import type { Language } from './language.ts';
import { MAX_MESSAGE_BYTES } from './version.ts';

/** The part of a socket.io socket, of a server or a client, that contracts need. */
export interface ContractSocket {
  readonly connected?: boolean;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
}

/** What a message that could not be used was. Carries no content: it may be logged. */
export interface Fault {
  readonly message: string;
  readonly code: ErrorCode;
  readonly cause: unknown;
}

export interface ServeOptions {
  readonly language: Language;
  /** Told of every message that was refused or failed; for logs and counters. */
  readonly onFault: (fault: Fault) => void;
  /** Messages a second this socket may send on average; bursts of five seconds' worth pass. */
  readonly messagesPerSecond: number;
  /** Monotonic clock in ms. */
  readonly nowMs: () => number;
  /** Names of events that are heard elsewhere on this socket: counted for the rate, not answered here. */
  readonly events?: readonly EventContract[];
}

type Contracts = Record<string, RequestContract>;
export type Handlers<C extends Contracts> = {
  [K in keyof C]: (request: RequestOf<C[K]>) => ReplyOf<C[K]> | Promise<ReplyOf<C[K]>>;
};

const BURST_SECONDS = 5;

/**
 * Answers every request of a namespace on one socket: size, rate and schema are checked before the handler runs,
 * unknown names are refused, a handler's ProtocolError reaches the other end as its code, anything else as `internal`.
 * A message without an acknowledgement is handled all the same; its errors go to `onFault` only.
 */
export function serve<C extends Contracts>(
  socket: ContractSocket,
  contracts: C,
  handlers: Handlers<C>,
  options: ServeOptions,
): void {
  const byName = new Map(
    Object.entries(contracts).map(([key, contract]) => [contract.name, { contract, handle: handlers[key] }] as const),
  );
  const eventNames = new Set(options.events?.map((event) => event.name));
  const mayPass = createRateLimiter(options.messagesPerSecond, options.nowMs);

  socket.onAny((name: string, ...args: unknown[]) => {
    const acknowledge = typeof args.at(-1) === 'function' ? (args.at(-1) as (reply: unknown) => void) : undefined;
    const refuse = (code: ErrorCode, cause: unknown): void => {
      options.onFault({ message: byName.has(name) ? name : 'unknown', code, cause });
      acknowledge?.({ error: errorBody(code, options.language) });
    };
    if (!mayPass()) return refuse('rate_limited', undefined);
    if (eventNames.has(name)) return;
    const entry = byName.get(name);
    if (!entry?.handle) return refuse('unknown_message', undefined);
    const size = jsonSize(args[0]);
    if (size > MAX_MESSAGE_BYTES) return refuse('too_large', size);
    const parsed = entry.contract.request.safeParse(args[0]);
    if (!parsed.success) return refuse(isTextTooLong(parsed.error) ? 'too_large' : 'bad_request', parsed.error);
    const handle = entry.handle as (request: unknown) => unknown;
    void Promise.resolve()
      .then(() => handle(parsed.data))
      .then((reply) => acknowledge?.({ ok: entry.contract.reply.parse(reply) }))
      .catch((error: unknown) => refuse(error instanceof ProtocolError ? error.code : 'internal', error));
  });
}

/**
 * Asks and waits for the checked answer. Throws ProtocolError with the other end's code, `timeout`,
 * `unavailable` when aborted or not connected (nothing is queued for later), or `bad_request` when the answer does not fit its schema.
 */
export async function ask<C extends RequestContract>(
  socket: ContractSocket,
  contract: C,
  request: RequestOf<C>,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<ReplyOf<C>> {
  if (socket.connected === false) throw new ProtocolError('unavailable', `${contract.name} has no connection`);
  const answer = await new Promise<unknown>((resolve, reject) => {
    const onAbort = (): void => finish(() => reject(new ProtocolError('unavailable', `${contract.name} was aborted`)));
    const timer = setTimeout(
      () => finish(() => reject(new ProtocolError('timeout', `${contract.name} was not answered`))),
      options.timeoutMs ?? contract.timeoutMs,
    );
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      settle();
    };
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    socket.emit(contract.name, request, (reply: unknown) => finish(() => resolve(reply)));
  });
  return readAnswer(contract, answer);
}

/** Tells without waiting. Throws when the payload does not fit its own schema: a mistake on our side. */
export function tell<C extends EventContract>(socket: Pick<ContractSocket, 'emit'>, contract: C, payload: PayloadOf<C>): void {
  socket.emit(contract.name, contract.payload.parse(payload));
}

/** Hears an event, checked. Payloads that do not fit, and what the handler throws, go to `onFault`. Returns how to stop hearing. */
export function hear<C extends EventContract>(
  socket: ContractSocket,
  contract: C,
  handle: (payload: PayloadOf<C>) => void,
  onFault: (fault: Fault) => void,
): () => void {
  const listener = (payload: unknown): void => {
    const parsed = contract.payload.safeParse(payload);
    if (!parsed.success) return onFault({ message: contract.name, code: 'bad_request', cause: parsed.error });
    try {
      handle(parsed.data as PayloadOf<C>);
    } catch (error) {
      onFault({ message: contract.name, code: 'internal', cause: error });
    }
  };
  socket.on(contract.name, listener);
  return () => void socket.off(contract.name, listener);
}

function readAnswer<C extends RequestContract>(contract: C, answer: unknown): ReplyOf<C> {
  const { ok, error } = (typeof answer === 'object' && answer !== null ? answer : {}) as { ok?: unknown; error?: unknown };
  if (error !== undefined) {
    const body = errorBodySchema.safeParse(error);
    throw new ProtocolError(body.success ? body.data.code : 'internal', `${contract.name} was refused`);
  }
  const parsed = contract.reply.safeParse(ok);
  if (!parsed.success)
    throw new ProtocolError('bad_request', `the answer to ${contract.name} does not fit`, { cause: parsed.error });
  return parsed.data as ReplyOf<C>;
}

/** Tells of each message whether it may pass: `perSecond` on average, bursts of five seconds' worth. `nowMs` is a monotonic clock in ms. */
export function createRateLimiter(perSecond: number, nowMs: () => number): () => boolean {
  let tokens = perSecond * BURST_SECONDS;
  let filledMs = nowMs();
  return () => {
    const now = nowMs();
    tokens = Math.min(perSecond * BURST_SECONDS, tokens + ((now - filledMs) / 1_000) * perSecond);
    filledMs = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Nothing is wrong with a message but that its texts are too long. */
function isTextTooLong(error: z.ZodError): boolean {
  return error.issues.every((issue) => issue.code === 'too_big' && issue.origin === 'string');
}

/** Bytes of a value as JSON, as UTF-8; infinite when it has no JSON form. */
function jsonSize(value: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(value) ?? '').length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
