import {
  catalogueSchema,
  createTableReplySchema,
  errorBodySchema,
  fairnessReplySchema,
  hostViewSchema,
  joinReplySchema,
  previewReplySchema,
  ProtocolError,
  type Catalogue,
  type CreateTableReply,
  type CreateTableRequest,
  type FairnessReply,
  type HostView,
  type JoinReply,
  type JoinRequest,
  type Language,
  type PreviewReply,
  type SeatId,
  type SessionId,
  type TableId,
} from '@skald/protocol';
import type { z } from 'zod';

/** The api over HTTP. Every method throws ProtocolError: the api's code, or `unavailable` when it could not be reached. */
export interface Rest {
  createTable(request: CreateTableRequest): Promise<CreateTableReply>;
  previewLink(token: string): Promise<PreviewReply>;
  join(request: JoinRequest): Promise<JoinReply>;
  readHostView(tableId: TableId, hostToken: string): Promise<HostView>;
  reissueInvite(tableId: TableId, hostToken: string): Promise<HostView>;
  setLock(tableId: TableId, hostToken: string, isLocked: boolean): Promise<HostView>;
  removeSeat(tableId: TableId, hostToken: string, seatId: SeatId): Promise<HostView>;
  /** What a seat needs to check the dice of an evening; null is the newest. */
  readFairness(tableId: TableId, seatToken: string, sessionId: SessionId | null): Promise<FairnessReply>;
  /** The rules for the wizard and the fight, in one language. */
  readCatalogue(language: Language): Promise<Catalogue>;
}

export interface RestOptions {
  readonly fetch: typeof fetch;
  /** Language of the sentences in errors: the person's own. */
  readonly readLanguage: () => Language;
  /** Longest wait for an answer, in ms. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

interface Call<Reply extends z.ZodType> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  reply: Reply;
  body?: unknown;
  /** Token of a host or a seat, for the header. */
  bearer?: string;
}

export function createRest(options: RestOptions): Rest {
  const call = <Reply extends z.ZodType>(request: Call<Reply>): Promise<z.output<Reply>> => send(options, request);
  const host = (tableId: TableId, path: string): string => `/api/tables/${tableId}/${path}`;
  return {
    createTable: (body) => call({ method: 'POST', path: '/api/tables', body, reply: createTableReplySchema }),
    previewLink: (token) => call({ method: 'POST', path: '/api/links/preview', body: { token }, reply: previewReplySchema }),
    join: (body) => call({ method: 'POST', path: '/api/tables/join', body, reply: joinReplySchema }),
    readHostView: (tableId, hostToken) =>
      call({ method: 'GET', path: host(tableId, 'host'), bearer: hostToken, reply: hostViewSchema }),
    reissueInvite: (tableId, hostToken) =>
      call({ method: 'POST', path: host(tableId, 'invite'), body: {}, bearer: hostToken, reply: hostViewSchema }),
    setLock: (tableId, hostToken, isLocked) =>
      call({ method: 'POST', path: host(tableId, 'lock'), body: { isLocked }, bearer: hostToken, reply: hostViewSchema }),
    removeSeat: (tableId, hostToken, seatId) =>
      call({ method: 'DELETE', path: host(tableId, `seats/${seatId}`), bearer: hostToken, reply: hostViewSchema }),
    readFairness: (tableId, seatToken, sessionId) => {
      const path = host(tableId, `fairness${sessionId === null ? '' : `?session=${sessionId}`}`);
      return call({ method: 'GET', path, bearer: seatToken, reply: fairnessReplySchema });
    },
    readCatalogue: (language) =>
      call({ method: 'GET', path: `/api/rules/catalogue?language=${language}`, reply: catalogueSchema }),
  };
}

async function send<Reply extends z.ZodType>(options: RestOptions, request: Call<Reply>): Promise<z.output<Reply>> {
  const response = await reach(options, request);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusal(response.status, body, request.path);
  const parsed = request.reply.safeParse(body);
  if (!parsed.success) throw new ProtocolError('internal', `the answer to ${request.path} does not fit`, { cause: parsed.error });
  return parsed.data;
}

async function reach<Reply extends z.ZodType>(options: RestOptions, request: Call<Reply>): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': options.readLanguage() };
  if (request.bearer !== undefined) headers.Authorization = `Bearer ${request.bearer}`;
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await options.fetch(request.path, {
      method: request.method,
      headers,
      signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
  } catch (error) {
    throw new ProtocolError('unavailable', `${request.path} was not reached`, { cause: error });
  }
}

function refusal(status: number, body: unknown, path: string): ProtocolError {
  const error = errorBodySchema.safeParse((body as { error?: unknown } | undefined)?.error);
  if (error.success) return new ProtocolError(error.data.code, `${path} answered ${status}`);
  const isGatewayFault = status >= 502 && status <= 504;
  return new ProtocolError(isGatewayFault ? 'unavailable' : 'internal', `${path} answered ${status}`);
}
