export interface RelaySettings {
  /** The relay and the sfu have one port at two addresses. */
  readonly port: number;
  readonly relayAddress: string;
  readonly sfuAddress: string;
}

/** What the relay's thread is asked. Packets wait `delayMs` on each way from now on; `take` asks for the times so far. */
export type RelayRequest =
  | { readonly type: 'delay'; readonly delayMs: number }
  | { readonly type: 'take' }
  | { readonly type: 'close' };

export type RelayReply = { readonly type: 'ready' } | { readonly type: 'times'; readonly timesMs: readonly number[] };
