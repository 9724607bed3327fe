import {
  ask,
  controlRequests,
  PROTOCOL_VERSION,
  ProtocolError,
  type ContractSocket,
  type SeatId,
  type TableId,
} from '@skald/protocol';
import type { Logger } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type { MediaDesk } from '../table/ports.ts';

interface Order {
  readonly tableId: TableId;
  /** Null closes the whole room. */
  readonly seatId: SeatId | null;
}

/** Orders kept while the sfu is away. More than this many are let go, oldest first. */
const KEPT_ORDERS = 200;

/** The api's link to the sfu. Orders given while it is away are carried out when it is back. The opener closes it. */
export class ControlLink implements MediaDesk {
  readonly #socket: Socket;
  readonly #log: Logger;
  #kept: Order[] = [];

  constructor(options: { url: string; path: string; serviceKey: string; log: Logger }) {
    this.#log = options.log;
    this.#socket = io(`${options.url}/control`, {
      path: options.path,
      transports: ['websocket'],
      auth: { version: PROTOCOL_VERSION, serviceKey: options.serviceKey },
    });
    this.#socket.on('connect', () => {
      for (const order of this.#kept.splice(0)) this.#give(order);
    });
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  removePeer(tableId: TableId, seatId: SeatId): void {
    this.#give({ tableId, seatId });
  }

  closeRoom(tableId: TableId): void {
    this.#give({ tableId, seatId: null });
  }

  close(): void {
    this.#socket.disconnect();
  }

  #give(order: Order): void {
    this.#send(order).catch((error: unknown) => {
      this.#kept = [...this.#kept, order].slice(-KEPT_ORDERS);
      this.#log.warn(
        { tableId: order.tableId, code: error instanceof ProtocolError ? error.code : 'internal' },
        'the sfu did not take an order; it is kept',
      );
    });
  }

  async #send({ tableId, seatId }: Order): Promise<void> {
    const socket = this.#socket as unknown as ContractSocket;
    if (seatId === null) await ask(socket, controlRequests.closeRoom, { tableId });
    else await ask(socket, controlRequests.closePeer, { tableId, peerId: seatId, code: 'seat_removed' });
  }
}
