/** EX_CONFIG of sysexits.h: a process that ends with it was configured wrongly, and starting it again would not help. */
export const EXIT_WRONG_CONFIGURATION = 78;

export type SetupErrorCode = 'wrong_configuration' | 'port_taken' | 'no_worker' | 'command_failed' | 'process_failed' | 'aborted';

/** Something that stops the start. Its message is one or more whole sentences for the person at the terminal. */
export class SetupError extends Error {
  readonly code: SetupErrorCode;
  constructor(code: SetupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SetupError';
    this.code = code;
  }
}
