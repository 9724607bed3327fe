import type { types } from 'mediasoup';
import { ProtocolError } from '@skald/protocol';
import { asProtocolError } from '../errors.ts';
import { readDtlsParameters, readSrtpParameters } from './media-parameters.ts';
import type { PlainPlace } from './plain-place.ts';

export interface TransportHost {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
}

export type Direction = 'send' | 'recv';
type Opaque = Record<string, unknown>;

interface Entry {
  readonly transport: types.WebRtcTransport | types.PlainTransport;
  readonly use: Direction | 'plain';
  isConnected: boolean;
}

/** Most transports a peer may have at once. */
export const MAX_TRANSPORTS = 4;

/** The transports of one peer. A browser has one for each direction: asking for another replaces the one before. */
export class PeerTransports {
  readonly #host: TransportHost;
  readonly #entries = new Map<string, Entry>();

  constructor(host: TransportHost) {
    this.#host = host;
  }

  async createWebRtc(direction: Direction): Promise<types.WebRtcTransport> {
    for (const { transport, use } of [...this.#entries.values()]) if (use === direction) transport.close();
    this.#requireRoom();
    const transport = await this.#guard(() =>
      this.#host.router.createWebRtcTransport({
        webRtcServer: this.#host.webRtcServer,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
      }),
    );
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed' || state === 'closed') transport.close();
    });
    this.#keep({ transport, use: direction, isConnected: false });
    return transport;
  }

  /** Off loopback `srtp` is required. It is the other end's key; ours is in the transport's `srtpParameters`. */
  async createPlain(place: PlainPlace, srtp: Opaque | null): Promise<types.PlainTransport> {
    this.#requireRoom();
    if (place.kind === 'network' && !srtp) throw new ProtocolError('forbidden', 'plain RTP off loopback needs SRTP');
    const srtpParameters = srtp ? readSrtpParameters(srtp) : undefined;
    const transport = await this.#guard(() =>
      this.#host.router.createPlainTransport({
        listenInfo: listenInfo(place),
        rtcpMux: true,
        comedia: true,
        enableSrtp: srtpParameters !== undefined,
        ...(srtpParameters ? { srtpCryptoSuite: srtpParameters.cryptoSuite } : {}),
      }),
    );
    this.#keep({ transport, use: 'plain', isConnected: true });
    if (srtpParameters) await this.#guard(() => transport.connect({ srtpParameters }));
    return transport;
  }

  async connect(transportId: string, dtls: Opaque): Promise<void> {
    const entry = this.#find(transportId);
    if (entry.use === 'plain' || entry.isConnected)
      throw new ProtocolError('out_of_order', 'this transport is connected already');
    const dtlsParameters = readDtlsParameters(dtls);
    entry.isConnected = true;
    try {
      await this.#guard(() => (entry.transport as types.WebRtcTransport).connect({ dtlsParameters }));
    } catch (error) {
      entry.isConnected = false;
      throw error;
    }
  }

  async restartIce(transportId: string): Promise<types.IceParameters> {
    const { transport, use } = this.#find(transportId);
    if (use === 'plain') throw new ProtocolError('out_of_order', 'a plain transport has no ICE');
    return this.#guard(() => (transport as types.WebRtcTransport).restartIce());
  }

  /** The transport, if it may carry media in this direction. Throws `not_found` or `out_of_order`. */
  take(transportId: string, direction: Direction): types.Transport {
    const { transport, use } = this.#find(transportId);
    if (use !== 'plain' && use !== direction) throw new ProtocolError('out_of_order', `this transport is for ${use}`);
    return transport as types.Transport;
  }

  close(): void {
    for (const { transport } of [...this.#entries.values()]) transport.close();
  }

  #keep(entry: Entry): void {
    const { id } = entry.transport;
    this.#entries.set(id, entry);
    (entry.transport as types.Transport).observer.once('close', () => this.#entries.delete(id));
  }

  #find(transportId: string): Entry {
    const entry = this.#entries.get(transportId);
    if (!entry) throw new ProtocolError('not_found', 'no such transport of this peer');
    return entry;
  }

  #requireRoom(): void {
    if (this.#entries.size >= MAX_TRANSPORTS)
      throw new ProtocolError('forbidden', `${MAX_TRANSPORTS} transports are all a peer gets`);
  }

  async #guard<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw asProtocolError(error, () => !this.#host.router.closed);
    }
  }
}

function listenInfo(place: PlainPlace): types.TransportListenInfo {
  if (place.kind === 'loopback') return { protocol: 'udp', ip: '127.0.0.1' };
  const { address, announcedAddress } = place;
  return { protocol: 'udp', ip: address, ...(announcedAddress === undefined ? {} : { announcedAddress }) };
}
