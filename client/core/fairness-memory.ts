import type { DiceSeed } from '@skald/protocol';
import type { PreferenceShelf } from './preferences.ts';

/** Commitments that one device keeps; the oldest go first. */
const MAX_COMMITMENTS = 200;

/** Keeps the commitments that the table told: the first word counts, so that a later one that differs is found out. */
export function rememberCommitments(shelf: PreferenceShelf, seeds: readonly DiceSeed[]): void {
  const known = shelf.read().commitments;
  const fresh = seeds.filter(({ seedId }) => known[seedId] === undefined);
  if (fresh.length === 0) return;
  const all = [...Object.entries(known), ...fresh.map(({ seedId, commitment }): [string, string] => [seedId, commitment])];
  shelf.update({ commitments: Object.fromEntries(all.slice(-MAX_COMMITMENTS)) });
}
