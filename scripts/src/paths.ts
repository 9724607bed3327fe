import { resolve } from 'node:path';

/** Root of the repository. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

export function fromRoot(...parts: string[]): string {
  return resolve(ROOT, ...parts);
}
