import { FRAME_MS } from './frame.ts';

/** A player of whom nothing came for this long, in ms, is taken to be silent. 60-200; above the network's jitter. */
export const SILENT_SENDER_MS = 100;
/** Silent frames one tick may add: after a stall of the process the packets that wait in its socket come first. */
const MAX_SILENT_FRAMES_A_TICK = 5;
/** Silent frames that may turn out to have been late packets; more than this was a pause. As long as the silence that ends an utterance. */
const MAX_LATE_FRAMES = 25;
/** Frames are placed no farther behind now than this, in ms: what comes then does not make up for a pause. */
const MAX_LAG_MS = 1_000;
/** A sender's pause counts no longer than this, in frames: every utterance has ended by then. */
const MAX_PAUSE_FRAMES = 100;

/** Gives the frames of one player their times: one after the other, never later than now, and silence where nothing came. */
export interface Timeline {
  /** End of the last frame, 0 before the first. */
  endMs(): number;
  /** Start of a frame that came now. */
  place(nowMs: number): number;
  /** Starts of the silent frames of a sender's pause that are not yet there. */
  pause(frames: number, nowMs: number): number[];
  /** Starts of the silent frames up to now, once the sender has been quiet long enough. */
  catchUp(nowMs: number): number[];
  /**
   * The sender was not quiet, its packets were late: takes back silent frames that were added since the last that came, but
   * for `kept` of them. Returns how many; 0 when it was too long for that.
   */
  takeBack(kept: number): number;
}

export function createTimeline(): Timeline {
  let endMs: number | null = null;
  let cameMs: number | null = null;
  /** Silent frames added since the last that came. */
  let addedFrames = 0;

  function advance(nowMs: number): number {
    endMs = endMs === null ? nowMs : Math.max(endMs, nowMs - MAX_LAG_MS, Math.min(endMs + FRAME_MS, nowMs));
    return endMs - FRAME_MS;
  }

  return {
    endMs: () => endMs ?? 0,
    place(nowMs) {
      addedFrames = 0;
      cameMs = nowMs;
      return advance(nowMs);
    },
    pause(frames, nowMs) {
      const lacking = Math.max(0, Math.min(frames, MAX_PAUSE_FRAMES) - addedFrames);
      addedFrames = 0;
      return Array.from({ length: lacking }, () => advance(nowMs));
    },
    catchUp(nowMs) {
      endMs ??= nowMs;
      cameMs ??= nowMs;
      const starts: number[] = [];
      if (nowMs - cameMs <= SILENT_SENDER_MS) return starts;
      while (nowMs - endMs > SILENT_SENDER_MS && starts.length < MAX_SILENT_FRAMES_A_TICK) starts.push(advance(nowMs));
      addedFrames += starts.length;
      return starts;
    },
    takeBack(kept) {
      const taken = addedFrames > MAX_LATE_FRAMES ? 0 : Math.max(0, addedFrames - kept);
      addedFrames -= taken;
      if (endMs !== null) endMs -= taken * FRAME_MS;
      return taken;
    },
  };
}
