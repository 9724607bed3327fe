import type { Telling } from './adventure.ts';
import { type Pattern, parsePatterns } from './words.ts';

const parsed = new WeakMap<Telling['targets'], Readonly<Record<string, readonly Pattern[]>>>();

/** The target words of a telling, parsed once. */
export function targetPatterns(telling: Telling): Readonly<Record<string, readonly Pattern[]>> {
  const known = parsed.get(telling.targets);
  if (known !== undefined) return known;
  const patterns = Object.fromEntries(Object.entries(telling.targets).map(([id, words]) => [id, parsePatterns(words)]));
  parsed.set(telling.targets, patterns);
  return patterns;
}
