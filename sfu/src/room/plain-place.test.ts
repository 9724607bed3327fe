import { describe, expect, it } from 'vitest';
import { plainPlace } from './plain-place.ts';

const all = { listenAddress: '0.0.0.0', announcedAddress: undefined };
const addresses = ['10.0.0.5', '127.0.0.1'];
const direct = { isProxied: false };

describe('plainPlace', () => {
  it('is loopback for one who comes straight from this machine', () => {
    const origin = { ...direct, remoteAddress: '::ffff:127.0.0.1', localAddress: '::ffff:127.0.0.1' };
    expect(plainPlace(origin, all, addresses)).toEqual({ kind: 'loopback' });
  });

  it('is never loopback through a proxy, even one on this machine', () => {
    const origin = { isProxied: true, remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' };
    expect(plainPlace(origin, all, addresses)).toEqual({ kind: 'network', address: '10.0.0.5', announcedAddress: undefined });
    const announced = { ...all, announcedAddress: 'table.example' };
    expect(plainPlace(origin, announced, addresses)).toEqual({
      kind: 'network',
      address: '0.0.0.0',
      announcedAddress: 'table.example',
    });
  });

  it('is the address the other end came to', () => {
    const origin = { ...direct, remoteAddress: '172.18.0.4', localAddress: '::ffff:172.18.0.3' };
    expect(plainPlace(origin, all, addresses)).toMatchObject({ kind: 'network', address: '172.18.0.3' });
  });

  it('is the listen address when one was given', () => {
    const origin = { ...direct, remoteAddress: '172.18.0.4', localAddress: '172.18.0.3' };
    expect(plainPlace(origin, { ...all, listenAddress: '10.0.0.9' }, addresses)).toMatchObject({ address: '10.0.0.9' });
  });
});
