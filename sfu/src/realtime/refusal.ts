import { PROTOCOL_VERSION, ProtocolError, errorBody, languageSchema, type ErrorBody, type Language } from '@skald/protocol';

/** A connection that is refused: socket.io gives `data` to the other end as the connect error's data. */
export class Refusal extends Error {
  readonly data: ErrorBody;
  constructor(error: unknown, language: Language) {
    const code = error instanceof ProtocolError ? error.code : 'internal';
    super(code, { cause: error });
    this.name = 'Refusal';
    this.data = errorBody(code, language);
  }
}

/** The language in which a handshake wants its refusal; English when it names none. */
export function languageOf(auth: Record<string, unknown>): Language {
  const parsed = languageSchema.safeParse(auth.language);
  return parsed.success ? parsed.data : 'en';
}

/** Throws ProtocolError `version_mismatch` when the handshake names another version than ours. */
export function requireVersion(auth: Record<string, unknown>): void {
  if (typeof auth.version === 'number' && auth.version !== PROTOCOL_VERSION)
    throw new ProtocolError('version_mismatch', `the other end speaks version ${auth.version}`);
}
