import {
  ProtocolError,
  type Character,
  type CharacterId,
  type EncounterId,
  type GameStep,
  type GameView,
  type Roll,
  type SeatId,
  type SessionId,
  type StepId,
  type TableEvent,
  type TurnId,
} from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { applyStep } from '../domain/rules/apply-step.ts';
import type { Viewer } from '../domain/rules/encounter/find-combatant.ts';
import type { GameState } from '../domain/rules/game-state.ts';
import type { StepActor, ToldDeed } from '../domain/rules/step.ts';
import type { GameChange, MessageRow, StepRow, TableRow, Write } from '../store/store.ts';
import type { DiceBox } from './dice-box.ts';
import { diceOfStep } from './game-dice.ts';
import { audienceOfStep, changesBetween, deedMessages, withChange, writesFor, type Circumstances } from './game-records.ts';
import { stepToUndo, undoneDeeds, UNDOABLE_STEPS } from './game-undo.ts';
import { gameView, GameTeller, type GameFacts } from './game-views.ts';
import type { TablePorts } from './ports.ts';
import type { Broadcast } from './stream.ts';

export interface GameDeskOptions {
  readonly ports: Pick<TablePorts, 'store' | 'ids' | 'chance' | 'nowMs'>;
  readonly table: () => TableRow;
  readonly dice: Pick<DiceBox, 'roll'>;
  /** The evening that is open; null between evenings. */
  readonly sessionId: () => SessionId | null;
  /** A fight is play: it opens an evening where none is open. */
  readonly openSession: () => void;
  readonly seats: () => readonly Exclude<Viewer, 'dm'>[];
  readonly broadcast: Broadcast;
}

/** What came of a step. Asked for again with its key it is the same. */
export interface Acted {
  readonly stepId: StepId;
  readonly deeds: readonly ToldDeed[];
  readonly rolls: readonly Roll[];
}

export interface StepKeys {
  /** Key against doubles, unique at the table: a seat with its client's step id, a turn with its call. */
  readonly dedupeKey: string | null;
  /** The turn of the DM that asks. */
  readonly turnId?: TurnId | null;
  /** Fewer people than the rules would tell, of a check or save in a private turn. Steps that change anything have none. (F5) */
  readonly audience?: Audience | null;
}

/**
 * The game of one live table: keeps its state, applies steps one after the other, commits each in one batch with all that it
 * changed, then tells each seat what it may know. (G5.26-G5.31)
 */
export class GameDesk {
  readonly #options: GameDeskOptions;
  readonly #teller: GameTeller;
  readonly #ordinals = new Map<string, number>();
  #turnId: TurnId | null = null;
  #facts: GameFacts;
  #encounters: ReadonlySet<EncounterId>;

  constructor(options: GameDeskOptions) {
    this.#options = options;
    this.#teller = new GameTeller((event, seatId) => options.broadcast(event, seatId));
    const { store } = options.ports;
    const { id } = options.table();
    const standing = store.readSteps(id, UNDOABLE_STEPS + 1);
    const encounter = store.findEncounter(id)?.state ?? null;
    const { characters, revisions } = readCharacters(store, id);
    this.#facts = { state: { characters, encounter }, revisions, standing };
    const known = standing.flatMap((row) => [row.before.encounter?.id, row.after.encounter?.id]);
    this.#encounters = new Set([...known, encounter?.encounterId].filter((one) => one !== undefined));
  }

  get state(): GameState {
    return this.#facts.state;
  }

  revisionOf(characterId: CharacterId): number | null {
    return this.#facts.revisions.get(characterId) ?? null;
  }

