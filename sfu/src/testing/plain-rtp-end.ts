import { createSocket, type Socket } from 'node:dgram';
import { AUDIO_LEVEL_URI } from '../room/audio-level.ts';

const PAYLOAD_TYPE = 100;
const LEVEL_EXTENSION_ID = 6;
const RTP_HEADER_BYTES = 12;
const SAMPLES_PER_PACKET = 960;
const RECEIVER_REPORT = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 1]);

/** Producer parameters for plain RTP: Opus with a fixed SSRC, and with audio levels when asked for. */
export function opusParameters(ssrc: number, options: { levels?: boolean } = {}): Record<string, unknown> {
  return {
    codecs: [
      { mimeType: 'audio/opus', payloadType: PAYLOAD_TYPE, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] },
    ],
    headerExtensions: options.levels ? [{ uri: AUDIO_LEVEL_URI, id: LEVEL_EXTENSION_ID, encrypt: false, parameters: {} }] : [],
    encodings: [{ ssrc }],
    rtcp: { cname: 'test' },
  };
}

/** What a plain end receives: Opus, with audio levels when the sender has them. */
export function opusCapabilities(): Record<string, unknown> {
  return {
    codecs: [
      {
        kind: 'audio',
        mimeType: 'audio/opus',
        preferredPayloadType: PAYLOAD_TYPE,
        clockRate: 48_000,
        channels: 2,
        parameters: {},
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [{ kind: 'audio', uri: AUDIO_LEVEL_URI, preferredId: LEVEL_EXTENSION_ID, preferredEncrypt: false }],
  };
}

/** True when these RTP parameters carry audio levels. */
export function sendsLevels(rtpParameters: Record<string, unknown>): boolean {
  const extensions = rtpParameters.headerExtensions as { uri: string }[] | undefined;
  return extensions?.some(({ uri }) => uri === AUDIO_LEVEL_URI) ?? false;
}

/** A UDP socket that speaks RTP with a plain transport on loopback. Whoever opens it closes it. */
export class PlainRtpEnd {
  readonly #socket: Socket;
  readonly #target: number;
  readonly #protect: (rtp: Buffer) => Buffer;
  readonly #sequences = new Map<number, number>();
  readonly #listeners = new Set<(packet: Buffer) => void>();
  readonly packets: Buffer[] = [];

  private constructor(socket: Socket, target: number, protect: (rtp: Buffer) => Buffer) {
    this.#socket = socket;
    this.#target = target;
    this.#protect = protect;
    socket.on('message', (packet) => {
      const type = packet[1] ?? 0;
      if (type >= 192 && type <= 223) return;
      this.packets.push(packet);
      for (const listener of this.#listeners) listener(packet);
    });
  }

  /** Opens a socket and sends an empty receiver report, which tells the transport where we are. `protect` encrypts for SRTP. */
  static async open(port: number, protect = (rtp: Buffer): Buffer => rtp): Promise<PlainRtpEnd> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const end = new PlainRtpEnd(socket, port, protect);
    await end.sendRaw(RECEIVER_REPORT);
    return end;
  }

  sendRaw(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(bytes, this.#target, '127.0.0.1', (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Sends one packet of 20 ms. With `levelDbov` it carries an audio level. */
  async send(ssrc: number, payload: Uint8Array, levelDbov?: number): Promise<void> {
    await this.sendRaw(this.#protect(this.#pack(ssrc, payload, levelDbov)));
  }

  #pack(ssrc: number, payload: Uint8Array, levelDbov?: number): Buffer {
    const sequence = this.#sequences.get(ssrc) ?? 1;
    this.#sequences.set(ssrc, sequence + 1);
    const extension = levelDbov === undefined ? Buffer.alloc(0) : levelExtension(levelDbov);
    const header = Buffer.alloc(RTP_HEADER_BYTES);
    header[0] = 0x80 | (extension.length > 0 ? 0x10 : 0);
    header[1] = PAYLOAD_TYPE;
    header.writeUInt16BE(sequence & 0xffff, 2);
    header.writeUInt32BE((sequence * SAMPLES_PER_PACKET) >>> 0, 4);
    header.writeUInt32BE(ssrc, 8);
    return Buffer.concat([header, extension, payload]);
  }

  /** The first RTP packet with this SSRC, past or to come. Throws when none comes within `waitMs`. */
  async packet(ssrc: number, waitMs = 5_000): Promise<Buffer> {
    const fits = (packet: Buffer): boolean => packet.length >= RTP_HEADER_BYTES && packet.readUInt32BE(8) === ssrc;
    const past = this.packets.find(fits);
    if (past) return past;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no packet of ${ssrc} came`)), waitMs);
      const listener = (packet: Buffer): void => {
        if (!fits(packet)) return;
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(packet);
      };
      this.#listeners.add(listener);
    });
  }

  close(): void {
    this.#socket.close();
  }
}

function levelExtension(levelDbov: number): Buffer {
  return Buffer.from([0xbe, 0xde, 0, 1, (LEVEL_EXTENSION_ID << 4) | 0, 0x80 | -levelDbov, 0, 0]);
}
