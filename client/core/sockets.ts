import { PROTOCOL_VERSION, TABLE_PATH, type Language, type MediaHandshake, type TableHandshake } from '@skald/protocol';
import { io } from 'socket.io-client';
import type { LinkSocket } from './table-link.ts';

/** Longest wait for a connection to be made, in ms. */
const CONNECT_TIMEOUT_MS = 5_000;

export function openTableSocket(seatToken: string, language: Language): LinkSocket {
  const auth: TableHandshake = { version: PROTOCOL_VERSION, seatToken, language };
  return openSocket('/table', TABLE_PATH, auth);
}

/** `url` is the sfu's origin as the api named it; never assumed to be the page's. */
export function openMediaSocket(url: string, path: string, handshake: Omit<MediaHandshake, 'version'>): LinkSocket {
  const auth: MediaHandshake = { version: PROTOCOL_VERSION, ...handshake };
  return openSocket(`${url.replace(/\/+$/, '')}/media`, path, auth);
}

/** Reconnecting is ours (see backoff.ts): a socket is used once. */
function openSocket(address: string, path: string, auth: object): LinkSocket {
  const socket = io(address, {
    path,
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    timeout: CONNECT_TIMEOUT_MS,
  });
  // The same calls, typed for contracts: socket.io's own types know no `never` arguments.
  return socket;
}
