import {
  ProtocolError,
  type Character,
  type CharacterId,
  type Choices,
  type GameStep,
  type GameView,
  type RollId,
  type SeatId,
  type SheetProblem,
  type StepId,
} from '@skald/protocol';
import { buildCharacter } from '../domain/rules/character/build-character.ts';
import { checkSheet } from '../domain/rules/character/check-sheet.ts';
import type { Viewer } from '../domain/rules/encounter/find-combatant.ts';
import type { CharacterEntry } from '../domain/rules/game-state.ts';
import { conditionsFor } from '../domain/rules/views/conditions.ts';
import type { CharacterRow, Write } from '../store/store.ts';
import { GameDesk, type GameDeskOptions } from './game-desk.ts';
import type { Person } from './people.ts';

/** Most characters that a table keeps, played or not. */
const CHARACTERS_MAX = 60;

export interface GameSeatsOptions extends Omit<GameDeskOptions, 'seats'> {
  readonly people: ReadonlyMap<string, Person>;
  /** The character of a seat has another name now. */
  readonly named: (person: Person) => void;
}

/** The game as the seats of one table reach it: who asks is known, and is asked for nothing that is not theirs. */
export class GameSeats {
  readonly desk: GameDesk;
  readonly #options: GameSeatsOptions;

  constructor(options: GameSeatsOptions) {
    this.#options = options;
    this.desk = new GameDesk({ ...options, seats: () => [...options.people.values()].map(viewerOf) });
  }

