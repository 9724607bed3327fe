import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import { ProtocolError, mediaEvents, type EventContract, type PayloadOf, type PeerId, type TableId } from '@skald/protocol';
import { decideAdmission, type Holder } from './admission.ts';
import type { MediaWorker } from './media-worker.ts';
import { Peer, type PeerRoom } from './peer.ts';
import type { ClosedCode, PeerLink } from './peer-link.ts';
import type { Published } from './published.ts';
import { SpeakingMeter } from './speaking-meter.ts';

export interface RoomOptions {
  readonly tableId: TableId;
  readonly media: MediaWorker;
  readonly router: types.Router;
  /** How long a peer whose connection was lost keeps its media, in ms. */
  readonly resumeGraceMs: number;
  readonly logger: Logger;
  /** Monotonic clock in ms. */
  readonly nowMs: () => number;
  /** Told once, when the last peer has left and the room has closed. */
  readonly onClosed: () => void;
  readonly onSuperseded: (peer: Peer, code: ClosedCode) => void;
}

/** Most peers in a room; as many as the reply to a join may name. */
const MAX_PEERS = 64;

/** The media room of one table: who is there, what is published, who hears what. It lives while somebody is in it. */
export class Room {
  readonly #options: RoomOptions;
  readonly #peers = new Map<PeerId, Peer>();
  readonly #published = new Map<string, Published>();
  readonly #graceTimers = new Map<Peer, NodeJS.Timeout>();
  readonly #meter: SpeakingMeter;
  #lastLease = 0;
  #isClosed = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    const { router, logger, nowMs, tableId } = options;
    logger.info({ tableId, worker: options.media.worker.pid }, 'room opened');
    const onSpeaking = (payload: PayloadOf<typeof mediaEvents.speaking>): void => this.#tellAll(mediaEvents.speaking, payload);
    this.#meter = new SpeakingMeter({ router, logger, nowMs, onSpeaking });
  }

  get tableId(): TableId {
    return this.#options.tableId;
  }

  get media(): MediaWorker {
    return this.#options.media;
  }

  get router(): types.Router {
    return this.#options.router;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get peers(): Peer[] {
    return [...this.#peers.values()];
  }

  get producerCount(): number {
    return this.#published.size;
  }

  peersBeside(peer: Peer): PeerId[] {
    return [...this.#peers.keys()].filter((peerId) => peerId !== peer.id);
  }

  /** Takes a comer in. Throws ProtocolError `lease_outdated` or `table_full`. */
  join(comer: Holder, link: PeerLink): { peer: Peer; resumed: boolean } {
    const { claims, instance } = comer;
    const holder = this.#peers.get(claims.peerId);
    const admission = decideAdmission(holder, comer, this.#lastLease);
    if (admission.kind === 'new' && this.#peers.size >= MAX_PEERS) throw new ProtocolError('table_full', 'the room is full');
    if (claims.role === 'dm') this.#lastLease = Math.max(this.#lastLease, claims.lease);
    if (holder && admission.kind === 'resume') {
      this.#endGrace(holder);
      holder.attach(link);
      holder.grant(claims);
      this.#log(holder, 'peer resumed');
      return { peer: holder, resumed: true };
    }
    const peer = new Peer(this.#peerRoom(), claims, instance, link);
    this.#peers.set(peer.id, peer);
    if (holder && admission.kind === 'replace') this.#supersede(holder, admission.code);
    else this.#tellOthers(peer.id, mediaEvents.peerJoined, { peerId: peer.id });
    this.#log(peer, 'peer joined');
    return { peer, resumed: false };
  }

  /** Tells one who has just joined what it missed: offers it never took, and who speaks now. */
  greet(peer: Peer): void {
    if (peer.isClosed) return;
    peer.consumers.repeat();
    for (const mark of this.#meter.marks()) peer.tell(mediaEvents.speaking, mark);
  }

  /** New rights of a peer from a refreshed token; a DM's newer lease counts from now on. */
  grant(peer: Peer, claims: Peer['claims']): void {
    if (claims.role === 'dm') this.#lastLease = Math.max(this.#lastLease, claims.lease);
    peer.grant(claims);
  }

  /** The connection of a peer was lost: its media goes on for the grace time. A connection that was replaced changes nothing. */
  detach(peer: Peer, link: PeerLink): void {
    if (peer.isClosed || peer.link !== link) return;
    peer.detach();
    this.#endGrace(peer);
    this.#log(peer, 'peer lost its connection');
    this.#graceTimers.set(
      peer,
      setTimeout(() => this.remove(peer), this.#options.resumeGraceMs),
    );
  }

  /** Closes a peer; with a code it is told that this is for good. The last one to leave closes the room. */
  remove(peer: Peer, code?: ClosedCode): void {
    this.#endGrace(peer);
    if (this.#peers.get(peer.id) !== peer) return;
    this.#peers.delete(peer.id);
    peer.close(code);
    this.#log(peer, 'peer left');
    this.#tellAll(mediaEvents.peerLeft, { peerId: peer.id });
    this.closeIfEmpty();
  }

  findPeer(peerId: PeerId): Peer | undefined {
    return this.#peers.get(peerId);
  }

  closeIfEmpty(): void {
    if (this.#peers.size === 0) this.close();
  }

  /** The router is gone with its worker: everybody is told to join again, on the same connection. */
  reset(): void {
    const peers = this.peers;
    this.#peers.clear();
    for (const peer of peers) {
      peer.tell(mediaEvents.reset, {});
      peer.abandon();
    }
    this.close();
  }

  /** Closes the room and all peers in it. */
  close(code?: ClosedCode): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#graceTimers.values()) clearTimeout(timer);
    this.#graceTimers.clear();
    for (const peer of this.peers) peer.close(code);
    this.#peers.clear();
    this.#meter.close();
    this.#options.router.close();
    this.#options.logger.info({ tableId: this.tableId }, 'room closed');
    this.#options.onClosed();
  }

  #peerRoom(): PeerRoom {
    return {
      router: this.#options.router,
      webRtcServer: this.#options.media.webRtcServer,
      publishedForOthers: (peerId) => [...this.#published.values()].filter((published) => published.peerId !== peerId),
      onPublished: (published) => this.#publish(published),
      onOfferFailed: (error) => this.#options.logger.warn({ tableId: this.tableId, err: error }, 'a voice could not be offered'),
    };
  }

  #publish(published: Published): void {
    const { producer, peerId } = published;
    this.#published.set(producer.id, published);
    producer.observer.once('close', () => this.#published.delete(producer.id));
    this.#meter.watch(published);
    for (const peer of this.peers) if (peer.id !== peerId) void peer.consumers.offer(published);
  }

  #supersede(holder: Peer, code: ClosedCode): void {
    this.#endGrace(holder);
    holder.close(code);
    this.#options.onSuperseded(holder, code);
  }

  #log(peer: Peer, message: string): void {
    this.#options.logger.info({ tableId: this.tableId, peerId: peer.id, role: peer.claims.role }, message);
  }

  #endGrace(peer: Peer): void {
    clearTimeout(this.#graceTimers.get(peer));
    this.#graceTimers.delete(peer);
  }

  #tellOthers<C extends EventContract>(peerId: PeerId, contract: C, payload: PayloadOf<C>): void {
    for (const peer of this.#peers.values()) if (peer.id !== peerId) peer.tell(contract, payload);
  }

  #tellAll<C extends EventContract>(contract: C, payload: PayloadOf<C>): void {
    for (const peer of this.#peers.values()) peer.tell(contract, payload);
  }
}
