import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureCertificate, readFacts, whyRenew } from './certificate.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2030-01-15T12:00:00Z');

describe('a certificate is renewed', () => {
  const facts = { names: ['localhost', '192.168.1.20', '2001:DB8:0:0:0:0:0:5'], endsMs: NOW_MS + 90 * DAY_MS };

  it('when there is none', () => {
    expect(whyRenew(undefined, ['localhost'], NOW_MS)).toBe('missing');
  });

  it('when it ends within 30 days', () => {
    expect(whyRenew({ ...facts, endsMs: NOW_MS + 29 * DAY_MS }, ['localhost'], NOW_MS)).toBe('ending');
  });

  it('when an address was added', () => {
    expect(whyRenew(facts, ['localhost', '10.0.0.9'], NOW_MS)).toBe('addresses');
  });

  it('not when one is gone, nor for another spelling of the same', () => {
    expect(whyRenew(facts, ['LOCALHOST', '2001:db8::5'], NOW_MS)).toBeUndefined();
  });
});

describe('the certificate of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skald-certificate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner alone, with a key that belongs to it', async () => {
    const first = await ensureCertificate(folder, ['localhost', '127.0.0.1', '::1'], NOW_MS);
    expect(first.isNew).toBe(true);
    expect(() => createSecureContext(first)).not.toThrow();
    const second = await ensureCertificate(folder, ['localhost', '127.0.0.1', '::1'], NOW_MS);
    expect(second).toEqual({ ...first, isNew: false });
    expect(statSync(join(folder, 'certificate.pem')).mode & 0o777).toBe(0o600);
  });

  it('lives less than the 398 days that browsers allow', async () => {
    const { cert } = await ensureCertificate(folder, ['localhost'], NOW_MS);
    expect((readFacts(cert)?.endsMs ?? 0) - NOW_MS).toBeLessThan(397 * DAY_MS);
  });

  it('keeps the names of earlier networks', async () => {
    await ensureCertificate(folder, ['localhost', '10.0.0.1'], NOW_MS);
    const { cert } = await ensureCertificate(folder, ['localhost', '10.0.0.2'], NOW_MS);
    expect(readFacts(cert)?.names).toEqual(['localhost', '10.0.0.2', '10.0.0.1']);
  });

  it('is made anew when the file is damaged', async () => {
    writeFileSync(join(folder, 'certificate.pem'), '-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n');
    expect((await ensureCertificate(folder, ['localhost'], NOW_MS)).isNew).toBe(true);
  });
});
