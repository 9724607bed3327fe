import {
  ask,
  PROTOCOL_VERSION,
  TABLE_PATH,
  tableEvents,
  tableRequests,
  type Cursor,
  type ContractSocket,
  type CreateTableReply,
  type DmAbilities,
  type DmState,
  type JoinReply,
  type Language,
  type Message,
  type ReplyOf,
  type RequestOf,
  type TableEvent,
} from '@skald/protocol';
import { io, type Socket } from 'socket.io-client';

/** Asks the api's REST interface; the body of the answer, whatever its status. */
export async function rest<T>(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** A table and its host's seat, made over REST. */
export async function makeTable(origin: string, language: Language = 'en'): Promise<CreateTableReply & { host: JoinReply }> {
  const { body: table } = await rest<CreateTableReply>(origin, 'POST', '/api/tables', { title: 'Evening', language });
  const { body: host } = await rest<JoinReply>(origin, 'POST', '/api/tables/join', {
    token: table.hostToken,
    name: 'Maria',
    characterName: 'Ireena',
  });
  return { ...table, host };
}

/** A page without a browser: one seat's socket, and what it was told. The test closes it. */
export class TableClient {
  readonly socket: Socket;
  readonly events: TableEvent[] = [];
  readonly #messages = new Map<string, Message>();
  cursor: Cursor | null = null;
  /** What the DM does and can, as it was told last. */
  dm: { state: DmState; abilities: DmAbilities } | null = null;
  /** Codes of refused connections, newest last. */
  readonly refusals: string[] = [];
  #chats = 0;

  constructor(origin: string, seatToken: string, language: Language = 'en') {
    this.socket = io(`${origin}/table`, {
      path: TABLE_PATH,
      transports: ['websocket'],
      auth: { version: PROTOCOL_VERSION, seatToken, language },
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
    });
    this.socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
      this.refusals.push(error.data?.code ?? error.message),
    );
    this.socket.on(tableEvents.told.name, (told: { cursor: Cursor; event: TableEvent }) => {
      this.cursor = told.cursor;
      this.#take(told.event);
    });
    this.socket.on('connect', () => void this.enter().catch((error: unknown) => this.refusals.push(String(error))));
  }

  get messages(): Message[] {
    return [...this.#messages.values()];
  }

  ask<Name extends keyof typeof tableRequests>(
    name: Name,
    request: RequestOf<(typeof tableRequests)[Name]>,
  ): Promise<ReplyOf<(typeof tableRequests)[Name]>> {
    return ask(this.socket as unknown as ContractSocket, tableRequests[name], request);
  }

  async enter(): Promise<void> {
    const { cursor, snapshot, replay } = await this.ask('enter', { resume: this.cursor });
    this.cursor = cursor;
    if (snapshot) this.dm = snapshot.dm;
    for (const message of snapshot?.messages ?? []) this.#messages.set(message.messageId, message);
    replay.forEach((event) => this.#take(event));
  }

  say(text: string, target: 'table' | 'dm' = 'dm'): ReturnType<TableClient['ask']> {
    this.#chats += 1;
    return this.ask('postMessage', { clientMessageId: `test-chat-${this.#chats}`, text, target });
  }

  close(): void {
    this.socket.disconnect();
  }

  #take(event: TableEvent): void {
    this.events.push(event);
    if (event.type === 'dm:changed') this.dm = { state: event.state, abilities: event.abilities };
    if (event.type === 'message:posted' || event.type === 'message:changed')
      this.#messages.set(event.message.messageId, event.message);
  }
}
