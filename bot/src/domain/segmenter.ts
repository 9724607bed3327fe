import type { TalkTarget } from '@skald/protocol';
import { FRAME_MS, joinFrames, type SpeechFrame } from './frame.ts';

/** Silence that ends an utterance of an open microphone, in ms from the last voiced frame. 300-1500; lower cuts off people who pause to think. */
export const END_OF_UTTERANCE_SILENCE_MS = 500;
/** Kept from before the first sign of voice. */
export const PRE_ROLL_MS = 200;
/** A segment with less voice than this is a noise. */
export const MIN_VOICED_MS = 80;
/** A longer segment is handed on in pieces: recognisers are slow and costly with more. */
export const MAX_SEGMENT_MS = 20_000;
/** While a key is held, silence before the first voice and after the last is kept up to this long: weak voice may hide in it. */
export const HELD_SILENCE_MS = 1_000;

const PRE_ROLL_FRAMES = PRE_ROLL_MS / FRAME_MS;
/** Voicing begins with 3 voice frames among the last 6. */
const ONSET_WINDOW_FRAMES = 6;
const ONSET_VOICE_FRAMES = 3;

/** Whom a player talks to now: an open microphone talks to the table, `closed` is push-to-talk with nothing held. */
export type Talk =
  | { readonly state: 'open' }
  | { readonly state: 'held'; readonly target: TalkTarget }
  | { readonly state: 'closed' };

export type SegmenterEvent =
  | { readonly kind: 'voicingBegan'; readonly atMs: number }
  /** A voice frame ended at `atMs`; `voicedMs` counts them since voicing began. */
  | { readonly kind: 'voiceHeard'; readonly voicedMs: number; readonly atMs: number }
  | { readonly kind: 'voicingEnded'; readonly atMs: number }
  | {
      readonly kind: 'segmentEnded';
      /** First and last voiced frame. */
      readonly startedMs: number;
      readonly endedMs: number;
      readonly samples: Int16Array;
      readonly target: TalkTarget;
    };

/** Cuts one player's frames into segments. The same frames and talk changes give the same events. */
export interface Segmenter {
  hear(frame: SpeechFrame): SegmenterEvent[];
  /** The last `count` frames, or those of them that are `isAssumed`, never were: late packets come in their place. */
  takeBack(count: number): void;
  /** Another talk ends what is being said at once. */
  setTalk(talk: Talk, nowMs: number): SegmenterEvent[];
  /** Ends what is being said. */
  finish(nowMs: number): SegmenterEvent[];
}

/** What is being said now. */
interface Take {
  readonly target: TalkTarget;
  /** The piece after a cut of a long segment: whatever voice it has belongs to it. */
  readonly isContinuation: boolean;
  readonly frames: SpeechFrame[];
  voicedFrames: number;
}

export function createSegmenter({ endSilenceMs = END_OF_UTTERANCE_SILENCE_MS } = {}): Segmenter {
  let talk: Talk = { state: 'open' };
  let take: Take | null = null;
  /** Frames that no segment has yet, newest last. */
  let recent: SpeechFrame[] = [];
  const onset = createOnset(endSilenceMs);

  function hear(frame: SpeechFrame): SegmenterEvent[] {
    if (talk.state === 'closed') {
      recent = [...recent, frame].slice(-PRE_ROLL_FRAMES);
      return [];
    }
    const events = onset.hear(frame);
    if (take === null) {
      recent = [...recent, frame].slice(-PRE_ROLL_FRAMES - ONSET_WINDOW_FRAMES);
      if (onset.isVoicing()) begin('table', recent);
      return events;
    }
    addTo(take, frame);
    if (talk.state === 'held') trimLead(take);
    else if (!onset.isVoicing()) return [...events, ...endTake()];
    return [...events, ...splitWhenLong()];
  }

  function begin(target: TalkTarget, frames: readonly SpeechFrame[], isContinuation = false): void {
    take = { target, isContinuation, frames: [...frames], voicedFrames: frames.filter(({ isVoice }) => isVoice).length };
    recent = [];
  }

  function splitWhenLong(): SegmenterEvent[] {
    if (take === null || take.frames.length * FRAME_MS < MAX_SEGMENT_MS) return [];
    const { target, isContinuation, voicedFrames } = take;
    const events = endTake();
    begin(target, [], isContinuation || voicedFrames > 0);
    return events;
  }

  function endTake(): SegmenterEvent[] {
    const ended = take;
    take = null;
    return ended === null ? [] : segmentOf(ended);
  }

  function takeBack(count: number): void {
    const frames = take?.frames ?? recent;
    let taken = 0;
    while (taken < count && frames.at(-1)?.isAssumed === true) {
      frames.pop();
      taken += 1;
    }
    onset.takeBack(taken);
  }

  function finish(nowMs: number): SegmenterEvent[] {
    return [...onset.stop(nowMs), ...endTake()];
  }

  function setTalk(next: Talk, nowMs: number): SegmenterEvent[] {
    if (isSameTalk(talk, next)) return [];
    const events = finish(nowMs);
    talk = next;
    if (talk.state === 'held') begin(talk.target, recent.slice(-PRE_ROLL_FRAMES));
    return events;
  }

  return { hear, takeBack, setTalk, finish };
}

