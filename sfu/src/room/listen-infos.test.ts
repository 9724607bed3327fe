import { describe, expect, it } from 'vitest';
import type { NetworkInterfaceInfo } from 'node:os';
import { isLoopback, listenInfos, localAddresses } from './listen-infos.ts';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { netmask: '', mac: '', cidr: null, internal };
  return address.includes(':') ? { ...rest, address, family: 'IPv6', scopeid: 0 } : { ...rest, address, family: 'IPv4' };
}

describe('listenInfos', () => {
  it('announces every reachable address on one port, by UDP and TCP', () => {
    const addresses = localAddresses({
      lo: [info('127.0.0.1', true), info('::1', true)],
      eth0: [info('10.0.0.5'), info('fd00::5')],
    });
    const infos = listenInfos({ listenAddress: '0.0.0.0', announcedAddress: undefined }, addresses, 44_000);
    expect(infos.map(({ protocol, ip, port }) => `${protocol} ${ip} ${port}`)).toEqual([
      'udp 10.0.0.5 44000',
      'tcp 10.0.0.5 44000',
      'udp fd00::5 44000',
      'tcp fd00::5 44000',
      'udp 127.0.0.1 44000',
      'tcp 127.0.0.1 44000',
    ]);
  });

  it('leaves out link-local addresses', () => {
    expect(localAddresses({ eth0: [info('169.254.1.2'), info('fe80::1'), info('10.0.0.5')] })).toEqual(['10.0.0.5', '127.0.0.1']);
  });

  it('tells browsers the announced address only', () => {
    const infos = listenInfos({ listenAddress: '0.0.0.0', announcedAddress: 'table.example' }, ['10.0.0.5'], 44_000);
    expect(infos).toEqual([
      { protocol: 'udp', ip: '0.0.0.0', port: 44_000, announcedAddress: 'table.example' },
      { protocol: 'tcp', ip: '0.0.0.0', port: 44_000, announcedAddress: 'table.example' },
    ]);
  });

  it('listens on one address when one is given', () => {
    expect(listenInfos({ listenAddress: '10.0.0.5', announcedAddress: undefined }, [], 0).map(({ ip }) => ip)).toEqual([
      '10.0.0.5',
      '10.0.0.5',
    ]);
  });
});

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('%s is', (address) => expect(isLoopback(address)).toBe(true));
  it.each(['10.127.0.1', '::ffff:10.0.0.1', '', 'fd00::1'])('%s is not', (address) => expect(isLoopback(address)).toBe(false));
});
