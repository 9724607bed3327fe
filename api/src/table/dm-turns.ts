import type { DmState, Language, Message, MessageId, SeatId, SegmentId, TurnId, VoiceOffer } from '@skald/protocol';
import { narratorVoice } from '../domain/casting/cast-voice.ts';
import { mayKnow, type Audience } from '../domain/audience.ts';
import { OPEN_FLOOR, stepFloor, type Floor, type FloorEvent } from '../domain/floor/floor.ts';
import { languageOfLine } from '../domain/script/line-language.ts';
import { spokenForm } from '../domain/script/spoken-form.ts';
import { ModelError } from '../mind/models/model.ts';
import type { TurnCause } from '../mind/prompt/turn-context.ts';
import type { TurnOutput } from '../mind/turn/mind.ts';
import type { MessageRow, TableRow, Write } from '../store/store.ts';
import type { Campaign } from './campaign.ts';
import type { CareDesk } from './care.ts';
import { releaseTurnRolls, type DiceBox } from './dice-box.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';
import { recoverTurns, settleLate, shownPart } from './turn-aftermath.ts';
import { gatherContext, saidBy } from './turn-context.ts';
import type { TurnGameDesk } from './turn-game.ts';
import { LiveWorld } from './turn-world.ts';

export interface SegmentProgress {
  readonly turnId: TurnId;
  readonly segmentId: SegmentId;
  readonly state: 'started' | 'spoken' | 'cut' | 'failed';
  readonly heardCharacters: number;
}

interface Given {
  readonly messageId: MessageId;
  /** As shown. */
  readonly text: string;
  /** As spoken: numbers and dice written out. What was heard is told in its characters. */
  readonly spoken: string;
}

interface LiveTurn {
  readonly turnId: TurnId;
  /** Who may know of it. Only what the whole party may hear is spoken. (F5) */
  readonly audience: Audience;
  readonly abort: AbortController;
  readonly world: LiveWorld;
  readonly given: Map<SegmentId, Given>;
  doing: 'deliberating' | 'rolling' | 'looking_up';
  /** The line that began last, until none is left to be spoken: a breath between two lines is still speaking. */
  speaking: MessageId | null;
  /** Something of it was heard, or shown where there is no voice. */
  wasHeard: boolean;
  usage: Record<string, unknown>;
}

export interface DmTurnsOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
  readonly sessions: Sessions;
  readonly dice: DiceBox;
  readonly care: CareDesk & Pick<Campaign, 'quests' | 'spotlight'>;
  readonly game: TurnGameDesk;
  readonly onState: () => void;
}

/** The DM's turns at one table: runs what the floor decides, and keeps the account of what was heard. */
export class DmTurns {
  readonly #options: DmTurnsOptions;
  readonly #ports: TablePorts;
  #floor: Floor = OPEN_FLOOR;
  #live: LiveTurn | null = null;
  #isClosed = false;
  /** An evening began with a private turn: the next public one opens it. */
  #isOpeningDue = false;

  constructor(options: DmTurnsOptions) {
    this.#options = options;
    this.#ports = options.ports;
  }

