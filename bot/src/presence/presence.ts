import type { Language, ListenedSeat, SeatId, TableId, TurnId } from '@skald/protocol';
import { IDLE_REFLEXES, react, type ReflexEvent, type Reflexes } from '../domain/reflexes.ts';
import type { SpeechToText, TextToSpeech } from '../speech/ports.ts';
import { Ears } from './ears.ts';
import type {
  Log,
  MediaPlace,
  NewUtteranceId,
  NowMs,
  OpenEar,
  OpenMouth,
  OpenRoom,
  Reports,
  Room,
  RoomEvents,
  SegmentToSpeak,
  WayOut,
} from './ports.ts';
import type { OpenResampler } from './say-line.ts';
import { SpeechQueue } from './speech-queue.ts';
import { Utterances } from './utterances.ts';

/** A lost connection is told to the table only when it lasts this long, in ms: a blip leaves the sound as it was. */
const LOST_AFTER_MS = 3_000;

/** What every presence of a process shares. */
export interface PresencePorts {
  readonly openRoom: OpenRoom;
  readonly openEar: OpenEar;
  readonly openMouth: OpenMouth;
  readonly openResampler: OpenResampler;
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech;
  readonly reports: Reports;
  readonly newUtteranceId: NewUtteranceId;
  readonly nowMs: NowMs;
  readonly log: Log;
}

export interface TableState {
  readonly tableId: TableId;
  readonly language: Language;
  readonly media: MediaPlace;
  readonly seats: readonly ListenedSeat[];
  readonly hints: readonly string[];
}

