import {
  ProtocolError,
  sentence,
  type Roll,
  type Scene,
  type SeatId,
  type SessionId,
  type TableId,
  type TurnId,
  type Voice,
} from '@skald/protocol';
import { isWithin, type Audience } from '../domain/audience.ts';
import { STATE_SUBJECT } from '../domain/adventure/state.ts';
import { castVoice } from '../domain/casting/cast-voice.ts';
import type { EntityView, FactView } from '../mind/prompt/turn-context.ts';
import { ToolError, type NpcRequest, type RollRequest, type TurnWorld } from '../mind/tools/world.ts';
import type { QuestRequest } from '../mind/tools/world-game.ts';
import type { EntityRow, FactRow, Write } from '../store/store.ts';
import { attemptOf, type DiceBox } from './dice-box.ts';
import { speakerNameOf, type Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Stream } from './stream.ts';
import type { SpotlightDesk } from './spotlight-desk.ts';
import type { QuestDesk } from './quest-desk.ts';
import { LiveTurnGame, type TurnGameDesk } from './turn-game.ts';
import { entityView } from './turn-context.ts';

/** Predicates that hold one value at a time: a new one ends the old (M5). */
const SINGLE_VALUED = new Set(['scene', 'is', 'is_at', 'holds', 'status', 'attitude', 'owner', 'name', 'goal']);

interface Setting {
  readonly tableId: TableId;
  readonly turnId: TurnId;
  readonly sessionId: SessionId | null;
  /** Whom the turn's prompt is for: what its tools write has the same audience. (F5) */
  readonly audience: Audience;
  readonly people: ReadonlyMap<string, Person>;
  readonly game: TurnGameDesk;
  readonly quests: Pick<QuestDesk, 'note'>;
  readonly spotlight: Pick<SpotlightDesk, 'offered'>;
}

/** What tools do during one turn, provisional until the turn is over. Rolls are committed when drawn, NPCs when made. */
export class LiveWorld implements TurnWorld {
  readonly game: LiveTurnGame;
  readonly #ports: TablePorts;
  readonly #stream: Stream;
  readonly #dice: DiceBox;
  readonly #setting: Setting;
  readonly #entities: Map<string, EntityRow>;
  readonly #facts: FactRow[] = [];
  /** How often this turn asked for the same dice. */
  readonly #asked = new Map<string, number>();
  #scene: Scene | null = null;

  constructor(ports: TablePorts, stream: Stream, dice: DiceBox, setting: Setting) {
    this.#ports = ports;
    this.#stream = stream;
    this.#dice = dice;
    this.#setting = setting;
    this.game = new LiveTurnGame(setting);
    this.#entities = new Map(ports.store.readEntities(setting.tableId).map((row) => [row.id, row]));
  }

