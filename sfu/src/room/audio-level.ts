export const AUDIO_LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/** Level given to a packet that carries sound and no level of its own, in dBov: ordinary speech. */
export const ASSUMED_SPEECH_DBOV = -30;
/** Level of silence, in dBov. */
export const SILENCE_DBOV = -127;
/** Opus payloads up to this size, in bytes, are silence: coded silence is 3 bytes, a frame of speech at 24 kbit/s about 60. */
const SILENT_PAYLOAD_BYTES = 16;

const FIXED_HEADER_BYTES = 12;
const ONE_BYTE_PROFILE = 0xbede;
const TWO_BYTE_PROFILE_MASK = 0xfff0;
const TWO_BYTE_PROFILE = 0x1000;

/**
 * Level of an RTP packet in dBov (-127 to 0): from the audio-level extension (RFC 6464) with the given id when the packet has it,
 * else judged by the size of its payload. Undefined when this is no whole RTP packet.
 */
export function packetLevelDbov(packet: Uint8Array, extensionId: number | undefined): number | undefined {
  const layout = readLayout(packet);
  if (!layout) return undefined;
  const level = extensionId === undefined ? undefined : readExtension(packet, layout, extensionId);
  if (level !== undefined) return -(level & 0x7f) || 0;
  return layout.payloadBytes > SILENT_PAYLOAD_BYTES ? ASSUMED_SPEECH_DBOV : SILENCE_DBOV;
}

interface Layout {
  readonly profile: number;
  readonly extensionStart: number;
  readonly extensionEnd: number;
  readonly payloadBytes: number;
}

function readLayout(packet: Uint8Array): Layout | undefined {
  const first = packet[0];
  if (first === undefined || first >> 6 !== 2 || packet.length < FIXED_HEADER_BYTES) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  let start = FIXED_HEADER_BYTES + (first & 0x0f) * 4;
  let end = start;
  let profile = 0;
  if ((first & 0x10) !== 0) {
    if (start + 4 > packet.length) return undefined;
    profile = view.getUint16(start);
    end = start + 4 + view.getUint16(start + 2) * 4;
    start += 4;
  }
  const padding = (first & 0x20) !== 0 ? (packet.at(-1) ?? 0) : 0;
  const payloadBytes = packet.length - end - padding;
  return payloadBytes < 0 ? undefined : { profile, extensionStart: start, extensionEnd: end, payloadBytes };
}

/** First byte of the extension with this id, or undefined. */
function readExtension(packet: Uint8Array, layout: Layout, id: number): number | undefined {
  const isOneByte = layout.profile === ONE_BYTE_PROFILE;
  if (!isOneByte && (layout.profile & TWO_BYTE_PROFILE_MASK) !== TWO_BYTE_PROFILE) return undefined;
  let offset = layout.extensionStart;
  while (offset < layout.extensionEnd) {
    const head = packet[offset] ?? 0;
    if (head === 0) {
      offset += 1;
      continue;
    }
    const foundId = isOneByte ? head >> 4 : head;
    const length = isOneByte ? (head & 0x0f) + 1 : (packet[offset + 1] ?? 0);
    const data = offset + (isOneByte ? 1 : 2);
    if (isOneByte && foundId === 15) return undefined;
    if (foundId === id) return length > 0 && data + length <= layout.extensionEnd ? packet[data] : undefined;
    offset = data + length;
  }
  return undefined;
}
