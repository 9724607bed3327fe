const RTP_HEADER_BYTES = 12;

/** What can be read of an RTP packet though its payload is encrypted. */
export interface RtpHeader {
  readonly ssrc: number;
  readonly timestamp: number;
}

/** Null for everything else that shares the socket: STUN, DTLS, RTCP. */
export function readRtpHeader(packet: Buffer): RtpHeader | null {
  if (packet.length < RTP_HEADER_BYTES || (packet.readUInt8(0) & 0xc0) !== 0x80) return null;
  const second = packet.readUInt8(1);
  if (second >= 192 && second <= 223) return null;
  return { ssrc: packet.readUInt32BE(8), timestamp: packet.readUInt32BE(4) };
}