  /** What the DM is doing as far as a seat may know: a private turn of others does not show. (F5) */
  stateFor(seatId: SeatId): DmState {
    const speaker = (id: MessageId) => speakerOf(this.#ports.store.findMessage(this.#tableId, id)?.message);
    return stateOf(this.#floor, this.#live, seatId, speaker);
  }

  address(messageId: MessageId, audience: Audience): void {
    this.#step({ type: 'addressed', messageId, audience });
  }

  progress(progress: SegmentProgress): void {
    const { turnId, segmentId, state, heardCharacters } = progress;
    const turn = this.#live;
    const given = turn?.turnId === turnId ? turn.given.get(segmentId) : undefined;
    if (!turn || !given) return settleLate(this.#ports, this.#options.stream, this.#options.table(), progress);
    if (state === 'started') {
      turn.speaking = given.messageId;
      turn.wasHeard = true;
      this.#mark(given, 'speaking', null);
      return this.#step({ type: 'segmentMoved', turnId });
    }
    turn.given.delete(segmentId);
    if (turn.given.size === 0) turn.speaking = null;
    if (state === 'cut') this.#mark(given, 'cut', shownPart(given.text, given.spoken.length, heardCharacters));
    else this.#mark(given, state === 'spoken' ? 'heard' : 'silent', null);
    this.#step({ type: state === 'cut' ? 'stopped' : 'segmentSettled', turnId });
  }

  /** Ends the turn now: a player spoke over it, or pressed stop. */
  stop(): void {
    if (this.#live) this.#step({ type: 'stopped', turnId: this.#live.turnId });
    else this.#ports.voicebox.stop(this.#tableId);
  }

  /** A stop card: falls silent at once, ends the turn, and begins none until `resume`. (G9) */
  pause(): void {
    this.#ports.voicebox.stop(this.#tableId);
    this.#step({ type: 'paused' });
  }

  resume(): void {
    this.#step({ type: 'resumed' });
  }

  /** The bot is gone: what was not spoken becomes text. */
  loseVoice(): void {
    const turn = this.#live;
    if (!turn) return;
    const lost = [...turn.given.values()];
    turn.given.clear();
    turn.speaking = null;
    for (const given of lost) {
      this.#mark(given, 'silent', null);
      this.#step({ type: 'segmentSettled', turnId: turn.turnId });
    }
  }

  tick(): void {
    this.#step({ type: 'ticked' });
  }

  /** Ends turns that an earlier run of the process left open. Call it once, before anything else. */
  recover(): void {
    recoverTurns(this.#ports, this.#options.stream, this.#tableId);
  }

  /** Answers what nobody answered before the process ended. */
  takeUpUnanswered(): void {
    for (const row of this.#ports.store.readUnanswered(this.#tableId)) this.address(row.id, row.audience);
  }

  close(): void {
    this.#isClosed = true;
    this.#live?.abort.abort();
  }

  get #tableId(): TableRow['id'] {
    return this.#options.table().id;
  }

  #step(event: FloorEvent): void {
    if (this.#isClosed) return;
    const next = stepFloor(this.#floor, event, this.#ports.nowMs(), this.#ports.ids.turn());
    this.#floor = next.floor;
    for (const command of next.commands) {
      if (command.type === 'startTurn') this.#startTurn(command.turnId, command.audience);
      else this.#endTurn(command.outcome);
    }
    this.#options.onState();
  }

  #startTurn(turnId: TurnId, audience: Audience): void {
    const { store, nowMs, log } = this.#ports;
    const { sessions, stream, dice, people, game } = this.#options;
    const { quests, spotlight } = this.#options.care;
    const tableId = this.#tableId;
    const rows = store.readUnanswered(tableId).filter((row) => row.audience === audience);
    const isOpening = this.#opens(audience, sessions.ensureStarted());
    const sessionId = sessions.runningId;
    if (!sessionId) throw new Error('a turn needs a session');
    store.commit({
      tableId,
      atMs: nowMs(),
      events: [{ type: 'turn:started', audience: 'dm', payload: { turnId, answers: rows.map((row) => row.id) } }],
      writes: [
        {
          op: 'insert',
          into: 'turns',
          row: { id: turnId, tableId, sessionId, state: 'open', startedAtMs: nowMs(), endedAtMs: null, usage: {} },
        },
        ...rows.map((row): Write => ({ op: 'update', into: 'messages', id: row.id, set: { answeredBy: turnId } })),
      ],
    });
    const setting = { tableId, turnId, sessionId, audience, people, game, quests, spotlight };
    const world = new LiveWorld(this.#ports, stream, dice, setting);
    this.#live = {
      turnId,
      audience,
      abort: new AbortController(),
      world,
      given: new Map(),
      doing: 'deliberating',
      speaking: null,
      wasHeard: false,
      usage: {},
    };
    this.#think(this.#live, rows, isOpening).catch((error: unknown) =>
      log.error({ tableId, turnId, err: error }, 'a turn broke'),
    );
  }

  /** Whether a turn opens the evening: the first public one does. */
  #opens(audience: Audience, isNewSession: boolean): boolean {
    const isDue = isNewSession || this.#isOpeningDue;
    this.#isOpeningDue = isDue && audience !== 'party';
    return isDue && audience === 'party';
  }

  async #think(turn: LiveTurn, rows: readonly MessageRow[], isOpening: boolean): Promise<void> {
    const { people, sessions } = this.#options;
    const said = rows.map((row) => saidBy(row, people)).filter((one) => one !== null);
    const cause: TurnCause = isOpening
      ? { kind: 'sessionStarted', isFirst: sessions.current?.number === 1, said }
      : { kind: 'addressed', said };
    try {
      const context = gatherContext(this.#ports.store, this.#tableId, {
        audience: turn.audience,
        cause,
        people,
        nowMs: this.#ports.nowMs(),
        care: this.#options.care.careFor(turn.turnId, turn.audience),
        game: { creatures: turn.world.game.creatures, fight: turn.world.game.fight },
      });
      for await (const output of this.#ports.mind.runTurn(context, turn.world, turn.abort.signal)) {
        if (this.#live !== turn) return;
        this.#take(turn, output);
      }
    } catch (error) {
      if (this.#live !== turn || turn.abort.signal.aborted) return;
      this.#reportFailure(turn, error);
    }
    this.#step({ type: 'deliberated', turnId: turn.turnId });
  }

  #reportFailure(turn: LiveTurn, error: unknown): void {
    const { log, ids, nowMs } = this.#ports;
    const isExpected = error instanceof ModelError;
    log.warn(
      {
        tableId: this.#tableId,
        turnId: turn.turnId,
        code: isExpected ? error.code : 'internal',
        err: isExpected ? undefined : error,
      },
      'the mind failed in a turn',
    );
    this.#options.stream.post({
      message: { kind: 'notice', messageId: ids.message(), atMs: nowMs(), code: 'dm_failed', params: {} },
      audience: turn.audience,
      sessionId: this.#options.sessions.runningId,
    });
  }

