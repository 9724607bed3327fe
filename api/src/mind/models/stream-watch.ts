/** Bounds one streamed request: a limit to the first block, a limit of silence after it, and the caller's own signal. */
export interface StreamWatch {
  /** For the request: fires when the caller stops it, or when it takes too long. */
  readonly signal: AbortSignal;
  /** Why it was stopped, if it was: by the caller, by the limit to the first block, or by silence. */
  stoppedBy(): 'caller' | 'first' | 'silence' | null;
  /** The first block has come. */
  began(): void;
  /** Call before and after each wait for the provider: the caller's own time does not count as silence. */
  waiting(): void;
  arrived(): void;
  /** Stops what is still under way, and the timers. */
  close(): void;
}

export function watchStream(
  caller: AbortSignal,
  limits: { readonly firstTokenMs: number; readonly idleMs: number },
): StreamWatch {
  const controller = new AbortController();
  let stoppedBy: ReturnType<StreamWatch['stoppedBy']> = null;
  let silence: NodeJS.Timeout | undefined;
  let hasBegun = false;
  const stop = (by: 'caller' | 'first' | 'silence') => {
    stoppedBy ??= by;
    controller.abort();
  };
  const onCaller = () => stop('caller');
  const first = setTimeout(() => stop('first'), limits.firstTokenMs);
  if (caller.aborted) onCaller();
  else caller.addEventListener('abort', onCaller, { once: true });
  return {
    signal: controller.signal,
    stoppedBy: () => stoppedBy,
    began() {
      hasBegun = true;
      clearTimeout(first);
    },
    waiting() {
      if (hasBegun) silence = setTimeout(() => stop('silence'), limits.idleMs);
    },
    arrived: () => clearTimeout(silence),
    close() {
      clearTimeout(first);
      clearTimeout(silence);
      caller.removeEventListener('abort', onCaller);
      controller.abort();
    },
  };
}
