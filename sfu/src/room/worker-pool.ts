import { ProtocolError } from '@skald/protocol';
import type { Logger } from 'pino';
import type { MediaWorker } from './media-worker.ts';
import { deathsThatCount, restartDelayMs } from './restart-delay.ts';

export interface WorkerPoolOptions {
  readonly size: number;
  /** Starts the worker of a slot; called again for each successor. */
  readonly spawn: (slot: number) => Promise<MediaWorker>;
  /** Told once for each worker that died: its rooms have to be dropped. */
  readonly onDied: (dead: MediaWorker) => void;
  readonly logger: Logger;
  readonly nowMs: () => number;
}

interface Slot {
  readonly index: number;
  readonly diedMs: number[];
  media: MediaWorker | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Longest time a room waits for a worker to live, in ms; shorter than a request may take. */
const WORKER_WAIT_MS = 4_000;

/** A worker that ends by itself was probably told to, together with us: how long we wait for our own signal before we replace it, in ms. */
const ORDERLY_EXIT_GRACE_MS = 500;

/** The media workers, one a slot. A worker that dies gets a successor; nothing exits the process. (V6) */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #slots: Slot[];
  readonly #waiting = new Set<() => void>();
  #replaced = 0;
  #isClosed = false;
  #isClosing = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.size }, (_, index) => ({ index, diedMs: [], media: undefined, timer: undefined }));
  }

  /** Starts all workers. Throws when one does not start; those that did are closed. */
  async start(): Promise<void> {
    const results = await Promise.allSettled(this.#slots.map((slot) => this.#fill(slot)));
    const failed = results.find((result) => result.status === 'rejected');
    if (!failed) return;
    this.close();
    throw failed.reason;
  }

  get alive(): number {
    return this.#slots.filter((slot) => slot.media).length;
  }

  /** Workers that were replaced since the start. */
  get replaced(): number {
    return this.#replaced;
  }

  get pids(): number[] {
    return this.#slots.flatMap((slot) => (slot.media ? [slot.media.worker.pid] : []));
  }

  /** The living worker with the least `load`. Waits a little for one; throws ProtocolError `unavailable` when none comes. */
  async pick(load: (media: MediaWorker) => number): Promise<MediaWorker> {
    await this.untilAlive();
    const living = this.#slots.flatMap((slot) => (slot.media ? [slot.media] : []));
    const [first, ...others] = living;
    if (!first) throw new ProtocolError('unavailable', 'no media worker lives');
    return others.reduce((best, next) => (load(next) < load(best) ? next : best), first);
  }

  /** Resolves when a worker lives, or after a few seconds. */
  async untilAlive(): Promise<void> {
    if (this.alive > 0 || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, WORKER_WAIT_MS);
      this.#waiting.add(settle);
    });
  }

  /** From now on a worker that ends is not replaced and not mourned: the process is closing. */
  stopReplacing(): void {
    this.#isClosing = true;
    for (const slot of this.#slots) clearTimeout(slot.timer);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const slot of this.#slots) {
      clearTimeout(slot.timer);
      slot.media?.worker.close();
      slot.media = undefined;
    }
    for (const settle of [...this.#waiting]) settle();
  }

  async #fill(slot: Slot): Promise<void> {
    const media = await this.#options.spawn(slot.index);
    if (this.#isClosed) return media.worker.close();
    if (media.worker.died) throw new Error('the media worker died while it started');
    slot.media = media;
    media.worker.on('died', (error) => this.#onDied(slot, media, error));
    for (const settle of [...this.#waiting]) settle();
  }

  #onDied(slot: Slot, media: MediaWorker, error: Error): void {
    if (this.#isClosed || slot.media !== media) return;
    if (this.#isClosing) return void (slot.media = undefined);
    slot.media = undefined;
    if (!isOrderlyExit(error)) return this.#mourn(slot, media, error);
    slot.timer = setTimeout(() => this.#mourn(slot, media, error), ORDERLY_EXIT_GRACE_MS);
  }

  #mourn(slot: Slot, media: MediaWorker, error: Error): void {
    this.#scheduleSuccessor(slot, error);
    this.#options.onDied(media);
  }

  #scheduleSuccessor(slot: Slot, error: unknown): void {
    const nowMs = this.#options.nowMs();
    slot.diedMs.push(nowMs);
    slot.diedMs.splice(0, slot.diedMs.length, ...deathsThatCount(slot.diedMs, nowMs));
    const delayMs = restartDelayMs(slot.diedMs, nowMs, this.alive > 0);
    this.#options.logger.error({ slot: slot.index, deaths: slot.diedMs.length, delayMs, err: error }, 'media worker died');
    slot.timer = setTimeout(() => void this.#replace(slot), delayMs);
  }

  async #replace(slot: Slot): Promise<void> {
    try {
      await this.#fill(slot);
      if (this.#isClosed) return;
      this.#replaced += 1;
      this.#options.logger.info({ slot: slot.index, pid: slot.media?.worker.pid }, 'media worker replaced');
    } catch (error) {
      if (!this.#isClosed) this.#scheduleSuccessor(slot, error);
    }
  }
}

/** mediasoup tells the exit code of a worker in its error's message only; 0 is a worker that obeyed SIGTERM or SIGINT. */
function isOrderlyExit(error: Error): boolean {
  return /code:0, signal:null/.test(error.message);
}
