import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Interfaces, certificateNames, httpsUrl, networkAddresses, shareableAddresses } from './addresses.ts';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
}

const interfaces: Interfaces = {
  lo: [info('127.0.0.1', true), info('::1', true)],
  docker0: [info('172.17.0.1')],
  wlan0: [info('2001:db8::5'), info('192.168.1.20'), info('fe80::1'), info('169.254.3.4')],
};

describe('addresses of this machine', () => {
  it('are those others can reach, IPv4 first and virtual networks last', () => {
    expect(networkAddresses(interfaces)).toEqual(['192.168.1.20', '2001:db8::5', '172.17.0.1']);
  });

  it('are told to friends without virtual networks', () => {
    expect(shareableAddresses(interfaces)).toEqual(['192.168.1.20', '2001:db8::5']);
  });

  it('are in the certificate together with the local names, the host and the public name', () => {
    expect(certificateNames('https://table.example.org', interfaces, 'Laptop')).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      '192.168.1.20',
      '2001:db8::5',
      '172.17.0.1',
      'laptop',
      'table.example.org',
    ]);
  });

  it('leave out a host name that no certificate can carry', () => {
    expect(certificateNames(undefined, {}, 'my laptop_1')).toEqual(['localhost', '127.0.0.1', '::1']);
  });

  it('become addresses to open', () => {
    expect(httpsUrl('192.168.1.20', 8443)).toBe('https://192.168.1.20:8443');
    expect(httpsUrl('2001:db8::5', 8443)).toBe('https://[2001:db8::5]:8443');
    expect(httpsUrl('localhost', 443)).toBe('https://localhost');
  });
});
