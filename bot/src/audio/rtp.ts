/** Bytes that a packet on our transports can have at most; longer ones are garbage. */
export const MAX_PACKET_BYTES = 1_500;

/** Samples of the 48 kHz RTP clock in one 20 ms frame. */
export const RTP_FRAME_SAMPLES = 960;

const FIXED_HEADER_BYTES = 12;
const ONE_BYTE_EXTENSIONS = 0xbede;

export interface RtpPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  /** 16 bits. */
  readonly sequence: number;
  /** 32 bits, 48 kHz for Opus. */
  readonly timestamp: number;
  readonly ssrc: number;
  /** Views into the parsed bytes, not copies. */
  readonly payload: Uint8Array;
  readonly extension: { readonly profile: number; readonly data: Uint8Array } | null;
}

/** Reads a packet whose every length fits; null for anything else, RTCP included. */
export function parseRtp(bytes: Uint8Array): RtpPacket | null {
  if (bytes.length < FIXED_HEADER_BYTES || bytes.length > MAX_PACKET_BYTES || isRtcp(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(0);
  if (flags >> 6 !== 2) return null;
  let start = FIXED_HEADER_BYTES + (flags & 0x0f) * 4;
  let extension: RtpPacket['extension'] = null;
  if ((flags & 0x10) !== 0) {
    if (start + 4 > bytes.length) return null;
    const dataBytes = view.getUint16(start + 2) * 4;
    if (start + 4 + dataBytes > bytes.length) return null;
    extension = { profile: view.getUint16(start), data: bytes.subarray(start + 4, start + 4 + dataBytes) };
    start += 4 + dataBytes;
  }
  let end = bytes.length;
  if ((flags & 0x20) !== 0) {
    const paddingBytes = view.getUint8(end - 1);
    if (paddingBytes === 0) return null;
    end -= paddingBytes;
  }
  if (start > end) return null;
  const second = view.getUint8(1);
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: bytes.subarray(start, end),
    extension,
  };
}

/** RTP and RTCP share a socket; RTCP has 192 to 223 in its second byte. */
export function isRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1];
  return type !== undefined && type >= 192 && type <= 223;
}

/** The element `id` (1-14) of a one-byte header extension; null when it is absent or cut short. */
export function readExtension({ extension }: RtpPacket, id: number): Uint8Array | null {
  if (extension === null || extension.profile !== ONE_BYTE_EXTENSIONS) return null;
  const { data } = extension;
  for (let at = 0; at < data.length; ) {
    const head = data[at] ?? 0;
    const elementId = head >> 4;
    if (elementId === 0) {
      at += 1;
      continue;
    }
    const lengthBytes = (head & 0x0f) + 1;
    if (elementId === 15 || at + 1 + lengthBytes > data.length) return null;
    if (elementId === id) return data.subarray(at + 1, at + 1 + lengthBytes);
    at += 1 + lengthBytes;
  }
  return null;
}

export interface AudioLevel {
  readonly hasVoice: boolean;
  /** -127 (silence) to 0. */
  readonly levelDbov: number;
}

/** What the sender says of this packet's loudness; the extension's id is in the consumer's parameters. */
export function readAudioLevel(packet: RtpPacket, id: number): AudioLevel | null {
  const byte = readExtension(packet, id)?.[0];
  return byte === undefined ? null : { hasVoice: (byte & 0x80) !== 0, levelDbov: 0 - (byte & 0x7f) };
}

/** Writes a packet without extensions, CSRCs or padding. Numbers are taken modulo their field's width. */
export function buildRtp(packet: Omit<RtpPacket, 'extension'>): Uint8Array {
  const bytes = new Uint8Array(FIXED_HEADER_BYTES + packet.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, (packet.marker ? 0x80 : 0) | (packet.payloadType & 0x7f));
  view.setUint16(2, packet.sequence);
  view.setUint32(4, packet.timestamp);
  view.setUint32(8, packet.ssrc);
  bytes.set(packet.payload, FIXED_HEADER_BYTES);
  return bytes;
}
