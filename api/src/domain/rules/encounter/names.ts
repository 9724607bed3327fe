import type { Combatant } from '../game-state.ts';

/**
 * Names of monsters that come into sight: the first of its kind has the bare name, or numbers when several come at once. Numbers
 * count only who was ever in sight, so that no gap tells of a hidden one. (G5.22)
 */
export function namesInSight(combatants: readonly Combatant[], name: string, count: number): string[] {
  const taken = combatants.flatMap((one) => numberIn(one.name, name));
  const last = Math.max(0, ...taken);
  if (last === 0 && count === 1) return [name];
  return Array.from({ length: count }, (_, index) => `${name} ${last + index + 1}`);
}

/** Names of monsters that come hidden: letters, which only their keepers read. */
export function namesInHiding(combatants: readonly Combatant[], name: string, count: number): string[] {
  const taken = new Set(combatants.map((one) => one.name));
  const names: string[] = [];
  for (let index = 0; names.length < count; index += 1) {
    const candidate = `${name} ${lettersOf(index)}`;
    if (!taken.has(candidate)) names.push(candidate);
  }
  return names;
}

/** A bare name counts as number 1. */
function numberIn(taken: string, name: string): number[] {
  if (taken === name) return [1];
  if (!taken.startsWith(`${name} `)) return [];
  const rest = taken.slice(name.length + 1);
  return /^[1-9]\d{0,5}$/.test(rest) ? [Number(rest)] : [];
}

/** A to Z, then AA. */
function lettersOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : lettersOf(Math.floor(index / 26) - 1) + letter;
}
