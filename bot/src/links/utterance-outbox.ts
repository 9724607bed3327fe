import { ProtocolError, type TableId, type Utterance } from '@skald/protocol';
import type { HeardUtterance, Log, NowMs } from '../presence/ports.ts';

/** How long an utterance that the api did not acknowledge is kept, in ms (design section 3). */
const KEPT_MS = 60_000;
/** Most utterances kept; the oldest go first. Five people cannot say more in a minute. */
const MAX_KEPT = 300;
const RETRY_MS = 1_000;

interface Kept {
  readonly tableId: TableId;
  readonly utterance: HeardUtterance;
  readonly keptAtMs: number;
  isOnItsWay: boolean;
}

export interface OutboxOptions {
  /** Resolves when the api has it. Rejects with ProtocolError. */
  readonly send: (tableId: TableId, utterance: Utterance) => Promise<unknown>;
  /** Bot's monotonic ms to the api's epoch ms; null before the first greeting. */
  readonly toApiMs: (monotonicMs: number) => number | null;
  readonly nowMs: NowMs;
  readonly log: Log;
}

/** Utterances on their way to the api: sent again until acknowledged or too old. The opener closes it. */
export interface UtteranceOutbox {
  submit(tableId: TableId, utterance: HeardUtterance): void;
  /** The link is there again: everything that waits goes out. */
  flush(): void;
  readonly waiting: number;
  close(): void;
}

/** Answers after which asking again changes nothing. */
const FINAL_CODES: readonly string[] = ['bad_request', 'too_large', 'forbidden', 'table_expired', 'unknown_message'];

export function createUtteranceOutbox({ send, toApiMs, nowMs, log }: OutboxOptions): UtteranceOutbox {
  let kept: Kept[] = [];
  let retry: NodeJS.Timeout | undefined;

  const drop = (entry: Kept): void => {
    kept = kept.filter((other) => other !== entry);
  };
  const forgetOld = (): void => {
    const fresh = kept.filter((entry) => nowMs() - entry.keptAtMs < KEPT_MS).slice(-MAX_KEPT);
    if (fresh.length < kept.length) log.warn({ utterances: kept.length - fresh.length }, 'utterances were given up');
    kept = fresh;
  };
  const sendOne = async (entry: Kept): Promise<void> => {
    const { startedMs, endedMs, ...rest } = entry.utterance;
    const startedAtMs = toApiMs(startedMs);
    const endedAtMs = toApiMs(endedMs);
    if (entry.isOnItsWay || startedAtMs === null || endedAtMs === null) return;
    entry.isOnItsWay = true;
    try {
      await send(entry.tableId, { ...rest, startedAtMs, endedAtMs });
      drop(entry);
    } catch (error) {
      const code = error instanceof ProtocolError ? error.code : 'internal';
      if (!FINAL_CODES.includes(code)) return later();
      drop(entry);
      log.warn({ utteranceId: rest.utteranceId, code }, 'the api refused an utterance');
    } finally {
      entry.isOnItsWay = false;
    }
  };
  const later = (): void => {
    clearTimeout(retry);
    retry = setTimeout(flush, RETRY_MS);
  };
  function flush(): void {
    forgetOld();
    for (const entry of kept) void sendOne(entry);
  }

  return {
    submit(tableId, utterance) {
      const entry = { tableId, utterance, keptAtMs: nowMs(), isOnItsWay: false };
      kept.push(entry);
      forgetOld();
      void sendOne(entry);
    },
    flush,
    get waiting() {
      return kept.length;
    },
    close: () => clearTimeout(retry),
  };
}
