import { ProtocolError, type ErrorCode } from '@skald/protocol';

/** Environment that the process cannot run with. The message is one sentence for the person who starts it. */
export class ConfigurationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigurationError';
  }
}

/** Exit code of a process that was configured wrongly (EX_CONFIG of sysexits.h): starting it again cannot help. */
export const EXIT_CONFIGURATION = 78;

/** HTTP status of each error code that REST answers with. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  bad_request: 400,
  name_invalid: 400,
  unknown_message: 404,
  too_large: 413,
  rate_limited: 429,
  unauthorised: 401,
  token_invalid: 401,
  token_expired: 401,
  forbidden: 403,
  table_full: 409,
  table_locked: 403,
  seat_removed: 403,
  room_closed: 410,
  link_invalid: 404,
  link_revoked: 410,
  table_expired: 410,
  not_found: 404,
  sheet_not_json: 400,
  sheet_too_deep: 400,
  sheet_format_unknown: 400,
  sheet_invalid: 400,
  picture_unreadable: 415,
  pictures_full: 409,
  characters_full: 409,
  not_in_fight: 409,
  not_yours: 403,
  not_ready: 503,
  unavailable: 503,
  draining: 503,
  version_mismatch: 426,
};

export function httpStatus(code: ErrorCode): number {
  return STATUS[code] ?? 500;
}

/** The code that may be told to the other end; anything unexpected is `internal`. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof ProtocolError ? error.code : 'internal';
}
