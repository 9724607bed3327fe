import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_NAMES, deriveKeys, readMasterSecret } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skald-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the keys', () => {
  it('come from a secret that is made once, for its owner alone', () => {
    const first = readMasterSecret(folder);
    expect(first).toHaveLength(32);
    expect(readMasterSecret(folder)).toEqual(first);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('differ from each other, are 32 bytes, and are the same for the same secret', () => {
    const keys = deriveKeys(Buffer.alloc(32, 7));
    expect(new Set(Object.values(keys)).size).toBe(KEY_NAMES.length);
    for (const key of Object.values(keys)) expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(deriveKeys(Buffer.alloc(32, 7))).toEqual(keys);
    expect(deriveKeys(Buffer.alloc(32, 8)).LINK_KEY).not.toBe(keys.LINK_KEY);
  });

  it('are not made anew over a damaged secret, which would end every link in silence', () => {
    writeFileSync(join(folder, 'secret.key'), 'short');
    chmodSync(join(folder, 'secret.key'), 0o600);
    expect(() => readMasterSecret(folder)).toThrow(/damaged/);
  });
});
