import type { PlayoutEvent } from './playout.ts';
import type { Channel } from './ports.ts';
import type { SrtpParameters } from './srtp-keys.ts';

export interface MouthChannel {
  readonly channel: Channel;
  readonly ssrc: number;
  readonly payloadType: number;
}

/** Where a mouth speaks to and as what. */
export interface MouthOptions {
  /** An address, not a name. */
  readonly remote: { readonly address: string; readonly port: number };
  /** Address to send from; any free one without it. */
  readonly local?: { readonly address: string; readonly port?: number };
  readonly channels: readonly MouthChannel[];
  /** Our own keys, which the other end was told; plain RTP without them, on loopback only. */
  readonly srtp?: SrtpParameters;
}

/** From the main thread to the worker. `mouth` and `line` are numbers given by the main thread. */
export type ToMouthWorker =
  | { readonly kind: 'openMouth'; readonly mouth: number; readonly options: MouthOptions }
  | { readonly kind: 'openLine'; readonly mouth: number; readonly line: number; readonly channel: Channel }
  | { readonly kind: 'write'; readonly mouth: number; readonly line: number; readonly samples: Int16Array }
  | { readonly kind: 'endLine'; readonly mouth: number; readonly line: number }
  | { readonly kind: 'stop'; readonly mouth: number }
  | { readonly kind: 'closeMouth'; readonly mouth: number };

export type FromMouthWorker =
  | { readonly kind: 'opened'; readonly mouth: number }
  | { readonly kind: 'refused'; readonly mouth: number; readonly reason: string }
  | { readonly kind: 'happened'; readonly mouth: number; readonly events: readonly PlayoutEvent[] }
  /** The oldest write to this line that was not answered has room behind it. */
  | { readonly kind: 'room'; readonly mouth: number; readonly line: number }
  | { readonly kind: 'closed'; readonly mouth: number };
