const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
/** From the NTP epoch (1900) to the Unix epoch (1970). */
const NTP_OFFSET_S = 2_208_988_800;

export interface SenderReport {
  readonly ssrc: number;
  /** Wall clock at the moment of `timestamp`. */
  readonly unixMs: number;
  readonly timestamp: number;
  readonly packetsSent: number;
  /** Of payload, headers not counted. */
  readonly payloadBytesSent: number;
}

/** A sender report without reception blocks, 28 bytes. */
export function buildSenderReport(report: SenderReport): Uint8Array {
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, SENDER_REPORT);
  view.setUint16(2, bytes.length / 4 - 1);
  view.setUint32(4, report.ssrc);
  const seconds = Math.floor(report.unixMs / 1_000);
  view.setUint32(8, seconds + NTP_OFFSET_S);
  view.setUint32(12, Math.floor((report.unixMs / 1_000 - seconds) * 2 ** 32));
  view.setUint32(16, report.timestamp);
  view.setUint32(20, report.packetsSent);
  view.setUint32(24, report.payloadBytesSent);
  return bytes;
}

/** Reads a sender report; null for any other packet. */
export function parseSenderReport(bytes: Uint8Array): SenderReport | null {
  if (bytes.length < 28 || bytes[1] !== SENDER_REPORT) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) >> 6 !== 2) return null;
  return {
    ssrc: view.getUint32(4),
    unixMs: (view.getUint32(8) - NTP_OFFSET_S + view.getUint32(12) / 2 ** 32) * 1_000,
    timestamp: view.getUint32(16),
    packetsSent: view.getUint32(20),
    payloadBytesSent: view.getUint32(24),
  };
}

/** An empty receiver report, 8 bytes: the first thing to send on a comedia transport that only listens. */
export function buildReceiverReport(ssrc: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, RECEIVER_REPORT);
  view.setUint16(2, 1);
  view.setUint32(4, ssrc);
  return bytes;
}
