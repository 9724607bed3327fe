import type { z } from 'zod';

/** A message that is asked and answered. `timeoutMs` bounds the wait for the answer. */
export interface RequestContract<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly request: Request;
  readonly reply: Reply;
  readonly timeoutMs: number;
}

/** A message that is told and not answered. */
export interface EventContract<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
}

export type RequestOf<C extends RequestContract> = z.output<C['request']>;
export type ReplyOf<C extends RequestContract> = z.output<C['reply']>;
export type PayloadOf<C extends EventContract> = z.output<C['payload']>;

/** Longest wait for an answer unless the contract says otherwise, in ms. */
const DEFAULT_TIMEOUT_MS = 5_000;

export function defineRequest<Request extends z.ZodType, Reply extends z.ZodType>(
  name: string,
  request: Request,
  reply: Reply,
  timeoutMs: number = DEFAULT_TIMEOUT_MS,
): RequestContract<Request, Reply> {
  return { name, request, reply, timeoutMs };
}

export function defineEvent<Payload extends z.ZodType>(name: string, payload: Payload): EventContract<Payload> {
  return { name, payload };
}
