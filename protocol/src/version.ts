/** Version of every message in this package. Both ends of a link must speak the same one. */
export const PROTOCOL_VERSION = 1;

/** Largest message accepted on any namespace, in bytes of its JSON text. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
