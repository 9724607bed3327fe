import type { CharacterView, SheetView } from '@skald/protocol';
import { deriveSheet } from '../creature.ts';
import type { Viewer } from '../encounter/find-combatant.ts';
import type { CharacterEntry, GameState } from '../game-state.ts';
import { vitalsFor } from './conditions.ts';

/** A character as everybody at the table may see it. */
export function characterView(
  state: GameState,
  { characterId, seatId, character }: CharacterEntry,
  viewer: Viewer,
): CharacterView {
  const { name, classes, species, vitals, portrait } = character;
  return {
    characterId,
    seatId,
    name,
    classes: classes.map(({ key, name: className, level }) => ({ key, name: className, level })),
    species,
    vitals: vitalsFor(state, vitals, viewer),
    armourClass: deriveSheet(character).armourClass,
    portrait,
  };
}

/** Whether the whole sheet is for these eyes: of its player, the host and the DM. */
export function maySeeSheet({ seatId }: CharacterEntry, viewer: Viewer): boolean {
  return viewer === 'dm' || viewer.isHost || seatId === viewer.seatId;
}

/** The whole sheet with what follows from it. `revision` is that of its row. */
export function sheetView(state: GameState, entry: CharacterEntry, revision: number, viewer: Viewer): SheetView {
  const character = { ...entry.character, vitals: vitalsFor(state, entry.character.vitals, viewer) };
  return { characterId: entry.characterId, seatId: entry.seatId, revision, character, derived: deriveSheet(entry.character) };
}
