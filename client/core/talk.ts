import type { TalkTarget } from '@skald/protocol';

export type TalkMode = 'open' | 'push_to_talk';

/** Whom the microphone is open for, and why. */
export interface Talk {
  readonly mode: TalkMode;
  readonly isMuted: boolean;
  /** Keys and buttons that are down, the newest last: it is the one that counts. */
  readonly presses: readonly TalkTarget[];
  /** The last release was less than the tail ago. */
  readonly isInTail: boolean;
}

export type TalkEvent =
  | { type: 'pressed'; target: TalkTarget }
  | { type: 'released'; target: TalkTarget }
  /** The page lost the keyboard or the finger: nothing is held any more. */
  | { type: 'allReleased' }
  | { type: 'tailEnded' }
  | { type: 'modeChosen'; mode: TalkMode }
  | { type: 'muteChosen'; isMuted: boolean };

/** How long the microphone stays open after a release, in ms: a last syllable is often still in the air. */
export const TALK_TAIL_MS = 250;

export const SILENT_TALK: Talk = { mode: 'open', isMuted: false, presses: [], isInTail: false };

export function talkTarget(talk: Talk): TalkTarget | null {
  return talk.presses.at(-1) ?? null;
}

/** Whether sound leaves the page. Mute wins over everything. */
export function isSending(talk: Talk): boolean {
  return !talk.isMuted && (talk.mode === 'open' || talk.presses.length > 0 || talk.isInTail);
}

export function changeTalk(talk: Talk, event: TalkEvent): Talk {
  switch (event.type) {
    case 'pressed':
      if (talk.isMuted) return talk;
      return { ...talk, presses: [...without(talk.presses, event.target), event.target], isInTail: false };
    case 'released':
      return release(talk, without(talk.presses, event.target));
    case 'allReleased':
      return release(talk, []);
    case 'tailEnded':
      return talk.isInTail ? { ...talk, isInTail: false } : talk;
    case 'modeChosen':
      return { ...talk, mode: event.mode, isInTail: false };
    case 'muteChosen':
      return { ...talk, isMuted: event.isMuted, presses: [], isInTail: false };
  }
}

function release(talk: Talk, presses: readonly TalkTarget[]): Talk {
  if (presses.length === talk.presses.length) return talk;
  return { ...talk, presses, isInTail: presses.length === 0 };
}

function without(presses: readonly TalkTarget[], target: TalkTarget): TalkTarget[] {
  return presses.filter((pressed) => pressed !== target);
}
