import { createCipheriv, createDecipheriv } from 'node:crypto';
import { isRtcp, parseRtp } from './rtp.ts';
import { deriveSessionKeys, type SessionKeys, type SrtpParameters } from './srtp-keys.ts';

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;
const INDEX_BYTES = 4;
const RTCP_HEADER_BYTES = 8;
const ENCRYPTED_FLAG = 0x8000_0000;
/** Packets older than this behind the newest are refused: they could be replays. */
const REPLAY_WINDOW = 128;

/** Encrypts what leaves one transport, RTP and RTCP, packets of each SSRC in order. */
export interface SrtpSender {
  protect(packet: Uint8Array): Uint8Array;
}

/** Decrypts what comes into one transport, RTP and RTCP. */
export interface SrtpReceiver {
  /** Null for what is forged, damaged, replayed or no SRTP at all. */
  open(packet: Uint8Array): Uint8Array | null;
}

export function createSrtpSender(parameters: SrtpParameters): SrtpSender {
  const rtp = deriveSessionKeys(parameters, 'rtp');
  const rtcp = deriveSessionKeys(parameters, 'rtcp');
  const streams = new Map<number, { rollovers: number; sequence: number }>();
  let rtcpIndex = 0;

  function rolloversOf(ssrc: number, sequence: number): number {
    const last = streams.get(ssrc);
    const rollovers = last === undefined ? 0 : last.rollovers + (sequence < last.sequence ? 1 : 0);
    streams.set(ssrc, { rollovers, sequence });
    return rollovers;
  }

  function protectRtp(packet: Uint8Array): Uint8Array {
    const parsed = parseRtp(packet);
    if (parsed === null) throw new RangeError('not an RTP packet');
    const headerBytes = parsed.payload.byteOffset - packet.byteOffset;
    const iv = rtpIv(rtp.salt, parsed.ssrc, rolloversOf(parsed.ssrc, parsed.sequence), parsed.sequence);
    const header = packet.subarray(0, headerBytes);
    return Buffer.concat([header, ...encrypt(rtp.key, iv, header, packet.subarray(headerBytes))]);
  }

  function protectRtcp(packet: Uint8Array): Uint8Array {
    const index = new DataView(new ArrayBuffer(INDEX_BYTES));
    index.setUint32(0, ENCRYPTED_FLAG + rtcpIndex);
    const trailer = new Uint8Array(index.buffer);
    const header = packet.subarray(0, RTCP_HEADER_BYTES);
    const iv = rtcpIv(rtcp.salt, header, rtcpIndex);
    rtcpIndex += 1;
    const secret = encrypt(rtcp.key, iv, Buffer.concat([header, trailer]), packet.subarray(RTCP_HEADER_BYTES));
    return Buffer.concat([header, ...secret, trailer]);
  }

  return { protect: (packet) => (isRtcp(packet) ? protectRtcp(packet) : protectRtp(packet)) };
}

