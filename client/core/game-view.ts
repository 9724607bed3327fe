import type { CharacterId, GameView, TableEvent } from '@skald/protocol';

type GameEvent = Extract<
  TableEvent,
  { type: 'character:changed' | 'character:left' | 'sheet:changed' | 'encounter:changed' | 'undoable:changed' }
>;

/** The game after an event; each event brings the whole of what it names. */
export function applyGameEvent(game: GameView, event: GameEvent): GameView {
  switch (event.type) {
    case 'character:changed':
      return { ...game, characters: put(game.characters, event.character) };
    case 'character:left':
      return {
        ...game,
        characters: game.characters.filter((one) => one.characterId !== event.characterId),
        sheets: game.sheets.filter((one) => one.characterId !== event.characterId),
      };
    case 'sheet:changed':
      return { ...game, sheets: put(game.sheets, event.sheet) };
    case 'encounter:changed':
      return { ...game, encounter: event.encounter };
    case 'undoable:changed':
      return { ...game, undoable: event.undoable };
  }
}

/** Replaces what has the same id, where it stands, or adds it at the end. */
function put<One extends { readonly characterId: CharacterId }>(list: readonly One[], one: One): One[] {
  const isKnown = list.some((old) => old.characterId === one.characterId);
  return isKnown ? list.map((old) => (old.characterId === one.characterId ? one : old)) : [...list, one];
}
