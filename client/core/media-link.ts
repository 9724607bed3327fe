import {
  ask,
  hear,
  mediaEvents,
  mediaRequests,
  ProtocolError,
  type ErrorCode,
  type PayloadOf,
  type ReplyOf,
} from '@skald/protocol';
import { Retry } from './backoff.ts';
import type { AskMedia, MediaSession } from './media-session.ts';
import { codeOf, type LinkSocket } from './table-link.ts';

/** A token for the sfu and where it is. `expiresAtMs` is on this page's monotonic clock. */
export interface MediaPass {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly url: string;
  readonly path: string;
}

export type VoiceState = { state: 'connecting' } | { state: 'open' } | { state: 'lost' } | { state: 'ended'; code: ErrorCode };

type JoinReply = ReplyOf<typeof mediaRequests.join>;
export type Speaking = PayloadOf<typeof mediaEvents.speaking>;

export interface MediaLinkOptions {
  /** Asks the api; throws while it cannot be reached. */
  readonly requestPass: () => Promise<MediaPass>;
  readonly openSocket: (pass: MediaPass, instance: string) => LinkSocket;
  /** A random name for what this page holds at the sfu: 8 to 40 letters, digits, `-` or `_`. */
  readonly createInstance: () => string;
  /** May throw `media_unsupported`. */
  readonly createSession: (joined: JoinReply, ask: AskMedia, events: SessionEvents) => MediaSession;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly onState: (state: VoiceState) => void;
  readonly onSpeaking: (speaking: Speaking) => void;
}

export interface SessionEvents {
  readonly onFlow: (isFlowing: boolean) => void;
  readonly onBroken: () => void;
}

/** A pass with less than this left is not used for a new connection, in ms. */
const MIN_PASS_LEFT_MS = 10_000;
/** Share of a pass's life after which the next one is fetched. */
const REFRESH_AT = 0.6;
const REFRESH_RETRY_MS = 5_000;
/** Another try of this page would be refused again. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set([
  'seat_superseded',
  'seat_removed',
  'room_closed',
  'media_unsupported',
  'version_mismatch',
]);

/**
 * The page's link to the sfu. Signalling that is lost leaves the sound alone; the link joins again for ever, keeps what
 * the sfu kept, and makes everything anew when it did not, or when the router is gone.
 */
