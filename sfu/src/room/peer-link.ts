import type { EventContract, PayloadOf, mediaEvents } from '@skald/protocol';

export type ClosedCode = PayloadOf<typeof mediaEvents.closed>['code'];

/** The signalling connection of a peer, as a room sees it. */
export interface PeerLink {
  tell<C extends EventContract>(contract: C, payload: PayloadOf<C>): void;
  /** Cuts the connection. With a code the other end is first told that it was closed for good. */
  end(code?: ClosedCode): void;
}
