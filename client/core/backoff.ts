/** Waits before each next try, in ms; the last one repeats for ever. Short enough that a page is back 4 s after what it waits for. */
const DELAYS_MS = [0, 300, 1_000, 2_000, 3_000];
/** Random addition to every wait but the first, in ms, so that pages do not come back all at once. */
const JITTER_MS = 700;
/** A connection that lasted this long was a good one: the next loss starts from the shortest wait again. */
const STEADY_AFTER_MS = 5_000;

/** Wait before try number `attempt` (from 0), in ms. `random` gives 0 to 1. */
export function backoffDelayMs(attempt: number, random: () => number): number {
  const delayMs = DELAYS_MS[Math.min(attempt, DELAYS_MS.length - 1)] ?? 0;
  return delayMs === 0 ? 0 : delayMs + Math.floor(random() * JITTER_MS);
}

/** Tries over and over until told to stop. One wait at a time. */
export class Retry {
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #steadyTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #run: () => void;
  readonly #random: () => number;

  constructor(run: () => void, random: () => number) {
    this.#run = run;
    this.#random = random;
  }

  /** Runs after the next wait. A wait that is on already goes on. */
  schedule(): void {
    clearTimeout(this.#steadyTimer);
    if (this.#timer !== undefined) return;
    const delayMs = backoffDelayMs(this.#attempt, this.#random);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#fire(), delayMs);
  }

  /** Cuts a wait short: the network is back or the page is visible again. */
  hurry(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#fire();
  }

  /** Tells that it worked. */
  settled(): void {
    clearTimeout(this.#steadyTimer);
    this.#steadyTimer = setTimeout(() => (this.#attempt = 0), STEADY_AFTER_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#steadyTimer);
    this.#timer = undefined;
  }

  #fire(): void {
    this.#timer = undefined;
    this.#run();
  }
}