/** The DM at one live table: ears and mouth. It only wires; what decides is in `domain/` and beside it. The opener closes it. */
export class Presence {
  readonly #ports: PresencePorts;
  readonly #tableId: TableId;
  readonly #seats = new Map<SeatId, ListenedSeat>();
  readonly #ears: Ears;
  readonly #utterances: Utterances;
  readonly #speech: SpeechQueue;
  #state: TableState;
  #room: Room | null = null;
  #reflexes: Reflexes = IDLE_REFLEXES;
  #speakingTurn: TurnId | null = null;
  /** The turn that a player cut short: what still comes of it is not spoken. */
  #yieldedTurn: TurnId | null = null;
  #isJoined = false;
  #lostTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(ports: PresencePorts, state: TableState) {
    this.#ports = ports;
    this.#tableId = state.tableId;
    this.#state = state;
    const { reports, log } = ports;
    this.#ears = new Ears({
      openEar: ports.openEar,
      nowMs: ports.nowMs,
      onVoiced: (seatId, voiced) => this.#voiced(seatId, voiced),
      onVoicedFor: (seatId, voicedMs) => this.#spokenOver(seatId, voicedMs),
      onSegment: (seatId, segment) => this.#utterances.take(segment, this.#seats.get(seatId), this.#state),
    });
    const submit = reports.submitUtterance.bind(reports, this.#tableId);
    this.#utterances = new Utterances({ speechToText: ports.speechToText, newUtteranceId: ports.newUtteranceId, submit, log });
    this.#speech = new SpeechQueue({
      textToSpeech: ports.textToSpeech,
      openResampler: ports.openResampler,
      onProgress: (progress) => reports.segmentProgressed(this.#tableId, progress),
      onSpoke: (turnId) => this.#spoke(turnId),
      onSilent: () => this.#react({ kind: 'dmFellSilent' }),
      onMouthLost: () => this.#room?.renewWayOut(),
      log,
    });
    for (const seat of state.seats) this.setSeat(seat);
    this.#enterRoom();
  }

  /** Takes the api's word for everything; sound that goes on is not touched. */
  reconcile(state: TableState): void {
    const { media, seats } = state;
    const { url, path, lease } = this.#state.media;
    if (media.lease < lease) return;
    this.#state = state;
    for (const seat of seats) this.setSeat(seat);
    const present = new Set(seats.map((seat) => seat.seatId));
    for (const seatId of [...this.#seats.keys()]) if (!present.has(seatId)) this.removeSeat(seatId);
    if (this.#room && media.url === url && media.path === path) this.#room.useToken(media.token);
    else this.#enterRoom();
    this.#ports.reports.presenceChanged(this.#tableId, this.#isJoined);
  }

  setSeat(seat: ListenedSeat): void {
    const before = this.#seats.get(seat.seatId);
    this.#seats.set(seat.seatId, seat);
    if (before?.consent && !seat.consent) this.#utterances.dropSeat(seat.seatId);
    this.#ears.setTalk(seat.seatId, seat);
    if (seat.holding === 'dm' && before?.holding !== 'dm') this.#react({ kind: 'dmKeyHeld', seatId: seat.seatId });
  }

  removeSeat(seatId: SeatId): void {
    this.#seats.delete(seatId);
    this.#ears.forgetSeat(seatId);
    this.#react({ kind: 'seatLeft', seatId });
  }

  speak(segment: SegmentToSpeak): void {
    if (segment.turnId !== this.#yieldedTurn) return this.#speech.speak(segment);
    const { turnId, segmentId } = segment;
    this.#ports.reports.segmentProgressed(this.#tableId, { turnId, segmentId, state: 'cut', heardCharacters: 0 });
  }

  stop(): void {
    this.#speech.stop();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#lostTimer);
    this.#ears.close();
    this.#utterances.close();
    await Promise.all([this.#speech.close(), this.#room?.close()]);
  }

  #enterRoom(): void {
    const { tableId, language, media } = this.#state;
    if (this.#room) this.#leaveRoom(this.#room);
    this.#room = this.#ports.openRoom({ tableId, language, media }, this.#roomEvents());
  }

  #leaveRoom(room: Room): void {
    this.#lost();
    void room.close();
  }

  #roomEvents(): RoomEvents {
    return {
      onReady: (way) => this.#ready(way),
      onUncertain: () => {
        this.#speech.setCertain(false);
        this.#lostTimer ??= setTimeout(() => this.#tellJoined(false), LOST_AFTER_MS);
      },
      onCertain: () => {
        this.#speech.setCertain(true);
        this.#tellJoined(true);
      },
      onLost: () => this.#lost(),
      onClosed: () => {
        this.#lost();
        this.#room = null;
      },
      onMicrophone: (microphone) => this.#ears.open(microphone),
      onMicrophoneGone: (consumerId) => this.#ears.closeOne(consumerId),
    };
  }

  #ready(way: WayOut): void {
    this.#speech.detach();
    this.#speech.setCertain(true);
    this.#speech
      .attach((events) => this.#ports.openMouth(way, events))
      .then(() => this.#tellJoined(true))
      .catch((error: unknown) => {
        this.#ports.log.warn({ tableId: this.#tableId, err: error }, 'the mouth could not be opened');
        this.#room?.renewWayOut();
      });
  }

  #lost(): void {
    this.#ears.closeAll();
    this.#speech.detach();
    this.#tellJoined(false);
  }

  #tellJoined(isJoined: boolean): void {
    clearTimeout(this.#lostTimer);
    this.#lostTimer = undefined;
    if (isJoined === this.#isJoined || this.#isClosed) return;
    this.#isJoined = isJoined;
    this.#ports.reports.presenceChanged(this.#tableId, isJoined);
  }

  #voiced(seatId: SeatId, voiced: boolean): void {
    if (!this.#isClosed) this.#ports.reports.seatVoiced(this.#tableId, seatId, voiced);
    if (!voiced) this.#react({ kind: 'voicingEnded', seatId });
  }

  /** Only who agreed to be heard by the DM can make it stop by voice. (F24) */
  #spokenOver(seatId: SeatId, voicedMs: number): void {
    if (this.#seats.get(seatId)?.consent) this.#react({ kind: 'overSpeech', seatId, voicedMs });
  }

  #spoke(turnId: TurnId): void {
    this.#speakingTurn = turnId;
    this.#react({ kind: 'dmSpoke' });
  }

  #react(event: ReflexEvent): void {
    const { reflexes, commands } = react(this.#reflexes, event);
    this.#reflexes = reflexes;
    for (const { by, voicedMs } of commands) {
      const turnId = this.#speakingTurn;
      if (turnId === null) continue;
      this.#yieldedTurn = turnId;
      this.#ports.reports.bargedIn(this.#tableId, { turnId, seatId: by, voicedMs });
      this.#speech.stop();
    }
  }
}
