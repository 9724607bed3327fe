import { isLoopback, isWildcard, type ListenSettings } from './listen-infos.ts';

/** Where a plain transport listens: on loopback, where SRTP is not asked for, or elsewhere, where it is. */
export type PlainPlace =
  | { readonly kind: 'loopback' }
  | { readonly kind: 'network'; readonly address: string; readonly announcedAddress: string | undefined };

export interface Origin {
  readonly remoteAddress: string;
  /** The address of ours that the other end came to. */
  readonly localAddress: string;
  /** A proxy stands between: its addresses say nothing about the other end. */
  readonly isProxied: boolean;
}

/**
 * Where the plain transports of a connection listen: on loopback only for one that came straight from this machine; else where it
 * came to, which it can reach; through a proxy, where browsers reach us. `addresses` are this machine's, the best first.
 */
export function plainPlace(origin: Origin, settings: ListenSettings, addresses: readonly string[]): PlainPlace {
  if (!origin.isProxied && isLoopback(origin.remoteAddress)) return { kind: 'loopback' };
  const cameTo = origin.isProxied ? '' : origin.localAddress.replace(/^::ffff:/, '');
  const { listenAddress, announcedAddress } = settings;
  if (!isWildcard(listenAddress)) return { kind: 'network', address: listenAddress, announcedAddress };
  if (cameTo !== '') return { kind: 'network', address: cameTo, announcedAddress: undefined };
  if (announcedAddress !== undefined) return { kind: 'network', address: listenAddress, announcedAddress };
  return { kind: 'network', address: addresses[0] ?? '127.0.0.1', announcedAddress };
}
