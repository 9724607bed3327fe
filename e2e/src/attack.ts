import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openSocket, refusedWith } from '@skald/api/testing';
import { MEDIA_PATH, TABLE_PATH, type ErrorBody } from '@skald/protocol';
import type { Socket } from 'socket.io-client';
import type { Host } from './host.ts';

export type Namespace = '/table' | '/dm' | '/media' | '/control';
export const NAMESPACES: readonly Namespace[] = ['/table', '/dm', '/media', '/control'];

/** Where a namespace is, past the front. */
export function addressOf(host: Host, namespace: Namespace): { url: string; path: string } {
  const { api, sfu } = host.system.urls;
  return namespace === '/table' || namespace === '/dm' ? { url: api, path: TABLE_PATH } : { url: sfu, path: MEDIA_PATH };
}

/** Connects to a namespace. Throws when it is refused; the caller disconnects it. */
export function enterNamespace(host: Host, namespace: Namespace, auth: Record<string, unknown>): Promise<Socket> {
  const { url, path } = addressOf(host, namespace);
  return openSocket(url, namespace, auth, path);
}

/** The body with which a namespace refuses a handshake. */
export function refusalOf(host: Host, namespace: Namespace, auth: Record<string, unknown>): Promise<ErrorBody> {
  return refusedWith(enterNamespace(host, namespace, auth));
}

/** Sends frames of engine.io as they are over a WebSocket, and resolves when the other end has closed it. */
export async function sendFrames(
  host: Host,
  namespace: Namespace,
  frames: readonly (string | Uint8Array<ArrayBuffer>)[],
): Promise<void> {
  const { url, path } = addressOf(host, namespace);
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}/?EIO=4&transport=websocket`);
  socket.addEventListener('message', () => frames.forEach((frame) => socket.send(frame)), { once: true });
  await once(socket as never, 'close');
}

/** Sends datagrams to a port and waits until the last of them has left. */
export async function sendDatagrams(address: string, port: number, datagrams: readonly Uint8Array[]): Promise<void> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  for (const datagram of datagrams) await new Promise<void>((resolve) => socket.send(datagram, port, address, () => resolve()));
  socket.close();
}

/** Sends bytes over TCP and waits until the other end takes no more or `quietMs` have passed. */
export async function sendBytes(address: string, port: number, bytes: Uint8Array, quietMs = 200): Promise<void> {
  const socket = connect(port, address);
  const closed = once(socket, 'close');
  socket.on('error', () => undefined);
  socket.resume().setTimeout(quietMs, () => socket.destroy());
  socket.write(bytes);
  await closed;
}

/** Bytes that look random and are the same in every run: a linear congruential generator (Numerical Recipes' constants). */
export function createNoise(seed: number): (length: number) => Uint8Array<ArrayBuffer> {
  let state = seed >>> 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

/** Datagrams that begin like what a media port expects, STUN, DTLS, RTP and RTCP, and go on as noise; and mere noise. */
export function mediaGarbage(count: number): Uint8Array[] {
  const noise = createNoise(7);
  const heads = [
    [],
    [0x00, 0x01, 0x00, 0x08, 0x21, 0x12, 0xa4, 0x42],
    [0x01, 0x01, 0xff, 0xff, 0x21, 0x12, 0xa4, 0x42],
    [0x16, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
    [0x80, 0x6f],
    [0x9f, 0xe4, 0, 1],
    [0x8f, 100, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1],
    [0x81, 200, 0xff, 0xff],
    [0x80, 0xc9, 0, 1, 0, 0, 0, 1],
  ];
  return Array.from({ length: count }, (_, index) =>
    Buffer.concat([Buffer.from(heads[index % heads.length] ?? []), noise((index * 37) % 1_400)]),
  );
}
