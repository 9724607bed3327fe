import type { NetworkInterfaceInfo } from 'node:os';
import type { types } from 'mediasoup';

export interface ListenSettings {
  readonly listenAddress: string;
  readonly announcedAddress: string | undefined;
}

const ALL_IPV4 = '0.0.0.0';
const ALL_IPV6 = '::';

/**
 * Addresses on which media is received when none is announced: every address of this machine that others can reach, and loopback,
 * which comes last because it is of use to this machine only.
 * Link-local addresses are left out: a browser cannot use them without a zone.
 */
export function localAddresses(interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>): string[] {
  const all = Object.values(interfaces).flatMap((infos) => infos ?? []);
  const reachable = all.filter((info) => !info.internal && !isLinkLocal(info.address)).map((info) => info.address);
  return [...new Set([...reachable, '127.0.0.1'])];
}

/** True for loopback addresses, the IPv4 ones written as IPv6 included. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** True when `listenAddress` stands for all addresses of the machine. */
export function isWildcard(listenAddress: string): boolean {
  return listenAddress === ALL_IPV4 || listenAddress === ALL_IPV6;
}

/**
 * Sockets of one worker's WebRtcServer: UDP and TCP for each address, all with the same port. With an announced address there is
 * one pair, and browsers are told that address; without, each socket is announced as it is. Port 0 is a random one for each socket.
 */
export function listenInfos(settings: ListenSettings, addresses: readonly string[], port: number): types.TransportListenInfo[] {
  const ips = settings.announcedAddress || !isWildcard(settings.listenAddress) ? [settings.listenAddress] : addresses;
  return ips.flatMap((ip) =>
    (['udp', 'tcp'] as const).map((protocol) => ({
      protocol,
      ip,
      port,
      ...(settings.announcedAddress ? { announcedAddress: settings.announcedAddress } : {}),
    })),
  );
}

function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.') || /^fe[89ab]/i.test(address);
}
