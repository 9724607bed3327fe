import type { types } from 'mediasoup';
import type { PeerId, Source } from '@skald/protocol';

/** A producer as the rest of its room knows it. */
export interface Published {
  readonly producer: types.Producer;
  readonly peerId: PeerId;
  readonly source: Source;
}
