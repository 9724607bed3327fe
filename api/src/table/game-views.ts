import type { CharacterId, GameView, SeatId, TableEvent } from '@skald/protocol';
import type { Viewer } from '../domain/rules/encounter/find-combatant.ts';
import type { GameState } from '../domain/rules/game-state.ts';
import { characterView, maySeeSheet, sheetView } from '../domain/rules/views/character-views.ts';
import { encounterView } from '../domain/rules/views/encounter-view.ts';
import type { StepRow } from '../store/store.ts';
import { undoableFor } from './game-undo.ts';

/** All that views are made of. */
export interface GameFacts {
  readonly state: GameState;
  readonly revisions: ReadonlyMap<CharacterId, number>;
  /** Steps that were not taken back, newest first. */
  readonly standing: readonly StepRow[];
}

export function gameView({ state, revisions, standing }: GameFacts, viewer: Viewer): GameView {
  return {
    characters: state.characters.map((entry) => characterView(state, entry, viewer)),
    sheets: state.characters
      .filter((entry) => maySeeSheet(entry, viewer))
      .map((entry) => sheetView(state, entry, revisions.get(entry.characterId) ?? 0, viewer)),
    encounter: encounterView(state, viewer),
    undoable: undoableFor(standing, state, viewer),
  };
}

/** Tells each seat what became different for it, and nothing else. */
export class GameTeller {
  /** For each seat what it was told last of each thing, as text. */
  readonly #told = new Map<SeatId, Map<string, string>>();
  readonly #tell: (event: TableEvent, seatId: SeatId) => void;

  constructor(tell: (event: TableEvent, seatId: SeatId) => void) {
    this.#tell = tell;
  }

  /** `before` is what a seat that was told nothing yet has from its snapshot. */
  tellChanges(viewers: readonly Exclude<Viewer, 'dm'>[], before: GameFacts, after: GameFacts): void {
    const here = new Set(viewers.map((viewer) => viewer.seatId));
    for (const seatId of this.#told.keys()) if (!here.has(seatId)) this.#told.delete(seatId);
    for (const viewer of viewers) {
      const told = this.#told.get(viewer.seatId) ?? textsOf(eventsOf(gameView(before, viewer)));
      const events = eventsOf(gameView(after, viewer));
      this.#told.set(viewer.seatId, textsOf(events));
      for (const [key, event] of events) if (told.get(key) !== JSON.stringify(event)) this.#tell(event, viewer.seatId);
      for (const characterId of leftOf(told, events)) this.#tell({ type: 'character:left', characterId }, viewer.seatId);
    }
  }
}

/** A view as the events that would bring it about, each under a key of its own. */
function eventsOf({ characters, sheets, encounter, undoable }: GameView): Map<string, TableEvent> {
  return new Map<string, TableEvent>([
    ...characters.map((character): [string, TableEvent] => [
      `character:${character.characterId}`,
      { type: 'character:changed', character },
    ]),
    ...sheets.map((sheet): [string, TableEvent] => [`sheet:${sheet.characterId}`, { type: 'sheet:changed', sheet }]),
    ['encounter', { type: 'encounter:changed', encounter }],
    ['undoable', { type: 'undoable:changed', undoable }],
  ]);
}

function textsOf(events: ReadonlyMap<string, TableEvent>): Map<string, string> {
  return new Map([...events].map(([key, event]) => [key, JSON.stringify(event)]));
}

function leftOf(told: ReadonlyMap<string, string>, events: ReadonlyMap<string, TableEvent>): CharacterId[] {
  return [...told.keys()]
    .filter((key) => key.startsWith('character:') && !events.has(key))
    .map((key) => key.slice('character:'.length) as CharacterId);
}
