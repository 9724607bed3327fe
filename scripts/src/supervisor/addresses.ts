import { type NetworkInterfaceInfo, hostname, networkInterfaces } from 'node:os';

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Networks inside this machine, between it and its containers: nobody else can open them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|podman|lxc)/;

/** Addresses other devices may reach this machine by, IPv4 first; those of virtual networks last. */
export function networkAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter((info) => !info.internal && !isLinkLocal(info.address))
      .map(({ address, family }) => ({ address, rank: (VIRTUAL.test(name) ? 2 : 0) + (family === 'IPv4' ? 0 : 1) })),
  );
  return [...new Set(found.sort((a, b) => a.rank - b.rank).map(({ address }) => address))];
}

/** The same without virtual networks: worth telling to a friend. */
export function shareableAddresses(interfaces: Interfaces = networkInterfaces()): string[] {
  return networkAddresses(Object.fromEntries(Object.entries(interfaces).filter(([name]) => !VIRTUAL.test(name))));
}

/** Every name and address the certificate has to be good for. */
export function certificateNames(publicUrl: string | undefined, interfaces?: Interfaces, host = hostname()): string[] {
  const names = ['localhost', '127.0.0.1', '::1', ...networkAddresses(interfaces)];
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) names.push(host.toLowerCase());
  if (publicUrl !== undefined) names.push(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''));
  return [...new Set(names)];
}

/** An https address; the port is left out where it is the usual one. */
export function httpsUrl(host: string, port: number): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? `https://${bracketed}` : `https://${bracketed}:${port}`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function isLinkLocal(address: string): boolean {
  return /^(fe[89ab][0-9a-f]:|169\.254\.)/i.test(address);
}
