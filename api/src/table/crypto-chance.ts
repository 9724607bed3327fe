import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Chance } from './ports.ts';

/** Seeds from the system's cryptographic source, hashes of OpenSSL. */
export const cryptoChance: Chance = {
  newSeed: () => randomBytes(32),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
};
