/** State of a WebRTC connection, as browsers name it. */
export type ConnectionState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

export interface IceKeeperOptions {
  /** Restarts ICE once. May throw: the next try follows. */
  readonly restart: () => Promise<void>;
  /** All tries were made and none helped. */
  readonly onGivenUp: () => void;
}

/** Waits before each restart, in ms from the one before. */
const WAITS_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** Restarts ICE by itself when a transport's connection breaks, a few times, then gives up. (V5) */
export class IceKeeper {
  readonly #options: IceKeeperOptions;
  #state: ConnectionState = 'new';
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: IceKeeperOptions) {
    this.#options = options;
  }

  /** False while the connection is broken. */
  get isHealthy(): boolean {
    return this.#state !== 'disconnected' && this.#state !== 'failed';
  }

  follow(state: ConnectionState): void {
    this.#state = state;
    if (state === 'connected' || state === 'closed') this.#calm();
    else if (!this.isHealthy && this.#timer === undefined) this.#plan();
  }

  /** Signalling is back: a broken connection gets all its tries again, at once. */
  mend(): void {
    if (this.isHealthy) return;
    this.#calm();
    this.#plan();
  }

  close(): void {
    this.#isClosed = true;
    this.#calm();
  }

  #plan(): void {
    const waitMs = WAITS_MS[this.#tries];
    if (this.#isClosed) return;
    if (waitMs === undefined) return this.#options.onGivenUp();
    this.#tries += 1;
    this.#timer = setTimeout(() => {
      this.#options
        .restart()
        .catch(() => undefined)
        .finally(() => this.#check());
    }, waitMs);
  }

  /** The restart was made; whether it helps shows by the time the next one is due. */
  #check(): void {
    this.#timer = undefined;
    if (this.#isClosed || this.isHealthy) return;
    this.#plan();
  }

  #calm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tries = 0;
  }
}
