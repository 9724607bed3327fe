import type { Environment } from '../environment.ts';
import { FakeDevices, fakeContext } from './fake-devices.ts';
import { FakeSocket, socketsInOrder } from './fake-socket.ts';
import { snapshotOf } from './samples.ts';
import type { Snapshot } from '@skald/protocol';

export interface FakeRoomWorld {
  readonly environment: Environment;
  readonly devices: FakeDevices;
  readonly tableSockets: FakeSocket[];
  /** The seat's newest connection to the table. */
  table(): FakeSocket;
}

/** A browser whose table answers with a snapshot, and whose sfu is never reached: media has tests of its own. */
export function fakeWorld(document: Document, snapshot: Partial<Snapshot> = {}): FakeRoomWorld {
  const devices = new FakeDevices();
  const cursor = { epoch: 'e1', n: 0, at: 'at' };
  const sockets = socketsInOrder((socket) =>
    socket
      .answer('table:enter', () => ({ ok: { cursor, snapshot: snapshotOf(snapshot), replay: [] } }))
      .answer('mediaToken:request', () => undefined)
      .answer('seat:update', () => ({ ok: { seat: snapshotOf(snapshot).seats[0] } }))
      .answer('fairness:contribute', () => ({ ok: { fromCounter: 0 } }))
      .answer('talk:set', () => ({ ok: {} })),
  );
  const environment: Environment = {
    document,
    devices: devices.asDevices(),
    createContext: fakeContext,
    createRecognition: null,
    growsFinals: false,
    createDevice: () => {
      throw new Error('no media in this world');
    },
    openTableSocket: () => sockets.open(),
    openMediaSocket: () => new FakeSocket(),
    nowMs: () => 0,
    todayMs: () => 1_000,
    random: () => 0,
    createInstance: () => 'instance00000000',
    createEntropy: () => '0123456789abcdef'.repeat(2),
  };
  return { environment, devices, tableSockets: sockets.opened, table: () => sockets.opened.at(-1)! };
}
