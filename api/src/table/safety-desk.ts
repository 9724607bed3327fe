import type { BoundariesView, NoticeCode, Safety, SafetyCard, TableEvent, TurnId } from '@skald/protocol';
import type { Audience } from '../domain/audience.ts';
import { changeBoundaries, keepStopped, topicOf, type BoundaryChange } from '../domain/safety/boundaries.ts';
import { cardIn } from '../domain/safety/phrases.ts';
import { NO_CARDS, stepSafety, type SafetyEvent, type SafetyNote, type SafetyState } from '../domain/safety/safety.ts';
import type { TableRow } from '../store/store.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';
import { heardText } from './turn-context.ts';

/** Messages that are looked back on for what was told when a stop card came. */
const TOPIC_MESSAGES = 40;
/** Words on their way were a card already; the same words finished are no second one. In ms. */
const SAME_WORDS_MS = 5_000;
/** Changes of lines and veils within this long are told in the stream once. In ms. */
const SAME_CHANGE_MS = 60_000;

export interface SafetyDeskOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly stream: Stream;
  readonly sessions: () => Sessions;
  /** Silences the DM at once and lets it begin nothing. */
  readonly pause: () => void;
  readonly resume: () => void;
}

/**
 * Cards, lines and veils of one table (G9). No call says who asked, so that nothing that is stored, told or logged can. What a
 * caller throws away cannot be found again.
 */
export class SafetyDesk {
  readonly #options: SafetyDeskOptions;
  #told: { turnId: TurnId; note: SafetyNote; atMs: number } | null = null;
  #stoppedByWordsAtMs = Number.NEGATIVE_INFINITY;
  #changeToldAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: SafetyDeskOptions) {
    this.#options = options;
  }

  get safety(): Safety {
    const { isPaused, card } = this.#state;
    return { isPaused, card };
  }

  get boundaries(): BoundariesView {
    const { lines, veils, stopped = [] } = this.#options.table().boundaries;
    return { lines: [...lines], veils: [...veils], stopped: [...stopped] };
  }

  showCard(card: SafetyCard): void {
    const { pause, stream, ports, sessions } = this.#options;
    const before = this.#state;
    const after = stepSafety(before, { type: 'cardShown', card }, ports.nowMs());
    if (after === before) return;
    const topic = card === 'stop' ? this.#topic() : null;
    if (card === 'stop') pause();
    this.#keep(after, keepStopped(this.boundaries, topic));
    stream.post({ message: this.#notice(`card_${card}`), sessionId: sessions().runningId });
  }

  /** Anybody may; the DM answers what was said to it meanwhile. */
  goOn(): void {
    const { stream, sessions, resume } = this.#options;
    if (this.#step({ type: 'wentOn' })) stream.post({ message: this.#notice('card_resumed'), sessionId: sessions().runningId });
    resume();
  }

  /** Throws `boundaries_full`, `forbidden`. */
  changeBoundary(change: BoundaryChange): void {
    const { stream, ports, sessions } = this.#options;
    const before = this.boundaries;
    const after = changeBoundaries(before, change);
    if (after === before) return;
    this.#keep(this.#state, after);
    if (ports.nowMs() - this.#changeToldAtMs < SAME_CHANGE_MS) return;
    this.#changeToldAtMs = ports.nowMs();
    stream.post({ message: this.#notice('boundaries_changed'), sessionId: sessions().runningId });
  }

  /** A card that was shown in words that are finished. */
  said(card: SafetyCard): void {
    const { nowMs } = this.#options.ports;
    if (card === 'stop' && nowMs() - this.#stoppedByWordsAtMs < SAME_WORDS_MS) return;
    this.showCard(card);
  }

  /** Words on their way: a stop card does not wait for the end of the sentence. */
  saying(text: string): void {
    if (this.#state.isPaused || cardIn(text) !== 'stop') return;
    this.#stoppedByWordsAtMs = this.#options.ports.nowMs();
    this.showCard('stop');
  }

  sessionEnded(): void {
    if (this.#step({ type: 'sessionEnded' })) this.#options.resume();
  }

  /** The note for a turn's prompt; only a public turn settles it. */
  noteFor(turnId: TurnId, audience: Audience): SafetyNote | null {
    const { note } = this.#state;
    if (note && audience === 'party') this.#told = { turnId, note, atMs: this.#options.ports.nowMs() };
    return note;
  }

  turnEnded(turnId: TurnId, wasHeard: boolean): void {
    const told = this.#told;
    if (told?.turnId !== turnId) return;
    this.#told = null;
    if (wasHeard) this.#step({ type: 'noteTold', note: told.note, shownAtMs: told.atMs });
  }

  get #state(): SafetyState {
    return this.#options.table().boundaries.safety ?? NO_CARDS;
  }

  /** Returns whether anything changed. */
  #step(event: SafetyEvent): boolean {
    const before = this.#state;
    const after = stepSafety(before, event, this.#options.ports.nowMs());
    if (after !== before) this.#keep(after, this.boundaries);
    return after !== before;
  }

  #keep(safety: SafetyState, boundaries: BoundariesView): void {
    const { stream, table } = this.#options;
    const old = { safety: JSON.stringify(this.safety), boundaries: JSON.stringify(this.boundaries) };
    const { isPaused, card } = safety;
    const events: TableEvent[] = [];
    if (JSON.stringify({ isPaused, card }) !== old.safety) events.push({ type: 'safety:changed', safety: { isPaused, card } });
    if (JSON.stringify(boundaries) !== old.boundaries) events.push({ type: 'boundaries:changed', boundaries });
    stream.recordAll(
      events.map((event) => ({ event, audience: 'party' })),
      [{ op: 'update', into: 'rooms', id: table().id, set: { boundaries: { ...boundaries, safety } } }],
    );
  }

  #notice(code: NoticeCode) {
    const { ids, nowMs } = this.#options.ports;
    return { kind: 'notice', messageId: ids.message(), atMs: nowMs(), code, params: {} } as const;
  }

  /** What everybody heard of the DM's last turn, at its end. */
  #topic(): string | null {
    const { ports, table } = this.#options;
    const { id, scene } = table();
    const newest = ports.store.readMessages(id, { seatId: null, before: null, limit: TOPIC_MESSAGES });
    const lines = newest.map(({ message }) => message).filter((message) => message.kind === 'dm');
    const words = lines
      .filter((line) => line.turnId === lines[0]?.turnId)
      .map((line) => (line.state === 'speaking' ? line.text : (heardText(line) ?? '')))
      .reverse();
    return topicOf(scene?.title ?? null, words.join(' '));
  }
}