  get seats(): TurnWorld['seats'] {
    return [...this.#setting.people.values()].map((person) => ({
      seatId: person.row.id,
      player: person.row.name,
      character: person.characterName,
    }));
  }

  rollDice(request: RollRequest): Roll {
    const { notation, label, actor, difficulty } = request;
    const { audience, turnId } = this.#setting;
    const asked = [actor ?? '', label, notation].join('|');
    const ordinal = this.#asked.get(asked) ?? 0;
    this.#asked.set(asked, ordinal + 1);
    const seatId = actor === null ? null : this.#seatNamed(actor);
    const attempt = attemptOf(label, actor, difficulty);
    const wish = { dice: notation, label, seatId, audience, difficulty, stakes: null, attempt, turnId, ordinal };
    return this.#dice.roll({ ...wish, dedupeKey: null });
  }

  findEntity(name: string): { entity: EntityView; facts: readonly FactView[] } | null {
    const row = this.#named(name);
    if (!row) return null;
    const { store, nowMs } = this.#ports;
    const facts = store
      .readFacts(this.#setting.tableId, nowMs())
      .filter((fact) => this.#mayUse(fact.audience) && fold(fact.subject) === fold(row.name));
    return { entity: entityView(row), facts };
  }

  updateFact(fact: FactView): void {
    const { ids, nowMs } = this.#ports;
    const { tableId, audience } = this.#setting;
    this.#facts.push({
      id: ids.fact(),
      tableId,
      entityId: null,
      ...fact,
      audience,
      sourceId: null,
      confidence: 1,
      validFromMs: nowMs(),
      validToMs: null,
    });
  }

  createNpc(npc: NpcRequest): EntityView {
    return entityView(this.#named(npc.name) ?? this.#addNpc(npc));
  }

  setScene(scene: Scene): void {
    if (this.#setting.audience !== 'party')
      throw new ToolError('The scene is not changed in private: everybody would see it. Nothing was done.');
    this.#scene = scene;
  }

  setQuest(quest: QuestRequest): void {
    if (this.#setting.audience !== 'party')
      throw new ToolError('Quests are not changed in private: everybody would see it. Nothing was done.');
    try {
      this.#setting.quests.note(quest);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new ToolError(`${sentence(error.code, 'en')} Nothing was done.`, { cause: error });
    }
  }

  askPlayer(seatId: SeatId): void {
    const { audience, spotlight, turnId } = this.#setting;
    if (audience === 'party') spotlight.offered(seatId, turnId);
  }

  /** The NPC of this name: known, or created in this turn, or created now without a wish. */
  npcNamed(name: string): EntityRow {
    return this.#named(name) ?? this.#addNpc({ name, description: '', gender: 'neutral', age: 'adult', aliases: [] });
  }

  /** The voice of an NPC, cast once and kept while it is offered; null while no voice is. */
  voiceOf(npc: EntityRow): Voice | null {
    const { store, voicebox, nowMs } = this.#ports;
    const { tableId } = this.#setting;
    const known = this.#entities.get(npc.id) ?? npc;
    const offers = voicebox.abilities?.voices ?? [];
    if (known.voice && offers.some((offer) => offer.voiceId === known.voice?.voiceId)) return known.voice;
    const taken = [...this.#entities.values()].map((row) => row.voice).filter((voice) => voice !== null);
    const voice = castVoice(
      offers,
      store.findTable(tableId)?.language ?? 'en',
      known.wish ?? { gender: 'neutral', age: 'adult' },
      taken,
    );
    if (!voice) return null;
    this.#entities.set(known.id, { ...known, voice });
    store.commit({
      tableId,
      atMs: nowMs(),
      events: [{ type: 'voice:cast', audience: 'party', payload: { entityId: known.id, voice } }],
      writes: [{ op: 'update', into: 'entities', id: known.id, set: { voice } }],
    });
    return voice;
  }

  /** Commits what is provisional. Called once, when enough of the turn was heard. */
  settle(): void {
    const { store, nowMs } = this.#ports;
    const { tableId } = this.#setting;
    if (this.#facts.length > 0) {
      const writes = factWrites(store.readFacts(tableId, nowMs()), this.#facts, nowMs());
      store.commit({
        tableId,
        atMs: nowMs(),
        events: [{ type: 'facts:settled', audience: 'dm', payload: { count: this.#facts.length } }],
        writes,
      });
    }
    if (this.#scene)
      this.#stream.record({ type: 'scene:changed', scene: this.#scene }, [
        { op: 'update', into: 'rooms', id: tableId, set: { scene: this.#scene } },
      ]);
  }

  #seatNamed(actor: string): SeatId | null {
    const isNamed = (person: Person): boolean =>
      [person.characterName, person.row.name, speakerNameOf(person)].some((name) => name !== null && fold(name) === fold(actor));
    return [...this.#setting.people.values()].find(isNamed)?.row.id ?? null;
  }

  #named(name: string): EntityRow | undefined {
    const isNamed = (row: EntityRow): boolean => [row.name, ...row.aliases].some((known) => fold(known) === fold(name));
    return [...this.#entities.values()].find((row) => this.#mayUse(row.audience) && isNamed(row));
  }

  #mayUse(audience: Audience): boolean {
    return isWithin(this.#setting.audience, audience);
  }

  #addNpc(npc: NpcRequest): EntityRow {
    const { ids, store, nowMs } = this.#ports;
    const { tableId, audience } = this.#setting;
    const { name, aliases, description, gender, age } = npc;
    const row: EntityRow = {
      id: ids.entity(),
      tableId,
      kind: 'npc',
      name,
      aliases,
      description,
      voice: null,
      wish: { gender, age },
      audience,
      createdAtMs: nowMs(),
    };
    this.#entities.set(row.id, row);
    const event = { type: 'entity:created', audience, payload: { entityId: row.id, kind: row.kind } };
    store.commit({ tableId, atMs: nowMs(), events: [event], writes: [{ op: 'insert', into: 'entities', row }] });
    return row;
  }
}

/** New facts in their order; one value at a time ends the one before it, a fact that is known already is left alone. */
function factWrites(known: readonly FactRow[], added: readonly FactRow[], nowMs: number): Write[] {
  const writes: Write[] = [];
  let valid = [...known];
  const isAbout = (one: FactRow, other: FactRow): boolean =>
    one.audience === other.audience && fold(one.subject) === fold(other.subject) && one.predicate === other.predicate;
  for (const fact of added) {
    if (valid.some((one) => isAbout(one, fact) && fold(one.object) === fold(fact.object))) continue;
    const ended =
      SINGLE_VALUED.has(fact.predicate) || fact.subject === STATE_SUBJECT ? valid.filter((one) => isAbout(one, fact)) : [];
    writes.push(...ended.map((one): Write => ({ op: 'update', into: 'entity_facts', id: one.id, set: { validToMs: nowMs } })), {
      op: 'insert',
      into: 'entity_facts',
      row: fact,
    });
    valid = [...valid.filter((one) => !ended.includes(one)), fact];
  }
  return writes;
}

/** Names compare without case, with ё as е. */
function fold(text: string): string {
  return text.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е');
}
