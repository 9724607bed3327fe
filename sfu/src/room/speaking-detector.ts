import { SILENCE_DBOV } from './audio-level.ts';

/** A packet this loud, in dBov, begins speech by itself. */
export const LOUD_DBOV = -40;
/** Two packets in a row this loud, in dBov, begin speech. */
export const ONSET_DBOV = -50;
/** Quieter than this, in dBov, speech that began does not go on: the gap to the onset keeps the mark from flickering. */
export const HOLD_DBOV = -58;
/** Quiet that ends the mark, in ms: the gaps within a sentence are shorter. */
export const QUIET_MS = 300;
/** Shortest time between two levels told of one speaker, in ms. */
export const LEVEL_INTERVAL_MS = 100;

/** Who speaks, from the levels of one producer's packets. (V4) */
export type Speaking =
  | { readonly phase: 'quiet'; readonly onsetPackets: number }
  | { readonly phase: 'speaking'; readonly lastVoicedMs: number; readonly toldMs: number; readonly peakDbov: number };

export interface SpeakingMark {
  readonly speaking: boolean;
  readonly levelDbov: number;
}

export interface SpeakingStep {
  readonly state: Speaking;
  /** What to tell the room now, if anything. */
  readonly mark?: SpeakingMark;
}

export const QUIET: Speaking = { phase: 'quiet', onsetPackets: 0 };

/** A packet with this level arrived. */
export function heardLevel(state: Speaking, levelDbov: number, nowMs: number): SpeakingStep {
  if (state.phase === 'quiet') return heardInQuiet(state, levelDbov, nowMs);
  const isVoiced = levelDbov >= HOLD_DBOV;
  if (!isVoiced && nowMs - state.lastVoicedMs >= QUIET_MS) return fellSilent();
  const peakDbov = Math.max(state.peakDbov, levelDbov);
  const lastVoicedMs = isVoiced ? nowMs : state.lastVoicedMs;
  if (nowMs - state.toldMs < LEVEL_INTERVAL_MS) return { state: { ...state, lastVoicedMs, peakDbov } };
  return {
    state: { phase: 'speaking', lastVoicedMs, toldMs: nowMs, peakDbov: SILENCE_DBOV },
    mark: { speaking: true, levelDbov: peakDbov },
  };
}

/** Time passed without a packet: senders that fall silent stop sending. */
export function timePassed(state: Speaking, nowMs: number): SpeakingStep {
  if (state.phase === 'quiet' || nowMs - state.lastVoicedMs < QUIET_MS) return { state };
  return fellSilent();
}

function heardInQuiet(state: Speaking & { phase: 'quiet' }, levelDbov: number, nowMs: number): SpeakingStep {
  const onsetPackets = levelDbov >= ONSET_DBOV ? state.onsetPackets + 1 : 0;
  if (levelDbov < LOUD_DBOV && onsetPackets < 2) return { state: { phase: 'quiet', onsetPackets } };
  return {
    state: { phase: 'speaking', lastVoicedMs: nowMs, toldMs: nowMs, peakDbov: SILENCE_DBOV },
    mark: { speaking: true, levelDbov },
  };
}

function fellSilent(): SpeakingStep {
  return { state: QUIET, mark: { speaking: false, levelDbov: SILENCE_DBOV } };
}
