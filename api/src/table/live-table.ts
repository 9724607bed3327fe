import {
  ProtocolError,
  type Cursor,
  type DmAbilities,
  type DmState,
  type Message,
  type MessageId,
  type SafetyCard,
  type Seat,
  type SeatId,
  type Snapshot,
  type TableEvent,
  type TableId,
  type TableInfo,
  type Utterance,
} from '@skald/protocol';
import type { BrowserTranscript } from '../domain/hearing/join-transcripts.ts';
import type { Audience } from '../domain/audience.ts';
import type { SeatRow, TableRow } from '../store/store.ts';
import { DiceBox } from './dice-box.ts';
import { Announcer } from './announcer.ts';
import { Campaign } from './campaign.ts';
import { LiveCommandDesk } from './command-desk.ts';
import { Commands, type Post, type PostReply } from './commands.ts';
import { DmTurns, type SegmentProgress } from './dm-turns.ts';
import { FairnessDesk } from './fairness-desk.ts';
import { GameSeats } from './game-seats.ts';
import { Hearing } from './hearing.ts';
import { formerSeatsOf, hearingOf, listenedSeatOf, newPerson, seatOf, type Person, type SeatClient } from './people.ts';
import type { TablePorts } from './ports.ts';
import { Sessions, sessionOf } from './sessions.ts';
import { createStream, type Broadcast } from './stream.ts';
import { readHints, readHistory } from './table-reads.ts';

/** Messages that a page is given when it comes in. */
const SNAPSHOT_MESSAGES = 100;
const HEARD_SHOWN_MS = 6_000;
/** How long words from before a restart wait for the bot, in ms; then they are answered in text. */
const VOICE_PATIENCE_MS = 8_000;

export interface SeatPatch {
  readonly microphone?: Seat['microphone'] | undefined;
  readonly consent?: boolean | undefined;
  readonly hasRecogniser?: boolean | undefined;
}

/** Wires one live table: seats and their pages, the stream, hearing, the DM's turns, sessions. The registry closes it. */
export class LiveTable {
  readonly tableId: TableId;
  /** Seeds of the dice: chance from browsers, and what is needed to check rolls. */
  readonly fairness: FairnessDesk;
  /** Every roll of this table. */
  readonly dice: DiceBox;
  /** Sheets and fights: every step of the game. */
  readonly game: GameSeats;
  readonly #ports: TablePorts;
  readonly #initialRow: TableRow;
  /** Safety, quests, handouts, spotlight. */
  readonly campaign: Campaign;
  readonly #people = new Map<string, Person>();
  readonly #announcer;
  readonly #stream;
  readonly #sessions;
  readonly #turns;
  readonly #hearing;
  readonly #commands;
  #heard: { seatId: SeatId; untilMs: number } | null = null;
  #emptySinceMs: number | null;
  /** Since when unanswered words may wait to be taken up: the first page's coming. Null once they were. */
  #waitsSinceMs: number | null = Number.POSITIVE_INFINITY;

