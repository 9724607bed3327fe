import {
  ProtocolError,
  tableRequests,
  type Language,
  type Microphone as SeatMicrophone,
  type PeerId,
  type ReplyOf,
  type RequestContract,
  type RequestOf,
  type SeatId,
  type TableId,
  type TalkTarget,
} from '@skald/protocol';
import type { Environment } from './environment.ts';
import { EntropyGiver } from './entropy-giver.ts';
import { rememberCommitments } from './fairness-memory.ts';
import type { MediaPass } from './media-link.ts';
import type { PreferenceShelf } from './preferences.ts';
import type { Words } from './recogniser.ts';
import { RoomEars } from './room-ears.ts';
import { EMPTY_ROOM, type RoomState } from './room-state.ts';
import { RoomVoice } from './room-voice.ts';
import { SeatTeller } from './seat-teller.ts';
import { createSpeakingBoard, type SpeakingBoard } from './speaking.ts';
import { createStore, type Store } from './store.ts';
import { TableLink, type LinkState } from './table-link.ts';
import { addEarlier, applyEvent, hearInterim, takeSnapshot, type TableView } from './table-view.ts';
import { isSending, type TalkMode } from './talk.ts';

export interface RoomOptions {
  readonly environment: Environment;
  readonly shelf: PreferenceShelf;
  readonly tableId: TableId;
  readonly seatToken: string;
  readonly readLanguage: () => Language;
}

export type PostReply = ReplyOf<typeof tableRequests.postMessage>;

const HISTORY_PAGE = 50;
/** How long a chat line waits for a lost link, in ms, and how often it goes when the link breaks under it. */
const POST_PATIENCE_MS = 15_000;
const POST_TRIES = 2;

/** One seat at one table, seen from this page. Wires links, microphone and recogniser to one state; decides nothing itself. */
export class Room {
  readonly store: Store<RoomState>;
  readonly speaking: SpeakingBoard = createSpeakingBoard();
  readonly voice: RoomVoice;
  readonly #options: RoomOptions;
  readonly #link: TableLink;
  readonly #ears: RoomEars;
  readonly #seat: SeatTeller;
  readonly #entropy: EntropyGiver;
  readonly #stopFollowing: () => void;
  #unsent: { text: string; target: TalkTarget; clientMessageId: string } | undefined;

