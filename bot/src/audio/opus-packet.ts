/** RFC 6716 allows at most 120 ms in a packet. */
const MAX_DURATION_MS = 120;
const SILK_FRAME_MS = [10, 20, 40, 60] as const;
const HYBRID_FRAME_MS = [10, 20] as const;
const CELT_FRAME_MS = [2.5, 5, 10, 20] as const;

/** How much sound a packet says it holds, in ms, from its first bytes alone; null when no Opus packet can begin so. */
export function readOpusDurationMs(payload: Uint8Array): number | null {
  const head = payload[0];
  if (head === undefined) return null;
  const durationMs = frameMs(head >> 3) * frameCount(head & 0x03, payload[1]);
  return durationMs > 0 && durationMs <= MAX_DURATION_MS ? durationMs : null;
}

function frameMs(configuration: number): number {
  if (configuration < 12) return SILK_FRAME_MS[configuration % 4] ?? 0;
  if (configuration < 16) return HYBRID_FRAME_MS[configuration % 2] ?? 0;
  return CELT_FRAME_MS[configuration % 4] ?? 0;
}

function frameCount(code: number, second: number | undefined): number {
  if (code === 0) return 1;
  if (code < 3) return 2;
  return second === undefined ? 0 : second & 0x3f;
}
