import type { VoiceActivity } from '../audio/ports.ts';

/** A detector that answers from a list. Throws on a frame it has no answer for, on a wrong frame, and after it was closed. */
export class FakeVoiceActivity implements VoiceActivity {
  isClosed = false;
  readonly #answers: boolean[];

  constructor(answers: readonly boolean[]) {
    this.#answers = [...answers];
  }

  isVoice(frame: Int16Array): boolean {
    if (this.isClosed) throw new Error('the fake detector is closed');
    if (frame.length !== 320) throw new RangeError(`a frame has 320 samples, got ${frame.length}`);
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error('the fake detector was asked more often than it was told');
    return answer;
  }

  reset(): void {
    if (this.isClosed) throw new Error('the fake detector is closed');
  }

  close(): void {
    this.isClosed = true;
  }
}