  constructor(options: RoomOptions) {
    const { environment, shelf, seatToken, readLanguage } = options;
    const { mode, consent, mutedAt } = shelf.read();
    this.#options = options;
    const initialTalk = { ...EMPTY_ROOM.talk, mode, isMuted: mutedAt === options.tableId };
    this.store = createStore<RoomState>({ ...EMPTY_ROOM, consent: consent ?? false, talk: initialTalk });
    this.#link = new TableLink({
      openSocket: () => environment.openTableSocket(seatToken, readLanguage()),
      random: environment.random,
      onState: (link) => this.#linkMoved(link),
      onSnapshot: (snapshot) => this.store.update((state) => ({ ...state, view: takeSnapshot(state.view, snapshot) })),
      onEvent: (event) => this.#changeView((view) => applyEvent(view, event)),
      onInterim: (seatId, text) => this.#changeView((view) => hearInterim(view, seatId, text)),
    });
    this.#seat = new SeatTeller((news) => this.#link.ask(tableRequests.updateSeat, news));
    this.#entropy = new EntropyGiver(
      (value) => this.#link.ask(tableRequests.contributeEntropy, { value }),
      environment.createEntropy,
    );
    this.#ears = this.#createEars();
    this.voice = this.#createVoice(initialTalk);
    this.#stopFollowing = this.store.subscribe(() => this.#follow());
  }

  /** Comes to the table, and takes the seat back from another tab. Sound follows once the api has answered. */
  open(): void {
    this.#link.open();
    const { usesMicrophone, deviceId } = this.#options.shelf.read();
    if (usesMicrophone && !this.voice.microphone.track) void this.voice.microphone.open(deviceId);
  }

  /** The page is visible or the network back: tries at once what waits. */
  wake(): void {
    this.#link.hurry();
    this.voice.link.hurry();
    this.voice.microphone.wake();
  }

  /** Call it from a click or a key. */
  touch(): void {
    this.voice.microphone.wake();
    void this.voice.remoteAudio.unblock();
  }

  /** Mutes or opens the microphone, and keeps it so over a reload. */
  setMuted(isMuted: boolean): void {
    this.#options.shelf.update({ mutedAt: isMuted ? this.#options.tableId : null });
    this.voice.talk.handle({ type: 'muteChosen', isMuted });
  }

  /**
   * Says a line, or commands; answers with what the api has to say of it. Waits for a link that is lost. Throws ProtocolError; the
   * same words sent again after a failure are not posted twice.
   */
  async postMessage(text: string, target: TalkTarget): Promise<PostReply> {
    const unsent = this.#unsent;
    const isSame = unsent?.text === text && unsent.target === target;
    const message = isSame ? unsent : { text, target, clientMessageId: this.#options.environment.createInstance() };
    this.#unsent = message;
    const reply = await this.#askWhenOpen(message);
    this.#unsent = undefined;
    return reply;
  }

  /** A link that is lost comes back by itself: the line waits for it, and goes once more if the link broke under it. */
  async #askWhenOpen(message: RequestOf<typeof tableRequests.postMessage>): Promise<PostReply> {
    const isBroken = (error: unknown): boolean =>
      error instanceof ProtocolError && (error.code === 'unavailable' || error.code === 'timeout');
    for (let triesLeft = POST_TRIES; ; triesLeft -= 1) {
      try {
        await this.#link.untilOpen(POST_PATIENCE_MS);
        return await this.#link.ask(tableRequests.postMessage, message);
      } catch (error) {
        if (!isBroken(error) || triesLeft === 1 || this.#link.state.state === 'open') throw error;
      }
    }
  }

  /** Throws ProtocolError. */
  async loadEarlier(): Promise<void> {
    const { view, isLoadingEarlier } = this.store.read();
    if (!view?.hasEarlierMessages || isLoadingEarlier) return;
    this.store.update((state) => ({ ...state, isLoadingEarlier: true }));
    try {
      const before = view.messages[0]?.messageId ?? null;
      const { messages, hasEarlier } = await this.#link.ask(tableRequests.readHistory, { before, limit: HISTORY_PAGE });
      this.#changeView((current) => addEarlier(current, messages, hasEarlier));
    } finally {
      this.store.update((state) => ({ ...state, isLoadingEarlier: false }));
    }
  }

  /** Asks the table for what has no method of its own here. Throws ProtocolError; `unavailable` while there is no link. */
  ask<C extends RequestContract>(contract: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
    return this.#link.ask(contract, request);
  }

  /** Throws ProtocolError. */
  async stopDm(): Promise<void> {
    await this.#link.ask(tableRequests.stopDm, {});
  }

  /** Host only. Throws ProtocolError. */
  async endSession(): Promise<void> {
    await this.#link.ask(tableRequests.endSession, {});
  }

  /** Host only: ends the evening and shows where the DM's own dice came from. Throws ProtocolError. */
  async endCampaign(): Promise<void> {
    await this.#link.ask(tableRequests.endCampaign, {});
  }

  setConsent(consent: boolean): void {
    this.#options.shelf.update({ consent });
    this.store.update((state) => ({ ...state, consent }));
  }

  setMode(mode: TalkMode): void {
    this.#options.shelf.update({ mode });
    this.voice.talk.handle({ type: 'modeChosen', mode });
  }

  chooseDevice(deviceId: string | null): void {
    this.#options.shelf.update({ deviceId, usesMicrophone: true });
    void this.voice.microphone.open(deviceId);
  }

  dropMicrophone(): void {
    this.#options.shelf.update({ usesMicrophone: false });
    this.voice.microphone.release();
  }

  /** `volume` 0 to 1. */
  setVolume(peerId: PeerId, volume: number): void {
    const { shelf } = this.#options;
    shelf.update({ volumes: { ...shelf.read().volumes, [peerId]: volume } });
    this.voice.remoteAudio.retune();
  }

  readVolume(peerId: PeerId): number {
    return this.#options.shelf.read().volumes[peerId] ?? 1;
  }

  close(): void {
    this.#stopFollowing();
    this.#link.close();
    this.#ears.close();
    this.voice.close();
  }

  #createEars(): RoomEars {
    const { createRecognition, growsFinals, nowMs } = this.#options.environment;
    return new RoomEars({
      create: createRecognition,
      growsFinals,
      nowMs,
      onState: (recogniser) => this.store.update((state) => (state.recogniser === recogniser ? state : { ...state, recogniser })),
      onInterim: (text) => void this.#link.ask(tableRequests.tellInterim, { text: text.slice(-1_000) }).catch(() => undefined),
      onWords: (words) => this.#submit(words),
    });
  }

  #createVoice(initialTalk: RoomState['talk']): RoomVoice {
    const { environment, readLanguage } = this.#options;
    return new RoomVoice({
      environment,
      store: this.store,
      speaking: this.speaking,
      readLanguage,
      initialTalk,
      requestPass: () => this.#requestPass(),
      readVolume: (peerId) => this.readVolume(peerId),
      readOwnSeat: (): SeatId | null => this.store.read().view?.you.seatId ?? null,
      onTarget: (target, sequence) => void this.#link.ask(tableRequests.setTalk, { target, sequence }).catch(() => undefined),
      onSending: () => this.#follow(),
    });
  }

  async #requestPass(): Promise<MediaPass> {
    const { token, expiresInMs, url, path } = await this.#link.ask(tableRequests.requestMediaToken, {});
    return { token, url, path, expiresAtMs: this.#options.environment.nowMs() + expiresInMs };
  }

  #submit({ text, startedMs, endedMs, confidence }: Words): void {
    const now = this.#options.environment.nowMs();
    const language = this.store.read().view?.table.language ?? this.#options.readLanguage();
    const ago = (atMs: number): number => Math.min(120_000, Math.max(0, now - atMs));
    const transcript = { text, language, startedAgoMs: ago(startedMs), endedAgoMs: ago(endedMs), confidence };
    void this.#link.ask(tableRequests.submitTranscript, transcript).catch(() => undefined);
  }

  #linkMoved(link: LinkState): void {
    this.store.update((state) => ({ ...state, link }));
    if (link.state === 'open') {
      this.#seat.repeat();
      this.voice.talk.repeat();
      this.voice.link.open();
      this.voice.link.hurry();
    }
    if (link.state === 'superseded' || link.state === 'refused') {
      this.voice.link.close();
      this.voice.microphone.release();
      this.#ears.close();
    }
  }

  #changeView(change: (view: TableView) => TableView): void {
    this.store.update((state) => (state.view ? { ...state, view: change(state.view) } : state));
  }

  /** Keeps the recogniser and what the table knows of this seat in step with the state. */
  #follow(): void {
    const { link, view, talk, consent, microphone, recogniser } = this.store.read();
    if (!view || link.state === 'superseded' || link.state === 'refused' || link.state === 'closed') return;
    rememberCommitments(this.#options.shelf, view.dice);
    if (link.state === 'open') this.#entropy.follow(view);
    const hasMicrophone = microphone.state === 'ready';
    const serverHasEars = view.dm.abilities.hasEars;
    const { language } = view.table;
    this.#ears.follow({ hasConsent: consent, hasMicrophone, serverHasEars, isSending: isSending(talk), language });
    const mayRecognise = consent && hasMicrophone && !serverHasEars && this.#options.environment.createRecognition !== null;
    const hasRecogniser = mayRecognise && recogniser !== 'failed' && recogniser !== 'missing';
    this.#seat.tell({ microphone: seatMicrophone(this.store.read()), consent, hasRecogniser });
  }
}

function seatMicrophone({ microphone, talk }: RoomState): SeatMicrophone {
  if (microphone.state !== 'ready') return 'none';
  return talk.isMuted ? 'muted' : talk.mode;
}
