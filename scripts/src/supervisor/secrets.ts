import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../errors.ts';

/** Keys the processes share. All come from one secret, so that links stay good over restarts. */
export const KEY_NAMES = ['LINK_KEY', 'MEDIA_TOKEN_KEY', 'SERVICE_KEY'] as const;
export type KeyName = (typeof KEY_NAMES)[number];
export type Keys = Record<KeyName, string>;

const SECRET_BYTES = 32;

/** Reads the master secret of a data folder, and makes it there the first time. Only its owner may read the file. */
export function readMasterSecret(dataDir: string): Buffer {
  const path = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (secret.length === SECRET_BYTES) return secret;
  throw new SetupError(
    'wrong_configuration',
    `${path} is damaged. Restore it from a backup; without it links made before stop working. To accept that, delete it.`,
  );
}

/** One key of 32 bytes, base64url, for each purpose. */
export function deriveKeys(secret: Buffer): Keys {
  const derive = (name: KeyName): string => {
    const purpose = `skald ${name} 1`;
    return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, SECRET_BYTES)).toString('base64url');
  };
  return { LINK_KEY: derive('LINK_KEY'), MEDIA_TOKEN_KEY: derive('MEDIA_TOKEN_KEY'), SERVICE_KEY: derive('SERVICE_KEY') };
}