  viewFor(seatId: SeatId): GameView {
    return this.desk.viewFor(this.#viewer(seatId));
  }

  /** A step of a player; the same `clientStepId` is the same step. Throws `forbidden` for a listener, and what the rules refuse. */
  act(seatId: SeatId, clientStepId: string, step: GameStep): { stepId: StepId; rollIds: RollId[] } {
    this.#requirePlayer(seatId);
    const viewer = this.#viewer(seatId);
    const { stepId, rolls } = this.desk.act({ kind: 'seat', ...viewer }, step, { dedupeKey: `step:${seatId}:${clientStepId}` });
    return { stepId, rollIds: rolls.map((roll) => roll.rollId) };
  }

  /** Takes a step back; null the newest. Throws `nothing_to_undo`. */
  undo(seatId: SeatId, stepId: StepId | null): void {
    this.#requirePlayer(seatId);
    this.desk.undo({ kind: 'seat', ...this.#viewer(seatId) }, stepId);
    this.#syncNames();
  }

  /** A character made in the wizard becomes the seat's; the one it had is kept without a player. (G6.2) */
  create(seatId: SeatId, choices: Choices): CharacterId {
    this.#requirePlayer(seatId);
    return this.take(seatId, buildCharacter(choices, this.#options.table().language), {});
  }

  /** Keeps a whole sheet as the seat's character. The same sheet again is the same character. Throws `characters_full`. */
  take(seatId: SeatId, sheet: Character, aside: CharacterRow['aside']): CharacterId {
    const { ports, table } = this.#options;
    const rows = ports.store.readCharacters(table().id);
    const own = rows.find((row) => row.seatId === seatId);
    if (own?.sheet && JSON.stringify(own.sheet) === JSON.stringify(sheet)) return own.id;
    if (own?.sheet && rows.length >= CHARACTERS_MAX) throw new ProtocolError('characters_full');
    const id = own && !own.sheet ? own.id : ports.ids.character();
    const fill = { sheet, aside, name: sheet.name, revision: (own?.revision ?? 0) + 1 };
    const made: Write =
      id === own?.id
        ? { op: 'update', into: 'characters', id, set: fill }
        : {
            op: 'insert',
            into: 'characters',
            row: { ...fill, id, tableId: table().id, seatId, revision: 1, createdAtMs: ports.nowMs() },
          };
    this.#commit('character:created', { characterId: id, seatId }, [...released(own, id), made]);
    return id;
  }

  /** Takes a character that nobody plays. Throws `no_such_creature`, `not_yours`. (G6.3) */
  claim(seatId: SeatId, characterId: CharacterId): void {
    this.#requirePlayer(seatId);
    const entry = this.#entry(characterId);
    if (entry.seatId === seatId) return;
    if (entry.seatId !== null) throw new ProtocolError('not_yours');
    const { ports, table } = this.#options;
    const own = ports.store.readCharacters(table().id).find((row) => row.seatId === seatId);
    this.#commit('character:claimed', { characterId, seatId }, [
      ...released(own, characterId),
      { op: 'update', into: 'characters', id: characterId, set: { seatId } },
    ]);
  }

  /**
   * Keeps an edited sheet, of its player or by the host; with problems nothing is kept. Throws `not_yours`, and `sheet_changed` when
   * it rests on another revision than the newest. (G6.4)
   */
  edit(seatId: SeatId, wish: { characterId: CharacterId; revision: number; character: Character }): Edited {
    this.#requirePlayer(seatId);
    const viewer = this.#viewer(seatId);
    const entry = this.#entry(wish.characterId);
    if (!viewer.isHost && entry.seatId !== seatId) throw new ProtocolError('not_yours');
    const revision = this.desk.revisionOf(wish.characterId) ?? 0;
    if (revision !== wish.revision) throw new ProtocolError('sheet_changed');
    const character = this.#withKept(entry, wish.character, viewer);
    const problems = [...checkSheet(character), ...this.#pictureProblems(entry, character)];
    if (problems.length > 0) return { revision, problems };
    this.desk.putSheet({ kind: 'seat', ...viewer }, wish.characterId, character);
    this.#syncNames();
    return { revision: revision + 1, problems };
  }

  /** Characters were changed beside this desk: they are read again. */
  charactersChanged(): void {
    this.desk.reloadCharacters();
    this.#syncNames();
  }

  /** What an editor was not shown of the conditions stays as it is. */
  #withKept({ character: { vitals } }: CharacterEntry, edited: Character, viewer: Viewer): Character {
    const shown = conditionsFor(this.desk.state, vitals.conditions, viewer);
    if (shown.every((active, index) => active === vitals.conditions[index])) return edited;
    return { ...edited, vitals: { ...edited.vitals, conditions: vitals.conditions } };
  }

  #pictureProblems(entry: CharacterEntry, { portrait }: Character): SheetProblem[] {
    if (portrait === null || portrait === entry.character.portrait) return [];
    const { ports, table } = this.#options;
    return ports.store.findPicture(table().id, portrait) ? [] : [{ code: 'portrait_unknown', path: 'portrait' }];
  }

  #commit(type: string, payload: unknown, writes: readonly Write[]): void {
    const { ports, table } = this.#options;
    ports.store.commit({
      tableId: table().id,
      atMs: ports.nowMs(),
      events: [{ type, audience: 'party', payload }],
      writes,
    });
    this.charactersChanged();
  }

  #entry(characterId: CharacterId): CharacterEntry {
    const entry = this.desk.state.characters.find((one) => one.characterId === characterId);
    if (!entry) throw new ProtocolError('no_such_creature');
    return entry;
  }

  #syncNames(): void {
    for (const person of this.#options.people.values()) {
      const name = this.desk.state.characters.find((one) => one.seatId === person.row.id)?.character.name;
      if (name === undefined || name === person.characterName) continue;
      person.characterName = name;
      this.#options.named(person);
    }
  }

  #viewer(seatId: SeatId): Exclude<Viewer, 'dm'> {
    return viewerOf(this.#person(seatId));
  }

  #requirePlayer(seatId: SeatId): void {
    if (this.#person(seatId).row.role === 'listener') throw new ProtocolError('forbidden', 'a listener does not play');
  }

  #person(seatId: SeatId): Person {
    const person = this.#options.people.get(seatId);
    if (!person) throw new ProtocolError('seat_removed', `seat ${seatId} is not at this table`);
    return person;
  }
}

export interface Edited {
  readonly revision: number;
  readonly problems: SheetProblem[];
}

function viewerOf({ row }: Person): Exclude<Viewer, 'dm'> {
  return { seatId: row.id, isHost: row.isHost };
}

/** The character that a seat had goes on without a player. */
function released(own: CharacterRow | undefined, kept: CharacterId): Write[] {
  return own === undefined || own.id === kept ? [] : [{ op: 'update', into: 'characters', id: own.id, set: { seatId: null } }];
}
