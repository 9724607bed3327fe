import { FRAME_MS } from './frame.ts';

/** A player of whom nothing came for this long, in ms, is taken to be silent. 60-200; above the network's jitter. */
export const SILENT_SENDER_MS = 100;
/** Silent frames one tick may add: after a stall of the process the packets that wait in its socket come first. */
const MAX_SILENT_FRAMES_A_TICK = 5;
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
}

export function createTimeline(): Timeline {
  let endMs: number | null = null;
  /** Silent frames added since the last that came. */
  let addedFrames = 0;

  function advance(nowMs: number): number {
    endMs = endMs === null ? nowMs : Math.max(endMs, Math.min(endMs + FRAME_MS, nowMs));
    return endMs - FRAME_MS;
  }

  return {
    endMs: () => endMs ?? 0,
    place(nowMs) {
      addedFrames = 0;
      return advance(nowMs);
    },
    pause(frames, nowMs) {
      const lacking = Math.max(0, Math.min(frames, MAX_PAUSE_FRAMES) - addedFrames);
      return Array.from({ length: lacking }, () => advance(nowMs));
    },
    catchUp(nowMs) {
      endMs ??= nowMs;
      const starts: number[] = [];
      while (nowMs - endMs > SILENT_SENDER_MS && starts.length < MAX_SILENT_FRAMES_A_TICK) starts.push(advance(nowMs));
      addedFrames += starts.length;
      return starts;
    },
  };
}
