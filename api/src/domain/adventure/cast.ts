import type { Adventure } from './adventure.ts';
import { simplify } from './words.ts';
import type { AdventureView } from './view.ts';

/**
 * The adventure with its NPCs under names that no player at the table bears: a namesake goes by their trade, since nothing
 * is ever said in the name of a player.
 */
export function castAround(adventure: Adventure, { characters }: AdventureView): Adventure {
  const taken = new Set(characters.flatMap(({ player, name }) => [player, name ?? player].map(fold)));
  const { npcs } = adventure.telling;
  if (!Object.values(npcs).some(({ name }) => taken.has(fold(name)))) return adventure;
  const renamed = Object.entries(npcs).map(([id, npc]) => [id, taken.has(fold(npc.name)) ? { ...npc, name: npc.trade } : npc]);
  return { ...adventure, telling: { ...adventure.telling, npcs: Object.fromEntries(renamed) as typeof npcs } };
}

/** A text with its speakers under the names of the cast. */
export function inNamesOf(adventure: Adventure, cast: Adventure, text: string): string {
  if (adventure === cast) return text;
  return text.replace(/^\[([^\]]*)\]/gmu, (whole, name: string) => {
    const id = Object.keys(adventure.telling.npcs).find((npc) => adventure.telling.npcs[npc]?.name === name);
    return id === undefined ? whole : `[${cast.telling.npcs[id]?.name ?? name}]`;
  });
}

function fold(name: string): string {
  return simplify(name).trim();
}
