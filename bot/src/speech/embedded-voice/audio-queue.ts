/** Audio that is made by events and taken by `for await`. What was pushed before a failure is still taken, unless it was dropped. */
export interface AudioQueue {
  push(samples: Int16Array): void;
  /** The taker gets what is there and then the end or the error; with `drop` that at once. */
  finish(error: Error | null, options?: { drop: boolean }): void;
  take(): AsyncGenerator<Int16Array>;
}

export function createAudioQueue(): AudioQueue {
  const pieces: Int16Array[] = [];
  let finished: { error: Error | null } | null = null;
  let wake: () => void = () => undefined;
  return {
    push(samples) {
      if (finished) return;
      pieces.push(samples);
      wake();
    },
    finish(error, options) {
      if (options?.drop) pieces.length = 0;
      finished ??= { error };
      wake();
    },
    async *take() {
      for (;;) {
        const piece = pieces.shift();
        if (piece) yield piece;
        else if (finished?.error) throw finished.error;
        else if (finished) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
