import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { ModelError } from './model.ts';

/**
 * What went wrong, without the request: a provider's own words may quote the table, so only its code, status and request id
 * are kept, and short words of a refusal that quote nothing.
 */
export function toModelError(error: unknown, hasText: boolean): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof APIConnectionTimeoutError) return new ModelError('timeout', 'the provider did not answer in time');
  if (error instanceof APIConnectionError) {
    return new ModelError(hasText ? 'cut_off' : 'unreachable', `the provider cannot be reached${causeCode(error)}`);
  }
  if (error instanceof APIError) {
    const { apiMessage, requestID, type } = error;
    const refusal: Refusal = {
      status: error.status as number | undefined,
      type,
      requestId: requestID ?? null,
      words: apiMessage,
    };
    return new ModelError(codeOf(refusal, hasText), describe(refusal));
  }
  return new ModelError('cut_off', `the provider's stream broke${causeCode(error)}`);
}

interface Refusal {
  /** Undefined for an error inside a stream. */
  readonly status: number | undefined;
  readonly type: string | null;
  readonly requestId: string | null;
  readonly words: string | null;
}

const OVERLOADED = new Set(['overloaded_error', 'rate_limit_error', 'api_error', 'timeout_error']);

/** An error inside a stream has no status: its type decides. */
function codeOf({ status, type }: Refusal, hasText: boolean): ModelError['code'] {
  if (status === undefined) return hasText ? 'cut_off' : 'overloaded';
  if (status === 408 || status === 409 || status === 429 || status >= 500) return 'overloaded';
  return type !== null && OVERLOADED.has(type) ? 'overloaded' : 'rejected';
}

function describe({ status, type, requestId, words }: Refusal): string {
  const where = [
    status === undefined ? 'in the stream' : `status ${status}`,
    type ?? 'no type',
    requestId ?? 'no request id',
  ].join(', ');
  const isOurs = status !== undefined && status >= 400 && status < 500;
  return `the provider refused (${where})${isOurs && words !== null ? `: ${withoutQuotes(words)}` : ''}`;
}

/** Longest words of a provider that are kept, in characters. */
const WORDS_MAX_CHARACTERS = 160;

/** Names of fields stay; anything longer in quotes, and anything that is not ASCII, goes. */
function withoutQuotes(message: string): string {
  return message
    .replaceAll(/(["'`“”‘’«»])[^"'`“”‘’«»]{25,}["'`“”‘’«»]?/gu, '(…)')
    .replaceAll(/[^\x20-\x7e…]+/gu, '?')
    .slice(0, WORDS_MAX_CHARACTERS);
}

function causeCode(error: unknown): string {
  const chain = [error, (error as { cause?: unknown })?.cause, (error as { cause?: { cause?: unknown } })?.cause?.cause];
  const code = chain
    .map((link) => (link as { code?: unknown } | null | undefined)?.code)
    .find((value) => typeof value === 'string');
  return code === undefined ? '' : ` (${code})`;
}
