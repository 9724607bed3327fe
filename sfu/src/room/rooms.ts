import type { Logger } from 'pino';
import {
  MEDIA_TOKEN_MAX_AGE_S,
  ProtocolError,
  type PeerId,
  type ReplyOf,
  type TableId,
  type controlRequests,
} from '@skald/protocol';
import type { Holder } from './admission.ts';
import { Closures } from './closures.ts';
import type { MediaWorker } from './media-worker.ts';
import type { Peer } from './peer.ts';
import type { PeerLink } from './peer-link.ts';
import { Room } from './room.ts';
import { ROUTER_CODECS } from './router-codecs.ts';
import { WorkerPool } from './worker-pool.ts';

export interface RoomsOptions {
  readonly workers: number;
  readonly spawn: (slot: number) => Promise<MediaWorker>;
  readonly resumeGraceMs: number;
  readonly logger: Logger;
  /** Monotonic clock in ms. */
  readonly nowMs: () => number;
  /** Wall clock in seconds since the epoch, as tokens count it. */
  readonly nowS: () => number;
}

/** One who asks to join, with when its token was issued. */
export interface Comer extends Holder {
  readonly issuedAtS: number;
}

export interface Joined {
  readonly room: Room;
  readonly peer: Peer;
  readonly resumed: boolean;
}

type Statistics = ReplyOf<typeof controlRequests.readStatistics>;

/** Closings are kept a little longer than a token may live. */
const CLOSURES_KEPT_S = MEDIA_TOKEN_MAX_AGE_S + 60;

/** All rooms of this process and the workers that carry them. Rooms appear with the first peer and go with the last. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #pool: WorkerPool;
  readonly #rooms = new Map<TableId, Promise<Room>>();
  readonly #open = new Set<Room>();
  readonly #closures = new Closures(CLOSURES_KEPT_S);
  readonly #replacedListeners = new Set<(rooms: TableId[]) => void>();
  #isDraining = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    const { workers, spawn, logger, nowMs } = options;
    this.#pool = new WorkerPool({ size: workers, spawn, logger, nowMs, onDied: (dead) => this.#onWorkerDied(dead) });
  }

  /** Starts the workers. Throws when one does not start. */
  start(): Promise<void> {
    return this.#pool.start();
  }

  get isReady(): boolean {
    return this.#pool.alive > 0 && !this.#isDraining;
  }

  get workerPids(): number[] {
    return this.#pool.pids;
  }

  /** Hears which rooms a worker that died and was replaced had. Returns how to stop hearing. */
  onWorkerReplaced(listener: (rooms: TableId[]) => void): () => void {
    this.#replacedListeners.add(listener);
    return () => void this.#replacedListeners.delete(listener);
  }

  /** Brings one in. Throws ProtocolError: closed for good, `draining`, `lease_outdated`, `table_full`, `unavailable`. */
  async join(comer: Comer, link: PeerLink): Promise<Joined> {
    const { tableId, peerId } = comer.claims;
    const { instance, issuedAtS } = comer;
    this.#closures.requireOpen({ tableId, peerId, instance, issuedAtS });
    let room = await this.#openRoom(tableId);
    while (room.isClosed) room = await this.#openRoom(tableId);
    this.#closures.requireOpen({ tableId, peerId, instance, issuedAtS });
    try {
      return { room, ...room.join(comer, link) };
    } finally {
      room.closeIfEmpty();
    }
  }

  async closePeer(tableId: TableId, peerId: PeerId, code: 'seat_removed' | 'seat_superseded'): Promise<void> {
    const room = await this.#findRoom(tableId);
    const peer = room?.findPeer(peerId);
    const atS = this.#options.nowS();
    if (code === 'seat_removed') this.#closures.add(tableId, peerId, { instance: undefined, code, atS });
    else if (peer) this.#closures.add(tableId, peerId, { instance: peer.instance, code, atS });
    if (peer) room?.remove(peer, code);
  }

  /** Closes a room for good: its peers are told, and their tokens open it no more. */
  async closeRoom(tableId: TableId): Promise<void> {
    const room = await this.#findRoom(tableId);
    if (!room) return;
    const code = this.#isDraining ? 'draining' : 'room_closed';
    const atS = this.#options.nowS();
    for (const peer of room.peers) this.#closures.add(tableId, peer.id, { instance: undefined, code, atS });
    room.close(code);
  }

  /** No new rooms from now on; those that are there go on. */
  drain(): void {
    this.#isDraining = true;
  }

  statistics(): Statistics {
    const rooms = [...this.#open];
    const peers = rooms.flatMap((room) => room.peers);
    return {
      workers: this.#pool.alive,
      rooms: rooms.length,
      peers: peers.length,
      producers: rooms.reduce((sum, room) => sum + room.producerCount, 0),
      consumers: peers.reduce((sum, peer) => sum + peer.consumers.count, 0),
      workersReplaced: this.#pool.replaced,
      isDraining: this.#isDraining,
    };
  }

  /** The process is closing: no new rooms, and no successors for workers that end before us. */
  retire(): void {
    this.#isDraining = true;
    this.#pool.stopReplacing();
  }

  close(): void {
    this.#isDraining = true;
    for (const room of [...this.#open]) room.close();
    this.#pool.close();
  }

  async #findRoom(tableId: TableId): Promise<Room | undefined> {
    return this.#rooms.get(tableId)?.catch(() => undefined);
  }

  async #openRoom(tableId: TableId): Promise<Room> {
    const existing = await this.#findRoom(tableId);
    if (existing && !existing.isClosed) return existing;
    if (this.#isDraining) throw new ProtocolError('draining', 'no new rooms while draining');
    const opening = this.#rooms.get(tableId) ?? this.#createRoom(tableId);
    this.#rooms.set(tableId, opening);
    try {
      return await opening;
    } catch (error) {
      if (this.#rooms.get(tableId) === opening) this.#rooms.delete(tableId);
      throw error instanceof ProtocolError ? error : new ProtocolError('unavailable', 'no room could be made', { cause: error });
    }
  }

  async #createRoom(tableId: TableId): Promise<Room> {
    const { resumeGraceMs, logger, nowMs, nowS } = this.#options;
    const media = await this.#pool.pick((candidate) => this.#loadOf(candidate));
    const router = await media.worker.createRouter({ mediaCodecs: ROUTER_CODECS });
    if (router.closed) throw new ProtocolError('unavailable', 'the worker died while the room was made');
    const room: Room = new Room({
      tableId,
      media,
      router,
      resumeGraceMs,
      logger,
      nowMs,
      onClosed: () => this.#forget(room),
      onSuperseded: (peer, code) => this.#closures.add(tableId, peer.id, { instance: peer.instance, code, atS: nowS() }),
    });
    this.#open.add(room);
    return room;
  }

  #loadOf(media: MediaWorker): number {
    return [...this.#open].filter((room) => room.media === media).length;
  }

  #forget(room: Room): void {
    this.#open.delete(room);
    this.#rooms.delete(room.tableId);
  }

  #onWorkerDied(dead: MediaWorker): void {
    const lost = [...this.#open].filter((room) => room.media === dead);
    for (const room of lost) room.reset();
    const tableIds = lost.map((room) => room.tableId);
    void this.#pool.untilAlive().then(() => {
      if (this.#pool.alive > 0) for (const listener of this.#replacedListeners) listener(tableIds);
    });
  }
}