  /** `epoch` is new for each life of a table: numbers of another one mean nothing here. */
  constructor(ports: TablePorts, row: TableRow, epoch: string) {
    this.#ports = ports;
    this.#initialRow = row;
    this.tableId = row.id;
    this.#emptySinceMs = ports.nowMs();
    const characters = ports.store.readCharacters(row.id);
    for (const seat of ports.store.readSeats(row.id)) {
      if (seat.removedAtMs === null)
        this.#people.set(seat.id, newPerson(seat, characters.find((one) => one.seatId === seat.id)?.name ?? null));
    }
    this.#announcer = new Announcer(ports, row.id, epoch, this.#people);
    const broadcast: Broadcast = (event, audience) => this.#announcer.broadcast(event, audience);
    this.campaign = new Campaign({
      ports,
      table: () => this.#row,
      people: this.#people,
      stream: createStream(row.id, ports.store, broadcast, ports.nowMs),
      sessions: () => this.#sessions,
      pause: () => this.#turns.pause(),
      resume: () => this.#turns.resume(),
    });
    this.#stream = this.campaign.stream;
    this.#sessions = new Sessions(row.id, this.#stream, ports);
    const desks = { ports, table: () => this.#row, stream: this.#stream, sessions: this.#sessions };
    this.fairness = new FairnessDesk({ ...desks, tableId: row.id });
    this.dice = new DiceBox(desks);
    const shared = { ...desks, people: this.#people, dice: this.dice };
    this.game = new GameSeats({
      ...shared,
      broadcast,
      sessionId: () => this.#sessions.runningId,
      openSession: () => void this.#sessions.ensureStartedByRoll(),
      named: (person) => void this.#seatChanged(person),
    });
    this.#turns = new DmTurns({ ...shared, care: this.campaign, game: this.game.desk, onState: () => this.#tellDm() });
    const onAddressed = (messageId: MessageId, audience: Audience = 'party'): void => this.#turns.address(messageId, audience);
    this.#hearing = new Hearing({ ...shared, onAddressed, onCard: (card) => this.campaign.safety.said(card) });
    const showCard = (card: SafetyCard): void => this.campaign.safety.showCard(card);
    this.#commands = new Commands(
      new LiveCommandDesk({ ...shared, hearing: this.#hearing, game: this.game.desk, showCard, onAddressed }),
    );
    this.#turns.recover();
    if (this.campaign.safety.safety.isPaused) this.#turns.pause();
  }

  get #row(): TableRow {
    return this.#ports.store.findTable(this.tableId) ?? this.#initialRow;
  }

  get info(): TableInfo {
    const { id, title, language, isLocked, seatsMax } = this.#row;
    return { tableId: id, title, language, isLocked, seatsMax, adventureTitle: this.#ports.mind.tale(language)?.title ?? null };
  }

  get seats(): Seat[] {
    return [...this.#people.values()].map((person) => seatOf(person, this.#hasEars));
  }

  get listenedSeats(): ReturnType<typeof listenedSeatOf>[] {
    return [...this.#people.values()]
      .filter((person) => person.client !== null && person.row.role === 'player')
      .map((person) => listenedSeatOf(person, this.#hasEars));
  }

  get language(): TableRow['language'] {
    return this.#row.language;
  }

  /** Names that a recogniser should know. */
  get hints(): string[] {
    return readHints(this.#ports.store, this.#ports.mind, this.#row, this.#people.values());
  }

  /** How long nobody has been here, in ms; null while somebody is. */
  emptyForMs(): number | null {
    return this.#emptySinceMs === null ? null : this.#ports.nowMs() - this.#emptySinceMs;
  }

  get #hasEars(): boolean {
    return (this.#ports.voicebox.abilities?.speechToText ?? null) !== null;
  }

  get #abilities(): DmAbilities {
    const { abilities } = this.#ports.voicebox;
    return {
      mind: this.#ports.mind.isOffline ? 'offline' : 'model',
      hasEars: this.#hasEars,
      hasVoice: (abilities?.voices.length ?? 0) > 0,
    };
  }

  #dmState(seatId: SeatId): DmState {
    const state = this.#turns.stateFor(seatId);
    if (state.state !== 'listening' || this.#heard === null) return state;
    return this.#heard.untilMs > this.#ports.nowMs() ? { state: 'heard', seatId: this.#heard.seatId } : state;
  }

  person(seatId: SeatId): Person {
    const person = this.#people.get(seatId);
    if (!person) throw new ProtocolError('seat_removed', `seat ${seatId} is not at this table`);
    return person;
  }

  /** Seats a page; an older page of the same seat is dismissed (R5). */
  connect(seatId: SeatId, client: SeatClient): void {
    const person = this.person(seatId);
    const older = person.client;
    if (older === client) return;
    Object.assign(person, { client, microphone: 'none', holding: null, talkSequence: -1, isVoiced: false });
    older?.dismiss('superseded');
    const wasEmpty = this.#emptySinceMs !== null;
    if (this.#waitsSinceMs !== null) this.#waitsSinceMs = Math.min(this.#waitsSinceMs, this.#ports.nowMs());
    this.#emptySinceMs = null;
    if (wasEmpty) this.#ports.voicebox.openTable(this.tableId);
    this.#sessions.resume();
    this.#seatChanged(person);
  }

  /** A page left. Its seat stays. */
  disconnect(seatId: SeatId, client: SeatClient): void {
    const person = this.#people.get(seatId);
    if (person?.client !== client) return;
    Object.assign(person, { client: null, holding: null, isVoiced: false });
    this.#seatChanged(person);
    if ([...this.#people.values()].every((one) => one.client === null)) {
      this.#emptySinceMs = this.#ports.nowMs();
      this.#sessions.pause();
    }
  }

  /** What a page needs to show the table: what it missed, or everything. */
  enter(seatId: SeatId, resume: Cursor | null): { cursor: Cursor; snapshot: Snapshot | null; replay: TableEvent[] } {
    const { cursor, replay } = this.#announcer.catchUp(seatId, resume);
    if (replay) return { cursor, snapshot: null, replay: [...replay] };
    this.#announcer.noteTold(seatId, this.#dmEvent(seatId));
    return { cursor, snapshot: this.#snapshot(seatId), replay: [] };
  }

  /** Says a line, or does what it commands; `language` is the asker's own. */
  post(seatId: SeatId, post: Post, language = this.language): PostReply {
    return this.#commands.post({ seatId: this.person(seatId).row.id, language }, post);
  }

  updateSeat(seatId: SeatId, patch: SeatPatch): Seat {
    const person = this.person(seatId);
    if (patch.consent !== undefined && patch.consent !== person.row.consent) {
      person.row = { ...person.row, consent: patch.consent };
      this.#ports.store.commit({
        tableId: this.tableId,
        atMs: this.#ports.nowMs(),
        events: [{ type: 'consent:changed', audience: 'party', payload: { seatId, consent: patch.consent } }],
        writes: [{ op: 'update', into: 'players', id: seatId, set: { consent: patch.consent } }],
      });
    }
    if (patch.microphone !== undefined) person.microphone = person.row.role === 'listener' ? 'none' : patch.microphone;
    if (patch.hasRecogniser !== undefined) person.hasRecogniser = patch.hasRecogniser;
    return this.#seatChanged(person);
  }

  /** Push-to-talk. Presses and releases that come out of order are dropped. */
  setTalk(seatId: SeatId, target: Person['holding'], sequence: number): void {
    const person = this.person(seatId);
    if (sequence <= person.talkSequence) throw new ProtocolError('out_of_order', 'an older press or release');
    person.talkSequence = sequence;
    if (person.holding === target) return;
    if (person.holding === 'dm' && hearingOf(person, this.#hasEars) !== 'none') this.#showHeard(seatId);
    person.holding = target;
    this.#ports.voicebox.changeSeat(this.tableId, listenedSeatOf(person, this.#hasEars));
  }

  /** Words of a seat's own browser; refused unless that seat is heard that way, with consent (V10). */
  transcript(transcript: BrowserTranscript): void {
    if (hearingOf(this.person(transcript.seatId), this.#hasEars) !== 'browser')
      throw new ProtocolError('forbidden', 'this seat is not heard through its browser');
    this.#hearing.transcript(transcript);
  }

  interim(seatId: SeatId, text: string): void {
    const person = this.person(seatId);
    if (hearingOf(person, this.#hasEars) === 'none') throw new ProtocolError('forbidden', 'this seat is not heard');
    this.campaign.safety.saying(text);
    for (const other of this.#people.values()) if (other !== person) other.client?.interim(seatId, text);
  }

  /** Interim words of the server's recogniser. */
  botInterim(seatId: SeatId, text: string): void {
    if (!this.#people.get(seatId)?.row.consent) return;
    this.campaign.safety.saying(text);
    for (const person of this.#people.values()) person.client?.interim(seatId, text);
  }

  history(seatId: SeatId, before: MessageId | null, limit: number): { messages: Message[]; hasEarlier: boolean } {
    return readHistory(this.#ports.store, this.tableId, { seatId, before, limit });
  }

  stopDm(): void {
    this.#turns.stop();
  }

  endSession(seatId: SeatId): void {
    if (!this.person(seatId).row.isHost) throw new ProtocolError('forbidden', 'only the host ends a session');
    this.#turns.stop();
    this.campaign.safety.sessionEnded();
    this.#sessions.end();
  }

  /** Ends the evening, and with it the campaign: the DM's seeds are shown. What is played afterwards has new ones. */
  endCampaign(seatId: SeatId): void {
    this.endSession(seatId);
    this.fairness.revealCampaign();
  }

  utterance(utterance: Utterance): void {
    this.#heard = null;
    this.#hearing.utterance(utterance);
    this.#tellDm();
  }

  voiced(seatId: SeatId, isVoiced: boolean): void {
    const person = this.#people.get(seatId);
    if (person) person.isVoiced = isVoiced;
  }

  progress(progress: SegmentProgress): void {
    this.#turns.progress(progress);
  }

  bargedIn(): void {
    this.#turns.stop();
  }

  /** The bot came, went, or can do something else than before. */
  abilitiesChanged(): void {
    if (this.#ports.voicebox.abilities === null) this.#turns.loseVoice();
    for (const person of this.#people.values()) if (person.client) this.#seatChanged(person);
    this.#tellDm();
  }

  addSeat(row: SeatRow, characterName: string | null): void {
    const person = newPerson(row, characterName);
    this.#people.set(row.id, person);
    this.#announcer.broadcast({ type: 'seat:changed', seat: seatOf(person, this.#hasEars) }, 'party');
  }

  seatRowChanged(row: SeatRow): void {
    const person = this.#people.get(row.id);
    if (!person) return this.addSeat(row, null);
    person.row = row;
    this.#seatChanged(person);
    this.game.desk.seatsChanged();
  }

  removeSeat(seatId: SeatId): void {
    const person = this.#people.get(seatId);
    if (!person) return;
    this.#people.delete(seatId);
    this.#announcer.forget(seatId);
    person.client?.dismiss('removed');
    this.#ports.voicebox.removeSeat(this.tableId, seatId);
    this.#ports.media.removePeer(this.tableId, seatId);
    this.#announcer.broadcast({ type: 'seat:left', seatId }, 'party');
  }

  /** Title, lock or another column of the table was changed by the host. */
  rowChanged(): void {
    this.#announcer.broadcast({ type: 'table:changed', table: this.info }, 'party');
  }

  tick(): void {
    this.#takeUp();
    this.#hearing.tick();
    this.#turns.tick();
    this.#sessions.endIfIdle();
    this.#tellDm();
  }

  close(): void {
    this.#turns.close();
    this.#ports.voicebox.closeTable(this.tableId);
  }

  /** What waited for an answer since before this table was live waits for ears and a voice too, but not for ever. */
  #takeUp(): void {
    if (this.#waitsSinceMs === null || this.#emptySinceMs !== null) return;
    if (this.#ports.voicebox.abilities === null && this.#ports.nowMs() - this.#waitsSinceMs < VOICE_PATIENCE_MS) return;
    this.#waitsSinceMs = null;
    this.#turns.takeUpUnanswered();
  }

  #showHeard(seatId: SeatId): void {
    this.#heard = { seatId, untilMs: this.#ports.nowMs() + HEARD_SHOWN_MS };
    this.#tellDm();
  }

  #seatChanged(person: Person): Seat {
    const seat = seatOf(person, this.#hasEars);
    this.#announcer.broadcast({ type: 'seat:changed', seat }, 'party');
    if (person.client === null) this.#ports.voicebox.removeSeat(this.tableId, person.row.id);
    else if (person.row.role === 'player') this.#ports.voicebox.changeSeat(this.tableId, listenedSeatOf(person, this.#hasEars));
    return seat;
  }

  #tellDm(): void {
    for (const { row } of [...this.#people.values()]) this.#announcer.tellChanged(row.id, this.#dmEvent(row.id));
  }

  #dmEvent(seatId: SeatId): TableEvent {
    return { type: 'dm:changed', state: this.#dmState(seatId), abilities: this.#abilities };
  }

  #snapshot(seatId: SeatId): Snapshot {
    const { messages, hasEarlier } = this.history(seatId, null, SNAPSHOT_MESSAGES);
    return {
      table: this.info,
      you: { seatId, isHost: this.person(seatId).row.isHost },
      seats: this.seats,
      formerSeats: formerSeatsOf(this.#ports.store.readSeats(this.tableId)),
      messages,
      hasEarlierMessages: hasEarlier,
      scene: this.#row.scene,
      dm: { state: this.#dmState(seatId), abilities: this.#abilities },
      session: sessionOf(this.#sessions.current),
      campaign: this.campaign.viewFor(seatId),
      dice: this.fairness.seedsFor(seatId),
      game: this.game.viewFor(seatId),
    };
  }
}
