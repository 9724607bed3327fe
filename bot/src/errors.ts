/** Exit code of a process whose settings are wrong: starting it again changes nothing. */
export const WRONG_SETTINGS_EXIT_CODE = 78;

/** A setting that cannot be used. The message is one sentence for the person who starts Skald and names no secret. */
export class SettingsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SettingsError';
  }
}
