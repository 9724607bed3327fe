/** Between packets. */
export const TICK_MS = 20;
/** Further behind than this, in ms, the pacer does not catch up: it jumps, and the RTP timestamps with it. */
export const MAX_BEHIND_MS = 200;

export interface TickPlan {
  /** Ticks to skip, unsent, before the first one. */
  readonly skipped: number;
  /** Ticks to send now, at least one when `dueMs` has come. */
  readonly due: number;
  /** When the one after them is due. */
  readonly nextDueMs: number;
}

/** What to send on waking at `nowMs` when the next tick was due at `dueMs`. Delays never add up. */
export function planTicks(dueMs: number, nowMs: number): TickPlan {
  if (nowMs < dueMs) return { skipped: 0, due: 0, nextDueMs: dueMs };
  const behindMs = nowMs - dueMs;
  const skipped = behindMs > MAX_BEHIND_MS ? Math.floor(behindMs / TICK_MS) : 0;
  const firstDueMs = dueMs + skipped * TICK_MS;
  const due = Math.floor((nowMs - firstDueMs) / TICK_MS) + 1;
  return { skipped, due, nextDueMs: firstDueMs + due * TICK_MS };
}
