import type { SeatId, UtteranceId } from '@skald/protocol';

/** One stretch of speech of one seat, in ms of one clock. */
export interface Stretch {
  readonly utteranceId: UtteranceId;
  readonly seatId: SeatId;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** Most overlaps that one utterance may name. */
const MAX_OVERLAPS = 32;
/** Stretches that ended longer ago overlap nothing that can still come, in ms. */
const REMEMBERED_MS = 90_000;

/** Which of the earlier stretches somebody else spoke at the same time. */
export function findOverlaps(stretch: Stretch, earlier: readonly Stretch[]): UtteranceId[] {
  return earlier
    .filter((other) => other.seatId !== stretch.seatId)
    .filter((other) => other.startedMs < stretch.endedMs && stretch.startedMs < other.endedMs)
    .map((other) => other.utteranceId)
    .slice(-MAX_OVERLAPS);
}

/** The stretches with one more, and without those that are too old to matter. */
export function rememberStretch(stretch: Stretch, earlier: readonly Stretch[]): Stretch[] {
  return [...earlier.filter((other) => stretch.endedMs - other.endedMs < REMEMBERED_MS), stretch];
}
