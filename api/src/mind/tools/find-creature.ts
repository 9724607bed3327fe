import { foldWord, type CharacterId } from '@skald/protocol';
import { matchName } from '../../domain/commands/names.ts';
import { escapeText } from '../prompt/escape-text.ts';
import type { ToolDesk } from './tool.ts';
import { ToolError } from './world.ts';
import type { CreatureView } from './world-game.ts';

/** Somebody by name, in any case form and letters. Throws ToolError that lists who is there. */
export function findCreature({ world }: ToolDesk, name: string): CreatureView {
  const { creatures } = world.game;
  const wanted = name.replaceAll(/[[\]]/gu, '').trim();
  const exact = creatures.filter((one) => foldWord(one.name) === foldWord(wanted));
  if (exact.length === 1 && exact[0]) return exact[0];
  const words = wanted.split(/\s+/u);
  const match = matchName(
    words,
    creatures.map((item) => ({ names: [item.name, ...item.aliases], item })),
  );
  if (match.kind === 'one' && match.used === words.length) return match.item;
  if (match.kind === 'several')
    throw new ToolError(`Several are called so: ${match.names.map(escapeText).join(', ')}. Nothing was done.`);
  throw new ToolError(`Nobody is called so. ${whoIsThere(creatures)} Nothing was done.`);
}

/** A character with a sheet, by name. Throws ToolError. */
export function findCharacter(desk: ToolDesk, name: string): CreatureView & { readonly characterId: CharacterId } {
  const found = findCreature(desk, name);
  if (found.characterId === null) throw new ToolError('This is no character of a player. Nothing was done.');
  return { ...found, characterId: found.characterId };
}

/** Those characters, each once; all that somebody plays where none is named. Throws ToolError. */
export function findCharacters(desk: ToolDesk, names: readonly string[]): (CreatureView & { characterId: CharacterId })[] {
  const found =
    names.length > 0
      ? names.map((name) => findCharacter(desk, name))
      : desk.world.game.creatures.flatMap((one) =>
          one.characterId === null || one.seatId === null ? [] : [{ ...one, characterId: one.characterId }],
        );
  if (found.length === 0) throw new ToolError('No character here has a sheet. Nothing was done.');
  return found.filter((one, index) => found.findIndex((other) => other.characterId === one.characterId) === index);
}

function whoIsThere(creatures: readonly CreatureView[]): string {
  if (creatures.length === 0) return 'No character here has a sheet and no fight is on: roll with roll_dice.';
  return `With figures are here: ${creatures.map(({ name }) => escapeText(name)).join(', ')}. For others use roll_dice.`;
}
