/** A fresh pass from the api. Rejects while the api is away. */
export type RenewToken = (signal: AbortSignal) => Promise<{ token: string; expiresInMs: number }>;

/** How long the pass that came with the table is used before the first renewal; its life is not told. */
const FIRST_RENEWAL_MS = 30_000;
/** Share of a pass's life after which it is renewed. */
const RENEWAL_SHARE = 0.6;
const RETRY_MS = 2_000;

/** Keeps a media token fresh. The opener closes it. */
export interface TokenKeeper {
  current(): string;
  /** Another pass came by another way. */
  use(token: string): void;
  /** Asks for a new one at once: the present one was refused. */
  renewNow(): void;
  close(): void;
}

export function keepToken(first: string, renew: RenewToken, onRenewed: (token: string) => void): TokenKeeper {
  const abort = new AbortController();
  let token = first;
  let timer = setTimeout(run, FIRST_RENEWAL_MS);
  let isRunning = false;

  function run(): void {
    if (isRunning || abort.signal.aborted) return;
    isRunning = true;
    clearTimeout(timer);
    renew(abort.signal)
      .then(({ token: fresh, expiresInMs }) => {
        token = fresh;
        schedule(Math.max(RETRY_MS, expiresInMs * RENEWAL_SHARE));
        if (!abort.signal.aborted) onRenewed(fresh);
      })
      .catch(() => schedule(RETRY_MS))
      .finally(() => (isRunning = false));
  }
  function schedule(delayMs: number): void {
    clearTimeout(timer);
    if (!abort.signal.aborted) timer = setTimeout(run, delayMs);
  }

  return {
    current: () => token,
    use(other) {
      token = other;
      schedule(FIRST_RENEWAL_MS);
    },
    renewNow: run,
    close() {
      abort.abort();
      clearTimeout(timer);
    },
  };
}
