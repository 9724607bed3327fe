import { SILENCE_DBFS, SPEECH_DBFS } from './level-meter.ts';

/** What a person should be told about the microphone. */
export type MicWarning = 'talking_while_muted' | 'no_sound';

export interface MicWatch {
  readonly loudMs: number;
  readonly quietMs: number;
  readonly deadMs: number;
  readonly warning: MicWarning | null;
}

export const CALM_WATCH: MicWatch = { loudMs: 0, quietMs: 0, deadMs: 0, warning: null };

/** Speech for this long while muted is meant for somebody, in ms. */
const TALKING_AFTER_MS = 500;
/** Gaps between words that do not end it, in ms. */
const GAP_MS = 300;
/** The warning stays this long after the last word, in ms. */
const WARNING_STAYS_MS = 4_000;
/** Perfect digital silence for this long is a switched-off microphone, in ms. */
const DEAD_AFTER_MS = 5_000;

/** One measurement of the raw microphone; `elapsedMs` since the one before. (V3) */
export function watchMicrophone(watch: MicWatch, levelDbfs: number, isMuted: boolean, elapsedMs: number): MicWatch {
  const isLoud = levelDbfs >= SPEECH_DBFS;
  const quietMs = isLoud ? 0 : watch.quietMs + elapsedMs;
  const loudMs = isLoud ? watch.loudMs + elapsedMs : quietMs > GAP_MS ? 0 : watch.loudMs;
  const deadMs = levelDbfs <= SILENCE_DBFS ? watch.deadMs + elapsedMs : 0;
  return { loudMs, quietMs, deadMs, warning: warn(watch, { loudMs, quietMs, deadMs }, isMuted) };
}

function warn(watch: MicWatch, now: Omit<MicWatch, 'warning'>, isMuted: boolean): MicWarning | null {
  if (now.deadMs >= DEAD_AFTER_MS) return 'no_sound';
  if (!isMuted) return null;
  if (now.loudMs >= TALKING_AFTER_MS) return 'talking_while_muted';
  return watch.warning === 'talking_while_muted' && now.quietMs < WARNING_STAYS_MS ? 'talking_while_muted' : null;
}