export class MediaLink {
  readonly #options: MediaLinkOptions;
  readonly #retry: Retry;
  #socket: LinkSocket | undefined;
  #session: MediaSession | undefined;
  #pass: MediaPass | undefined;
  #track: MediaStreamTrack | null = null;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #instance: string;
  #isOpen = false;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    this.#instance = options.createInstance();
    this.#retry = new Retry(() => void this.#connect(), options.random);
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#options.onState({ state: 'connecting' });
    void this.#connect();
  }

  hurry(): void {
    this.#retry.hurry();
  }

  /** Sends this track from now on, also after everything was made anew. Null sends nothing. */
  publish(track: MediaStreamTrack | null): void {
    this.#track = track;
    this.#session?.publish(track).catch(() => this.#rebuild());
  }

  close(): void {
    this.#isOpen = false;
    this.#retry.close();
    clearTimeout(this.#refreshTimer);
    this.#dropSocket();
    this.#discard();
  }

  async #connect(): Promise<void> {
    this.#dropSocket();
    const pass = await this.#takePass().catch(() => undefined);
    if (!this.#isOpen || this.#socket) return;
    if (!pass) return this.#lose();
    const socket = this.#options.openSocket(pass, this.#instance);
    this.#socket = socket;
    this.#listen(socket);
    this.#scheduleRefresh(pass);
    socket.connect();
  }

  #listen(socket: LinkSocket): void {
    const ifCurrent =
      <Args extends unknown[]>(run: (...args: Args) => void) =>
      (...args: Args): void => {
        if (this.#socket === socket) run(...args);
      };
    const ignore = (): void => undefined;
    hear(
      socket,
      mediaEvents.consumerOffered,
      ifCurrent((offer) => this.#offered(offer)),
      ignore,
    );
    hear(
      socket,
      mediaEvents.consumerClosed,
      ifCurrent(({ consumerId }) => this.#session?.dropConsumer(consumerId)),
      ignore,
    );
    hear(
      socket,
      mediaEvents.speaking,
      ifCurrent((speaking) => this.#options.onSpeaking(speaking)),
      ignore,
    );
    hear(
      socket,
      mediaEvents.reset,
      ifCurrent(() => void this.#reset(socket)),
      ignore,
    );
    hear(
      socket,
      mediaEvents.closed,
      ifCurrent(({ code }) => this.#closed(code)),
      ignore,
    );
    socket.on(
      'connect',
      ifCurrent(() => void this.#join(socket)),
    );
    socket.on(
      'disconnect',
      ifCurrent(() => this.#lose()),
    );
    socket.on(
      'connect_error',
      ifCurrent((error: unknown) => this.#closed(codeOf(error))),
    );
  }

  /** Joins, and joins again on the same socket when the router was lost. */
  async #join(socket: LinkSocket): Promise<void> {
    try {
      const joined = await ask(socket, mediaRequests.join, {});
      if (this.#socket !== socket) return;
      if (joined.resumed && this.#session) await this.#session.resume();
      else await this.#startSession(socket, joined);
      if (this.#socket !== socket) return;
      this.#retry.settled();
      this.#options.onState({ state: 'open' });
    } catch (error) {
      if (this.#socket !== socket) return;
      this.#closed(error instanceof ProtocolError ? error.code : 'internal');
    }
  }

  async #startSession(socket: LinkSocket, joined: JoinReply): Promise<void> {
    this.#dropSession();
    const askSfu: AskMedia = (contract, request) => ask(this.#socket ?? socket, contract, request);
    const session: MediaSession = this.#options.createSession(joined, askSfu, {
      onFlow: (isFlowing) => {
        if (this.#session === session && this.#socket) this.#options.onState({ state: isFlowing ? 'open' : 'lost' });
      },
      onBroken: () => {
        if (this.#session === session) this.#rebuild();
      },
    });
    this.#session = session;
    try {
      await session.start(() => this.#track);
    } catch (error) {
      if (this.#session === session) this.#discard();
      throw error;
    }
  }

  /** The router is gone, the socket is not. */
  async #reset(socket: LinkSocket): Promise<void> {
    this.#options.onState({ state: 'lost' });
    this.#dropSession();
    await this.#join(socket);
  }

  #offered(offer: PayloadOf<typeof mediaEvents.consumerOffered>): void {
    const session = this.#session;
    session?.consume(offer).catch(() => {
      if (this.#session === session && this.#socket?.connected !== false) this.#rebuild();
    });
  }

  /** Everything anew on a new connection: the old transports are worth nothing. */
  #rebuild(): void {
    if (!this.#isOpen) return;
    this.#discard();
    this.#lose();
  }

  /** Under a new name the sfu closes what it still holds under the old one. */
  #discard(): void {
    this.#dropSession();
    this.#instance = this.#options.createInstance();
  }

  #closed(code: ErrorCode): void {
    if (code === 'token_expired' || code === 'token_invalid') this.#pass = undefined;
    if (!FINAL_CODES.has(code)) return this.#lose();
    this.close();
    this.#options.onState({ state: 'ended', code });
  }

  #lose(): void {
    this.#dropSocket();
    if (!this.#isOpen) return;
    this.#options.onState({ state: 'lost' });
    this.#retry.schedule();
  }

  async #takePass(): Promise<MediaPass> {
    const held = this.#pass;
    if (held && held.expiresAtMs - this.#options.nowMs() > MIN_PASS_LEFT_MS) return held;
    return (this.#pass = await this.#options.requestPass());
  }

  #scheduleRefresh(pass: MediaPass): void {
    const leftMs = pass.expiresAtMs - this.#options.nowMs();
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.#refresh(), Math.max(0, leftMs * REFRESH_AT));
  }

  /** Swaps the pass on the open socket before the old one ends. */
  async #refresh(): Promise<void> {
    const socket = this.#socket;
    try {
      const pass = await this.#options.requestPass();
      this.#pass = pass;
      if (socket && this.#socket === socket) await ask(socket, mediaRequests.refreshToken, { token: pass.token });
      this.#scheduleRefresh(pass);
    } catch {
      clearTimeout(this.#refreshTimer);
      if (this.#isOpen) this.#refreshTimer = setTimeout(() => void this.#refresh(), REFRESH_RETRY_MS);
    }
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.disconnect();
  }

  #dropSession(): void {
    const session = this.#session;
    this.#session = undefined;
    session?.close();
  }
}