  #take(turn: LiveTurn, output: TurnOutput): void {
    if (output.type === 'segment') return this.#give(turn, output.speaker, output.text);
    if (output.type === 'done')
      turn.usage = { model: output.model, rounds: output.rounds, firstTextMs: output.firstTextMs, ...output.usage };
    else turn.doing = output.doing;
    this.#options.onState();
  }

  /** Shows a segment, and gives it to the voice where there is one. */
  #give(turn: LiveTurn, speakerName: string | null, text: string): void {
    const { ids, nowMs, voicebox } = this.#ports;
    const { turnId, audience } = turn;
    const isPrivate = audience !== 'party';
    const npc = speakerName === null ? null : turn.world.npcNamed(speakerName);
    const offers = voicebox.abilities?.voices ?? [];
    const language = npc ? this.#options.table().language : narratedIn(text, this.#options.table().language, offers);
    const voice = isPrivate ? null : npc ? turn.world.voiceOf(npc) : narratorVoice(offers, language);
    const segmentId = ids.segment();
    const messageId = ids.message();
    const speaker = npc ? ({ kind: 'npc', entityId: npc.id, name: npc.name } as const) : ({ kind: 'narrator' } as const);
    const message: DmMessage = {
      kind: 'dm',
      messageId,
      atMs: nowMs(),
      turnId,
      segmentId,
      speaker,
      text,
      state: voice ? 'pending' : 'silent',
      heardText: null,
      isPrivate,
    };
    this.#options.stream.post({ message, audience, sessionId: this.#options.sessions.runningId });
    if (!voice) {
      turn.wasHeard = true;
      return;
    }
    const spoken = spokenForm(text, language);
    turn.given.set(segmentId, { messageId, text, spoken });
    this.#step({ type: 'segmentGiven', turnId });
    voicebox.speak(this.#tableId, { turnId, segmentId, text: spoken, language, voice, channel: npc ? 'characters' : 'narrator' });
  }

  #mark(given: Given, state: 'speaking' | 'heard' | 'cut' | 'silent', heard: string | null): void {
    this.#options.stream.change(given.messageId, (message) =>
      message.kind === 'dm' ? { ...message, state, heardText: heard } : message,
    );
  }

  #endTurn(outcome: 'done' | 'cut' | 'failed'): void {
    const turn = this.#live;
    if (!turn) return;
    const { store, nowMs, voicebox } = this.#ports;
    const tableId = this.#tableId;
    this.#live = null;
    turn.abort.abort();
    if (turn.given.size > 0) voicebox.stop(tableId);
    for (const given of turn.given.values())
      this.#mark(given, outcome === 'failed' ? 'silent' : 'cut', outcome === 'failed' ? null : '');
    if (turn.wasHeard || outcome === 'done') turn.world.settle();
    const writes: Write[] = [
      { op: 'update', into: 'turns', id: turn.turnId, set: { state: outcome, endedAtMs: nowMs(), usage: turn.usage } },
    ];
    if (outcome === 'done') writes.push(...releaseTurnRolls(store, tableId));
    store.commit({
      tableId,
      atMs: nowMs(),
      events: [{ type: 'turn:ended', audience: 'dm', payload: { turnId: turn.turnId, outcome } }],
      writes,
    });
    this.#options.care.turnEnded(turn.turnId, turn.wasHeard);
    this.#options.sessions.touch();
  }
}

/** The narrator may say a sentence in the other language, in a voice that speaks it, where there is one. */
function narratedIn(text: string, tableLanguage: Language, offers: readonly VoiceOffer[]): Language {
  const language = languageOfLine(text, tableLanguage);
  return offers.some(({ languages }) => languages.includes(language)) ? language : tableLanguage;
}

type DmMessage = Extract<Message, { kind: 'dm' }>;

function speakerOf(message: Message | undefined): DmMessage['speaker'] {
  return message?.kind === 'dm' ? message.speaker : { kind: 'narrator' };
}

function stateOf(floor: Floor, live: LiveTurn | null, seatId: SeatId, speaker: (id: MessageId) => DmMessage['speaker']): DmState {
  if (floor.state === 'paused') return { state: 'paused' };
  if (floor.state === 'open' || !live) return { state: 'listening' };
  const queued = floor.queue.filter(({ audience }) => mayKnow(audience, seatId)).length;
  if (!mayKnow(live.audience, seatId))
    return queued === 0 ? { state: 'listening' } : { state: 'thinking', doing: 'deliberating', queued: queued - 1 };
  if (live.speaking) return { state: 'speaking', turnId: live.turnId, speaker: speaker(live.speaking), queued };
  return { state: 'thinking', doing: live.doing, queued };
}
