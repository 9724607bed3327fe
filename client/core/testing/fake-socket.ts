import type { ContractSocket } from '@skald/protocol';
import type { LinkSocket } from '../table-link.ts';

type Listener = (...args: never[]) => void;
type Answer = (request: unknown) => unknown;

/** A socket whose other end is the test: it answers only what it was told to, and throws on any other request. */
export class FakeSocket implements LinkSocket, ContractSocket {
  connected = false;
  wasClosed = false;
  readonly asked: { name: string; request: unknown }[] = [];
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #answers = new Map<string, Answer>();

  /** `undefined` never answers. */
  answer(name: string, answer: Answer): this {
    this.#answers.set(name, answer);
    return this;
  }

  on(event: string, listener: Listener): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener);
  }

  onAny(): void {
    throw new Error('a client hears events by name');
  }

  emit(name: string, request: unknown, acknowledge?: (reply: unknown) => void): void {
    this.asked.push({ name, request });
    const answer = this.#answers.get(name);
    if (!answer) throw new Error(`nobody told this socket how to answer ${name}`);
    const reply = answer(request);
    if (reply !== undefined) acknowledge?.(reply);
  }

  connect(): void {}

  disconnect(): void {
    this.wasClosed = true;
    this.connected = false;
  }

  /** The other end tells something, or the transport does. */
  tell(event: string, payload?: unknown): void {
    if (event === 'connect') this.connected = true;
    if (event === 'disconnect' || event === 'connect_error') this.connected = false;
    for (const listener of [...(this.#listeners.get(event) ?? [])]) (listener as (payload: unknown) => void)(payload);
  }

  requests(name: string): unknown[] {
    return this.asked.filter((asked) => asked.name === name).map(({ request }) => request);
  }
}

/** Opens a new fake for each connection. The newest is the last. */
export function socketsInOrder(prepare: (socket: FakeSocket) => FakeSocket): { opened: FakeSocket[]; open: () => FakeSocket } {
  const opened: FakeSocket[] = [];
  return {
    opened,
    open() {
      const socket = prepare(new FakeSocket());
      opened.push(socket);
      return socket;
    },
  };
}
