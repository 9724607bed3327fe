/** Length of every frame of a player's audio. */
export const FRAME_MS = 20;
/** Samples of a frame at 16 kHz. */
export const FRAME_SAMPLES = 320;

/** 20 ms of one player's audio at 16 kHz, judged. */
export interface SpeechFrame {
  readonly samples: Int16Array;
  /** When it began, in ms of the bot's monotonic clock. */
  readonly startMs: number;
  readonly isVoice: boolean;
  /** Nothing came and silence was assumed; late packets may still take its place. */
  readonly isAssumed?: true;
}

export function joinFrames(frames: readonly SpeechFrame[]): Int16Array {
  const joined = new Int16Array(frames.reduce((total, { samples }) => total + samples.length, 0));
  let at = 0;
  for (const { samples } of frames) {
    joined.set(samples, at);
    at += samples.length;
  }
  return joined;
}
