import type { ContractSocket } from '../channel.ts';

type Listener = (...args: unknown[]) => void;

/** One end of a link in memory: what one end emits, the other hears at once. A name that nobody listens to throws. */
export class FakeSocket implements ContractSocket {
  connected = true;
  readonly sent: { name: string; args: unknown[] }[] = [];
  other: FakeSocket | null = null;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #anyListeners: ((event: string, ...args: unknown[]) => void)[] = [];

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: string, listener: Listener): void {
    if (!this.#listeners.get(event)?.delete(listener)) throw new Error(`nothing listens to ${event}`);
  }

  onAny(listener: (event: string, ...args: unknown[]) => void): void {
    this.#anyListeners.push(listener);
  }

  emit(name: string, ...args: unknown[]): void {
    this.sent.push({ name, args });
    this.other?.take(name, args);
  }

  take(name: string, args: unknown[]): void {
    const listeners = [...(this.#listeners.get(name) ?? [])];
    if (listeners.length + this.#anyListeners.length === 0) throw new Error(`nobody expects ${name}`);
    this.#anyListeners.forEach((listener) => listener(name, ...args));
    listeners.forEach((listener) => listener(...args));
  }
}

/** Both ends of a link. */
export function fakeLink(): { near: FakeSocket; far: FakeSocket } {
  const [near, far] = [new FakeSocket(), new FakeSocket()];
  near.other = far;
  far.other = near;
  return { near, far };
}
