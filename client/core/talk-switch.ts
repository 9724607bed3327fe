import type { TalkTarget } from '@skald/protocol';
import { changeTalk, isSending, talkTarget, TALK_TAIL_MS, type Talk, type TalkEvent } from './talk.ts';

export interface TalkSwitchOptions {
  readonly initial: Talk;
  /** First number told; it must be above those of earlier page loads. */
  readonly firstSequence: number;
  readonly onTalk: (talk: Talk) => void;
  /** Opens and closes the microphone, at once. */
  readonly onSending: (isSending: boolean) => void;
  /** Tells the table whom the words are for; null when nothing is held. `sequence` grows with each. */
  readonly onTarget: (target: TalkTarget | null, sequence: number) => void;
}

/** Runs the rules of talk.ts: tells their results, and keeps the tail's clock. */
export class TalkSwitch {
  readonly #options: TalkSwitchOptions;
  #talk: Talk;
  #sequence: number;
  #tailTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TalkSwitchOptions) {
    this.#options = options;
    this.#talk = options.initial;
    this.#sequence = options.firstSequence;
    options.onSending(isSending(this.#talk));
  }

  get talk(): Talk {
    return this.#talk;
  }

  handle(event: TalkEvent): void {
    const before = this.#talk;
    const after = changeTalk(before, event);
    if (after === before) return;
    this.#talk = after;
    if (talkTarget(after) !== talkTarget(before)) this.#tellTarget();
    if (isSending(after) !== isSending(before)) this.#options.onSending(isSending(after));
    this.#keepTail(before, after);
    this.#options.onTalk(after);
  }

  /** The connection is new: the table hears again what is held. */
  repeat(): void {
    this.#tellTarget();
  }

  close(): void {
    clearTimeout(this.#tailTimer);
  }

  #tellTarget(): void {
    this.#sequence += 1;
    this.#options.onTarget(talkTarget(this.#talk), this.#sequence);
  }

  #keepTail(before: Talk, after: Talk): void {
    if (after.isInTail === before.isInTail) return;
    clearTimeout(this.#tailTimer);
    if (after.isInTail) this.#tailTimer = setTimeout(() => this.handle({ type: 'tailEnded' }), TALK_TAIL_MS);
  }
}
