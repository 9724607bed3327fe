import { errorBody, languageSchema, PROTOCOL_VERSION, type ErrorBody, type ErrorCode } from '@skald/protocol';
import type { Server, Socket } from 'socket.io';

/** A connection that is refused: socket.io gives `data` to the other end, in the language its handshake names. */
export class Refusal extends Error {
  readonly data: ErrorBody;
  constructor(socket: Socket, code: ErrorCode) {
    super(code);
    this.name = 'Refusal';
    const asked = languageSchema.safeParse((socket.handshake.auth as { language?: unknown }).language);
    this.data = errorBody(code, asked.data ?? 'en');
  }
}

/** What is wrong with a handshake that does not fit its schema: another version of Skald, or no handshake at all. */
export function misfit(socket: Socket): ErrorCode {
  const { version } = socket.handshake.auth as { version?: unknown };
  return typeof version === 'number' && version !== PROTOCOL_VERSION ? 'version_mismatch' : 'bad_request';
}

/** Nothing is served on the root namespace. */
export function refuseRoot(io: Server): void {
  io.use((socket, next) => next(new Refusal(socket, 'not_found')));
}
