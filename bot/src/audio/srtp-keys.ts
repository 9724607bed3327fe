import { createCipheriv, randomBytes } from 'node:crypto';

/** RFC 7714: 256-bit key, 96-bit salt, 128-bit tag. The only suite we offer. */
export const SRTP_SUITE = 'AEAD_AES_256_GCM';
const KEY_BYTES = 32;
const SALT_BYTES = 12;
/** Labels of RFC 3711, 4.3.1. */
const LABELS = { rtp: { key: 0, salt: 2 }, rtcp: { key: 3, salt: 5 } } as const;

/** As mediasoup writes it: key and salt together, in base64. Secret: never in logs or errors. */
export interface SrtpParameters {
  readonly cryptoSuite: typeof SRTP_SUITE;
  readonly keyBase64: string;
}

export interface SessionKeys {
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
}

/** New random parameters for one direction of one transport. */
export function createSrtpParameters(): SrtpParameters {
  return { cryptoSuite: SRTP_SUITE, keyBase64: randomBytes(KEY_BYTES + SALT_BYTES).toString('base64') };
}

/** Keys for packets of one kind. Throws RangeError when the parameters have another length or suite. */
export function deriveSessionKeys({ cryptoSuite, keyBase64 }: SrtpParameters, kind: keyof typeof LABELS): SessionKeys {
  const master = Buffer.from(keyBase64, 'base64');
  if (cryptoSuite !== SRTP_SUITE || master.length !== KEY_BYTES + SALT_BYTES) {
    throw new RangeError(`SRTP needs ${SRTP_SUITE} and ${KEY_BYTES + SALT_BYTES} bytes of key and salt`);
  }
  const key = master.subarray(0, KEY_BYTES);
  const salt = master.subarray(KEY_BYTES);
  return {
    key: deriveKey(key, salt, LABELS[kind].key, KEY_BYTES),
    salt: deriveKey(key, salt, LABELS[kind].salt, SALT_BYTES),
  };
}

/** The generator of RFC 3711, 4.3.3: the counter's start is the salt with the label in its eighth byte. */
export function deriveKey(key: Uint8Array, salt: Uint8Array, label: number, lengthBytes: number): Uint8Array {
  const counter = new Uint8Array(16);
  counter.set(salt);
  counter[7] = (counter[7] ?? 0) ^ label;
  return createCipheriv('aes-256-ctr', key, counter).update(new Uint8Array(lengthBytes));
}
