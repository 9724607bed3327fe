import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Browsers refuse certificates of longer life than 398 days. */
const LIFE_DAYS = 397;
/** A certificate is replaced this long before it ends. */
const RENEW_BEFORE_DAYS = 30;
/** Names kept of earlier networks, so that going back to one asks nobody to accept a new certificate. */
const MOST_NAMES = 40;
const DAY_MS = 86_400_000;

export type Certificate = { key: string; cert: string };

/** What decides whether a certificate still serves. */
export type CertificateFacts = { names: readonly string[]; endsMs: number };

/** Why a new certificate is needed; undefined when the present one serves. */
export function whyRenew(
  facts: CertificateFacts | undefined,
  wanted: readonly string[],
  nowMs: number,
): 'missing' | 'ending' | 'addresses' | undefined {
  if (facts === undefined) return 'missing';
  if (facts.endsMs - nowMs < RENEW_BEFORE_DAYS * DAY_MS) return 'ending';
  const names = new Set(facts.names.map(normalise));
  return wanted.every((name) => names.has(normalise(name))) ? undefined : 'addresses';
}

/** Reads the certificate of a data folder, or makes one there that is good for all `wanted` names and addresses. */
export async function ensureCertificate(
  dataDir: string,
  wanted: readonly string[],
  nowMs = Date.now(),
): Promise<Certificate & { isNew: boolean }> {
  const present = readCertificate(dataDir);
  const facts = present && readFacts(present.cert);
  if (present !== undefined && whyRenew(facts, wanted, nowMs) === undefined) return { ...present, isNew: false };
  const names = [...new Set([...wanted, ...(facts?.names ?? [])])].slice(0, Math.max(MOST_NAMES, wanted.length));
  const made = await makeCertificate(names, nowMs);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  write(join(dataDir, 'certificate.pem'), `${made.cert}${made.key}`);
  return { ...made, isNew: true };
}

/** The names and the end of a certificate; undefined when it cannot be read. */
export function readFacts(cert: string): CertificateFacts | undefined {
  try {
    const parsed = new X509Certificate(cert);
    const names = (parsed.subjectAltName ?? '').split(', ').map((entry) => entry.replace(/^(DNS|IP Address):/, ''));
    return { names, endsMs: Date.parse(parsed.validTo) };
  } catch {
    return undefined;
  }
}

function readCertificate(dataDir: string): Certificate | undefined {
  try {
    const pem = readFileSync(join(dataDir, 'certificate.pem'), 'utf8');
    const read = (kind: string): string | undefined =>
      new RegExp(`-----BEGIN ${kind}-----[^]+?-----END ${kind}-----\r?\n`).exec(pem)?.[0];
    const key = read('PRIVATE KEY');
    const cert = read('CERTIFICATE');
    return key !== undefined && cert !== undefined ? { key, cert } : undefined;
  } catch {
    return undefined;
  }
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Skald' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A day back: clocks of the devices around differ.
    notBeforeDate: new Date(nowMs - DAY_MS),
    notAfterDate: new Date(nowMs + (LIFE_DAYS - 1) * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })) },
    ],
  });
  const line = (pem: string): string => `${pem.trim().replaceAll('\r\n', '\n')}\n`;
  return { key: line(made.private), cert: line(made.cert) };
}

/** Key and certificate are one file, so that a crash leaves no pair that does not match. */
function write(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, path);
}

/** One spelling for each address: IPv6 has several. */
function normalise(name: string): string {
  if (isIP(name) !== 6) return name.toLowerCase();
  return new URL(`http://[${name}]`).hostname;
}
