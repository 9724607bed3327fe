import { errors } from 'mediasoup';
import { ProtocolError } from '@skald/protocol';

/** Exit code of a process whose settings are wrong: starting it again changes nothing. */
export const WRONG_SETTINGS_EXIT_CODE = 78;

/** A setting that cannot be used. The message is one sentence for the person who starts Skald and names no secret. */
export class SettingsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SettingsError';
  }
}

/**
 * What a failed mediasoup call is called on the wire: garbage is `bad_request`, a codec that is not ours `media_unsupported`,
 * a router that is gone `unavailable`. `isAlive` tells whether the object that was called still lives.
 */
export function asProtocolError(error: unknown, isAlive: () => boolean): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (!isAlive() || error instanceof errors.WorkerClosedError)
    return new ProtocolError('unavailable', 'the media router went away', { cause: error });
  if (error instanceof errors.UnsupportedError)
    return new ProtocolError('media_unsupported', 'the parameters fit no codec of the router', { cause: error });
  return new ProtocolError('bad_request', 'mediasoup refused the parameters', { cause: error });
}