/** Tells when voicing begins and ends. */
function createOnset(endSilenceMs: number) {
  let window: boolean[] = [];
  let voicing: { voicedMs: number; silentMs: number } | null = null;

  function stop(atMs: number): SegmenterEvent[] {
    const wasVoicing = voicing !== null;
    voicing = null;
    window = [];
    return wasVoicing ? [{ kind: 'voicingEnded', atMs }] : [];
  }

  function hear({ isVoice, startMs }: SpeechFrame): SegmenterEvent[] {
    const atMs = startMs + FRAME_MS;
    if (voicing === null) {
      window = [...window, isVoice].slice(-ONSET_WINDOW_FRAMES);
      const voicedFrames = window.filter(Boolean).length;
      if (voicedFrames < ONSET_VOICE_FRAMES) return [];
      voicing = { voicedMs: voicedFrames * FRAME_MS, silentMs: 0 };
      return [
        { kind: 'voicingBegan', atMs },
        { kind: 'voiceHeard', voicedMs: voicing.voicedMs, atMs },
      ];
    }
    if (!isVoice) {
      voicing.silentMs += FRAME_MS;
      return voicing.silentMs >= endSilenceMs ? stop(atMs) : [];
    }
    voicing.voicedMs += FRAME_MS;
    voicing.silentMs = 0;
    return [{ kind: 'voiceHeard', voicedMs: voicing.voicedMs, atMs }];
  }

  function takeBack(frames: number): void {
    if (voicing === null) window = window.slice(0, Math.max(0, window.length - frames));
    else voicing.silentMs = Math.max(0, voicing.silentMs - frames * FRAME_MS);
  }

  return { hear, takeBack, stop, isVoicing: () => voicing !== null };
}

function addTo(take: Take, frame: SpeechFrame): void {
  take.frames.push(frame);
  if (frame.isVoice) take.voicedFrames += 1;
}

function trimLead(take: Take): void {
  if (take.voicedFrames === 0 && take.frames.length * FRAME_MS > HELD_SILENCE_MS) take.frames.shift();
}

function segmentOf({ frames, voicedFrames, isContinuation, target }: Take): SegmenterEvent[] {
  if (voicedFrames * FRAME_MS < (isContinuation ? FRAME_MS : MIN_VOICED_MS)) return [];
  const first = frames.find(({ isVoice }) => isVoice);
  const lastIndex = frames.findLastIndex(({ isVoice }) => isVoice);
  const last = frames[lastIndex];
  if (first === undefined || last === undefined) return [];
  const kept = frames.slice(0, lastIndex + 1 + HELD_SILENCE_MS / FRAME_MS);
  return [
    { kind: 'segmentEnded', startedMs: first.startMs, endedMs: last.startMs + FRAME_MS, samples: joinFrames(kept), target },
  ];
}

export function isSameTalk(one: Talk, other: Talk): boolean {
  if (one.state === 'held' && other.state === 'held') return one.target === other.target;
  return one.state === other.state;
}