  /** The game as a seat or the DM may see it. */
  viewFor(viewer: Viewer): GameView {
    return gameView(this.#facts, viewer);
  }

  /**
   * Takes a step. Throws ProtocolError with a code of the rules or of the dice, and changes nothing then; dice that were drawn stay
   * drawn, and a step that is tried again gets the same ones.
   */
  act(actor: StepActor, step: GameStep, { dedupeKey, turnId = null, audience = null }: StepKeys): Acted {
    const { ports, table, dice, openSession } = this.#options;
    const { id: tableId, language } = table();
    const known = dedupeKey === null ? null : ports.store.findStepByKey(tableId, dedupeKey);
    if (known) return { stepId: known.id, deeds: known.after.deeds, rolls: known.after.rolls };
    const { state, standing } = this.#facts;
    const after = standing[0]?.id ?? '';
    const ordinalOf = (key: string): number => this.#ordinal(turnId, key);
    const draw = diceOfStep({ dice, chance: ports.chance, language, state, step, turnId, after, ordinalOf });
    const roll: typeof draw = (wish) => draw(audience === null ? wish : { ...wish, audience });
    const { ids } = ports;
    const tools = { roll, newCombatantId: () => ids.combatant(), newEncounterId: () => ids.encounter() };
    const result = applyStep(state, step, actor, tools);
    if (step.kind === 'encounter:begin') openSession();
    const deeds = audience === null ? result.deeds : result.deeds.map(({ deed }) => ({ deed, audience }));
    return this.#record({ kind: step.kind, seatId: seatOf(actor), dedupeKey, ...result, deeds });
  }

  /** A sheet as somebody edited it; who may and whether it is right is the caller's to check. It can be taken back like a step. */
  putSheet(actor: StepActor, characterId: CharacterId, character: Character): Acted {
    const characters = this.state.characters.map((one) => (one.characterId === characterId ? { ...one, character } : one));
    const deeds: ToldDeed[] = [{ deed: { code: 'sheet_changed', params: { actor: character.name } }, audience: 'party' }];
    const state = { ...this.state, characters };
    return this.#record({ kind: 'character:edit', seatId: seatOf(actor), dedupeKey: null, state, deeds, rolls: [] });
  }

  /**
   * Takes a step back: its effects, not its dice. `stepId` is the one that was shown, null the newest. Throws ProtocolError
   * `nothing_to_undo` when it is not this actor's to take back, or something it changed was changed since. (G5.30)
   */
  undo(actor: StepActor, stepId: StepId | null): void {
    const { ports } = this.#options;
    const viewer: Viewer = actor.kind === 'dm' ? 'dm' : actor;
    const row = stepToUndo(this.#facts.standing, this.state, viewer);
    if (row === null || (stepId !== null && row.id !== stepId)) throw new ProtocolError('nothing_to_undo');
    const about = this.#circumstances();
    const messages = deedMessages(undoneDeeds(row), { ...about, stepId: row.id, seatId: seatOf(actor) }, () =>
      ports.ids.message(),
    );
    const marked = row.after.messageIds.flatMap((id) => this.#marked(id));
    this.#commit({
      state: withChange(this.state, row.before),
      change: row.before,
      writes: [
        ...writesFor(row.after, row.before, about),
        { op: 'update', into: 'game_steps', id: row.id, set: { undoneAtMs: about.atMs } },
        ...marked.map((one): Write => ({ op: 'update', into: 'messages', id: one.id, set: { message: one.message } })),
      ],
      posted: messages,
      marked,
      log: { type: 'game:undone', audience: row.audience, payload: { stepId: row.id } },
      standing: this.#facts.standing.filter((one) => one.id !== row.id),
    });
  }

  /** Reads the characters again, after somebody else kept one, and tells what became different. */
  reloadCharacters(): void {
    const { ports, table } = this.#options;
    const { characters, revisions } = readCharacters(ports.store, table().id);
    this.#put({ ...this.#facts, state: { ...this.state, characters }, revisions });
  }

  /** Somebody came, or became host: what they may see is different now. */
  seatsChanged(): void {
    this.#put(this.#facts);
  }

  #record(step: Recorded): Acted {
    const { ports } = this.#options;
    const about = this.#circumstances();
    const { before, after } = changesBetween(this.state, step.state);
    const stepId = ports.ids.step();
    const { kind, seatId, dedupeKey, deeds, rolls } = step;
    const messages = deedMessages(deeds, { ...about, stepId, seatId }, () => ports.ids.message());
    const audience = audienceOfStep(deeds, seatId);
    const row: StepRow = {
      id: stepId,
      tableId: about.tableId,
      sessionId: about.sessionId,
      seatId,
      kind,
      audience,
      dedupeKey,
      before,
      after: { ...after, deeds, rolls, messageIds: messages.map((message) => message.id) },
      atMs: about.atMs,
      undoneAtMs: null,
    };
    this.#commit({
      state: step.state,
      change: after,
      writes: [...writesFor(before, after, about), { op: 'insert', into: 'game_steps', row }],
      posted: messages,
      marked: [],
      log: {
        type: 'game:stepped',
        audience,
        payload: { stepId, kind, seatId, deeds: deeds.filter((one) => one.audience === audience) },
      },
      standing: [row, ...this.#facts.standing].slice(0, UNDOABLE_STEPS + 1),
    });
    return { stepId, deeds, rolls };
  }

  /** One batch for everything; only when it is kept does the state follow, and is anybody told. */
  #commit({ state, change, writes, posted, marked, log, standing }: Committed): void {
    const { ports, broadcast } = this.#options;
    const { tableId, atMs } = this.#circumstances();
    const told = [
      ...marked.map((row) => ({ event: { type: 'message:changed', message: row.message } satisfies TableEvent, row })),
      ...posted.map((row) => ({ event: { type: 'message:posted', message: row.message } satisfies TableEvent, row })),
    ];
    ports.store.commit({
      tableId,
      atMs,
      events: [log, ...told.map(({ event, row }) => ({ type: event.type, audience: row.audience, payload: event }))],
      writes: [...writes, ...posted.map((row): Write => ({ op: 'insert', into: 'messages', row }))],
    });
    const revisions = new Map(this.#facts.revisions);
    for (const { id } of change.characters) revisions.set(id, (revisions.get(id) ?? 0) + 1);
    if (change.encounter) this.#encounters = new Set([...this.#encounters, change.encounter.id]);
    for (const { event, row } of told) broadcast(event, row.audience);
    this.#put({ state, revisions, standing });
  }

  #put(facts: GameFacts): void {
    const before = this.#facts;
    this.#facts = facts;
    this.#teller.tellChanges(this.#options.seats(), before, facts);
  }

  #marked(id: MessageRow['id']): MessageRow[] {
    const row = this.#options.ports.store.findMessage(this.#options.table().id, id);
    return row?.message.kind === 'deed' ? [{ ...row, message: { ...row.message, isUndone: true } }] : [];
  }

  #circumstances(): Circumstances {
    const { ports, table, sessionId } = this.#options;
    return {
      tableId: table().id,
      sessionId: sessionId(),
      atMs: ports.nowMs(),
      revisions: this.#facts.revisions,
      knownEncounters: this.#encounters,
    };
  }

  /** How often this turn asked for the same dice before: a turn that is repeated counts from 0 again. */
  #ordinal(turnId: TurnId | null, key: string): number {
    if (turnId !== this.#turnId) this.#ordinals.clear();
    this.#turnId = turnId;
    const times = this.#ordinals.get(key) ?? 0;
    this.#ordinals.set(key, times + 1);
    return times;
  }
}

interface Recorded extends Omit<Acted, 'stepId'> {
  readonly kind: string;
  readonly seatId: SeatId | null;
  readonly dedupeKey: string | null;
  readonly state: GameState;
}

interface Committed {
  readonly state: GameState;
  /** What is new in the state. */
  readonly change: GameChange;
  readonly writes: readonly Write[];
  readonly posted: readonly MessageRow[];
  readonly marked: readonly MessageRow[];
  readonly log: { readonly type: string; readonly audience: StepRow['audience']; readonly payload: unknown };
  readonly standing: readonly StepRow[];
}

function seatOf(actor: StepActor): SeatId | null {
  return actor.kind === 'dm' ? null : actor.seatId;
}

function readCharacters(store: TablePorts['store'], tableId: TableRow['id']) {
  const rows = store.readCharacters(tableId);
  return {
    characters: rows.flatMap(({ id, seatId, sheet }) => (sheet === null ? [] : [{ characterId: id, seatId, character: sheet }])),
    revisions: new Map(rows.map((row): [CharacterId, number] => [row.id, row.revision])),
  };
}
