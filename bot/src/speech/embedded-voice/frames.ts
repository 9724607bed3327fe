/** Largest frame either end accepts, in bytes. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 5;

/** What crosses the pipe between us and the voice's own process. Frames are `length uint32 LE, kind uint8, payload`. */
export const FRAME_KINDS = { ready: 0, line: 1, audio: 2, end: 3, failed: 4 } as const;
export type FrameKind = (typeof FRAME_KINDS)[keyof typeof FRAME_KINDS];

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Uint8Array;
}

/** One line to speak, in the voice engine's own units. The payload of a `line` frame, as JSON. */
export interface Line {
  readonly text: string;
  /** Language and variant, such as `ru+f1`. */
  readonly voice: string;
  /** 0-99, 50 is the variant's own. */
  readonly pitch: number;
  readonly wordsPerMinute: number;
  /** 0-200, 100 is the variant's own. */
  readonly amplitude: number;
}

export function encodeFrame(kind: FrameKind, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(frame.buffer).setUint32(0, payload.length, true);
  frame[4] = kind;
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** Cuts a byte stream into frames. The returned function throws RangeError on a frame that is too large or of no known kind. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Uint8Array) => void {
  let pending: Uint8Array = new Uint8Array(0);
  return (chunk) => {
    pending = pending.length === 0 ? chunk : concat(pending, chunk);
    let frame = takeFrame(pending);
    while (frame) {
      pending = pending.subarray(HEADER_BYTES + frame.payload.length);
      onFrame(frame);
      frame = takeFrame(pending);
    }
  };
}

function takeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const kind = Object.values(FRAME_KINDS).find((value) => value === bytes[4]);
  if (length > MAX_FRAME_BYTES || kind === undefined) throw new RangeError('the voice process sent bytes that are no frame');
  if (bytes.length < HEADER_BYTES + length) return undefined;
  return { kind, payload: bytes.slice(HEADER_BYTES, HEADER_BYTES + length) };
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
