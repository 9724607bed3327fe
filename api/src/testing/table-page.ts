import { ask, errorBodySchema, TABLE_PATH, tableEvents, tableRequests } from '@skald/protocol';
import type { ContractSocket, Cursor, ErrorBody, ReplyOf, RequestOf, TableEvent } from '@skald/protocol';
import { io, type Socket } from 'socket.io-client';

/** A connection that was refused, with the body that came with it. */
export class RefusedError extends Error {
  readonly body: ErrorBody;
  constructor(body: ErrorBody) {
    super(body.code);
    this.name = 'RefusedError';
    this.body = body;
  }
}

/** Opens a socket of a namespace. Throws RefusedError with what the api says; the caller disconnects the socket. */
export async function openSocket(
  url: string,
  namespace: string,
  auth: Record<string, unknown>,
  path = TABLE_PATH,
): Promise<Socket> {
  const socket = io(`${url}${namespace}`, {
    path,
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error: Error & { data?: unknown }) => {
      socket.disconnect();
      const body = errorBodySchema.safeParse(error.data);
      reject(body.success ? new RefusedError(body.data) : error);
    });
  });
  return socket;
}

/** The body with which a connection is refused. Throws when it is let in. */
export async function refusedWith(opening: Promise<Socket>): Promise<ErrorBody> {
  const outcome: unknown = await opening.catch((error: unknown) => error);
  if (outcome instanceof RefusedError) return outcome.body;
  throw new Error('the connection was not refused', { cause: outcome });
}

/** Sends any bytes that pass as an event and gives the answer as it is. */
export function sendRaw(socket: Socket, name: string, ...args: unknown[]): Promise<unknown> {
  return socket.timeout(5_000).emitWithAck(name, ...args) as Promise<unknown>;
}

/** A page of a seat, as far as the wire goes: what it asks, and the events that it was told. */
export class TablePage {
  readonly socket: Socket;
  readonly events: TableEvent[] = [];
  /** Where it was in what it was told, with each event. */
  readonly cursors: Cursor[] = [];
  /** Names of the last words it got, and why its connection ended. */
  readonly farewells: string[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on(tableEvents.told.name, (told: { cursor: Cursor; event: TableEvent }) => {
      this.events.push(told.event);
      this.cursors.push(told.cursor);
    });
    for (const { name } of [tableEvents.superseded, tableEvents.removed]) socket.on(name, () => void this.farewells.push(name));
    socket.on('disconnect', (reason) => void this.farewells.push(reason));
  }

  ask<Name extends keyof typeof tableRequests>(
    name: Name,
    request: RequestOf<(typeof tableRequests)[Name]>,
  ): Promise<ReplyOf<(typeof tableRequests)[Name]>> {
    return ask(this.socket as unknown as ContractSocket, tableRequests[name], request);
  }
}
