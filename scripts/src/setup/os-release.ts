import { readFileSync } from 'node:fs';
import { release } from 'node:os';

export type OperatingSystem = {
  /** `debian`, `ubuntu`, `darwin`: lower case, fit for a file name. */
  id: string;
  version: string;
};

/** Reads the lines of `/etc/os-release`. */
export function parseOsRelease(text: string): OperatingSystem {
  const read = (name: string): string | undefined => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1];
  const clean = (value: string | undefined, fallback: string): string =>
    (value ?? '').toLowerCase().replace(/[^a-z0-9.]+/g, '') || fallback;
  return { id: clean(read('ID'), 'linux'), version: clean(read('VERSION_ID'), 'rolling') };
}

export function readOperatingSystem(): OperatingSystem {
  if (process.platform !== 'linux') return { id: process.platform, version: release().split('.')[0] ?? '0' };
  try {
    return parseOsRelease(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return { id: 'linux', version: 'unknown' };
  }
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
