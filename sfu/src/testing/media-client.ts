import { io, type Socket } from 'socket.io-client';
import {
  MEDIA_PATH,
  PROTOCOL_VERSION,
  ask,
  errorBodySchema,
  formatId,
  hear,
  type ErrorBody,
  type EventContract,
  type MediaClaims,
  type PayloadOf,
  type ReplyOf,
  type RequestContract,
  type RequestOf,
  type SeatId,
  type TableId,
} from '@skald/protocol';
import { mintMediaToken } from './mint-media-token.ts';
import type { TestSfu } from './start-test-sfu.ts';

/** Wait for an event that has to come, in ms. */
const EVENT_WAIT_MS = 10_000;

let made = 0;
const newBytes = (): Uint8Array => new TextEncoder().encode(String((made += 1)).padStart(8, '0'));
export const newTableId = (): TableId => formatId('table', newBytes());
export const newSeatId = (): SeatId => formatId('seat', newBytes());
export const newInstance = (): string => `instance-${(made += 1)}`;

export function playerClaims(tableId: TableId, peerId: SeatId = newSeatId()): Extract<MediaClaims, { role: 'player' }> {
  return { role: 'player', tableId, peerId, mayPublish: true, mayHear: true };
}
export function dmClaims(tableId: TableId, lease = 1): Extract<MediaClaims, { role: 'dm' }> {
  return { role: 'dm', tableId, peerId: 'dm', mayPublish: true, mayHear: true, lease };
}

/** A socket that was refused: the error that the other end sent with it. */
export class RefusedError extends Error {
  readonly body: ErrorBody;
  constructor(body: ErrorBody) {
    super(body.code);
    this.name = 'RefusedError';
    this.body = body;
  }
}

/** Connects to a namespace. Throws RefusedError with what the sfu gave as the reason. */
export async function connect(
  url: string,
  namespace: string,
  auth: Record<string, unknown>,
  extraHeaders: Record<string, string> = {},
): Promise<Socket> {
  const socket = io(`${url}${namespace}`, {
    path: MEDIA_PATH,
    auth,
    extraHeaders,
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

/** A signalling client of `/media` that remembers the events it got. */
export class MediaClient {
  readonly socket: Socket;
  readonly #received: { name: string; payload: unknown }[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => this.#received.push({ name, payload }));
  }

  ask<C extends RequestContract>(contract: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
    return ask(this.socket, contract, request);
  }

  /** All events of this kind so far. */
  got<C extends EventContract>(contract: C): PayloadOf<C>[] {
    return this.#received
      .filter(({ name }) => name === contract.name)
      .map(({ payload }) => contract.payload.parse(payload) as PayloadOf<C>);
  }

  /** The first event of this kind, past or to come, that fits. Throws when none comes within a few seconds. */
  async event<C extends EventContract>(
    contract: C,
    fits: (payload: PayloadOf<C>) => boolean = () => true,
  ): Promise<PayloadOf<C>> {
    const past = this.got(contract).find(fits);
    if (past !== undefined) return past;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${contract.name} did not come`)), EVENT_WAIT_MS);
      const stop = hear(
        this.socket,
        contract,
        (payload) => {
          if (!fits(payload)) return;
          clearTimeout(timer);
          stop();
          resolve(payload);
        },
        (fault) => reject(new Error(`${fault.message} does not fit`, { cause: fault.cause })),
      );
    });
  }

  /** Forgets the events so far. */
  forget(): void {
    this.#received.length = 0;
  }

  /** Resolves when the connection is gone. */
  async gone(): Promise<void> {
    if (!this.socket.connected) return;
    await new Promise<void>((resolve) => void this.socket.once('disconnect', () => resolve()));
  }

  close(): void {
    this.socket.disconnect();
  }
}

export interface ConnectMediaOptions {
  readonly claims: MediaClaims;
  readonly instance?: string;
  readonly token?: string;
  readonly expiresInS?: number;
  readonly issuedAtS?: number;
  readonly language?: string;
  readonly serviceKey?: string | undefined;
  /** Headers of the connection, such as a proxy's. */
  readonly headers?: Record<string, string>;
}

/** Connects a peer with a token of these claims. A dm brings the service key. */
export async function connectMedia(host: TestSfu, options: ConnectMediaOptions): Promise<MediaClient> {
  const { claims, expiresInS, issuedAtS } = options;
  const token =
    options.token ??
    (await mintMediaToken({
      claims,
      key: host.mediaTokenKey,
      ...(expiresInS === undefined ? {} : { expiresInS }),
      ...(issuedAtS === undefined ? {} : { issuedAtS }),
    }));
  const serviceKey = 'serviceKey' in options ? options.serviceKey : claims.role === 'dm' ? host.serviceKey : undefined;
  const instance = options.instance ?? newInstance();
  const key = serviceKey === undefined ? {} : { serviceKey };
  const auth = { version: PROTOCOL_VERSION, token, instance, language: options.language ?? 'en', ...key };
  const socket = await connect(host.url, '/media', auth, options.headers);
  return new MediaClient(socket);
}

export async function connectControl(host: TestSfu): Promise<MediaClient> {
  return new MediaClient(await connect(host.url, '/control', { version: PROTOCOL_VERSION, serviceKey: host.serviceKey }));
}