export function createSrtpReceiver(parameters: SrtpParameters): SrtpReceiver {
  const rtp = deriveSessionKeys(parameters, 'rtp');
  const rtcp = deriveSessionKeys(parameters, 'rtcp');
  const rtpWindows = new Map<number, ReplayWindow>();
  const rtcpWindows = new Map<number, ReplayWindow>();

  function openRtp(packet: Uint8Array): Uint8Array | null {
    const header = readHeader(packet);
    if (header === null) return null;
    const { ssrc, sequence, headerBytes } = header;
    const window = rtpWindows.get(ssrc) ?? createReplayWindow();
    const index = extend(window.newest(), sequence);
    if (index < 0 || !window.isNew(index)) return null;
    const iv = rtpIv(rtp.salt, ssrc, Math.floor(index / 2 ** 16), sequence);
    const clear = decrypt(rtp, iv, packet.subarray(0, headerBytes), packet.subarray(headerBytes));
    if (clear === null) return null;
    window.take(index);
    rtpWindows.set(ssrc, window);
    return Buffer.concat([packet.subarray(0, headerBytes), clear]);
  }

  function openRtcp(packet: Uint8Array): Uint8Array | null {
    const trailerAt = packet.length - INDEX_BYTES;
    if (trailerAt < RTCP_HEADER_BYTES + TAG_BYTES) return null;
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const word = view.getUint32(trailerAt);
    if (word < ENCRYPTED_FLAG) return null;
    const ssrc = view.getUint32(4);
    const index = word - ENCRYPTED_FLAG;
    const window = rtcpWindows.get(ssrc) ?? createReplayWindow();
    if (!window.isNew(index)) return null;
    const header = packet.subarray(0, RTCP_HEADER_BYTES);
    const known = Buffer.concat([header, packet.subarray(trailerAt)]);
    const clear = decrypt(rtcp, rtcpIv(rtcp.salt, header, index), known, packet.subarray(RTCP_HEADER_BYTES, trailerAt));
    if (clear === null) return null;
    window.take(index);
    rtcpWindows.set(ssrc, window);
    return Buffer.concat([header, clear]);
  }

  return { open: (packet) => (isRtcp(packet) ? openRtcp(packet) : openRtp(packet)) };
}

/** Header of a packet whose payload is still secret: the padding's length cannot be read yet. */
function readHeader(packet: Uint8Array): { ssrc: number; sequence: number; headerBytes: number } | null {
  const unpadded = packet.slice();
  unpadded[0] = (unpadded[0] ?? 0) & 0xdf;
  const parsed = parseRtp(unpadded);
  if (parsed === null || parsed.payload.length < TAG_BYTES) return null;
  return { ssrc: parsed.ssrc, sequence: parsed.sequence, headerBytes: parsed.payload.byteOffset - unpadded.byteOffset };
}

function encrypt(key: Uint8Array, iv: Uint8Array, known: Uint8Array, clear: Uint8Array): Uint8Array[] {
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(known);
  return [cipher.update(clear), cipher.final(), cipher.getAuthTag()];
}

function decrypt({ key }: SessionKeys, iv: Uint8Array, known: Uint8Array, secret: Uint8Array): Uint8Array | null {
  const tagAt = secret.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(known);
  decipher.setAuthTag(secret.subarray(tagAt));
  const clear = decipher.update(secret.subarray(0, tagAt));
  try {
    return Buffer.concat([clear, decipher.final()]);
  } catch {
    return null;
  }
}

/** RFC 7714, 8.1. */
function rtpIv(salt: Uint8Array, ssrc: number, rollovers: number, sequence: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(12));
  view.setUint32(2, ssrc);
  view.setUint32(6, rollovers);
  view.setUint16(10, sequence);
  return mix(view, salt);
}

/** RFC 7714, 9.1. */
function rtcpIv(salt: Uint8Array, header: Uint8Array, index: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(12));
  new Uint8Array(view.buffer).set(header.subarray(4, 8), 2);
  view.setUint32(8, index);
  return mix(view, salt);
}

function mix(view: DataView<ArrayBuffer>, salt: Uint8Array): Uint8Array {
  return new Uint8Array(view.buffer).map((byte, index) => byte ^ (salt[index] ?? 0));
}

/** A sequence number with its rollovers, the closest to the newest seen. */
function extend(newest: number | null, sequence: number): number {
  if (newest === null) return sequence;
  return newest + ((sequence - newest + 0x8000) & 0xffff) - 0x8000;
}

interface ReplayWindow {
  newest(): number | null;
  isNew(index: number): boolean;
  take(index: number): void;
}

function createReplayWindow(): ReplayWindow {
  let newest: number | null = null;
  const seen = new Set<number>();
  return {
    newest: () => newest,
    isNew: (index) => newest === null || (index > newest - REPLAY_WINDOW && !seen.has(index)),
    take(index) {
      seen.add(index);
      newest = newest === null ? index : Math.max(newest, index);
      for (const old of seen) if (old <= newest - REPLAY_WINDOW) seen.delete(old);
    },
  };
}
