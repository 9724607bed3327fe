import type { Message, SafetyCard, SeatId, Utterance } from '@skald/protocol';
import { namesDm } from '../domain/addressee/addressee.ts';
import {
  NOTHING_TO_JOIN,
  stepJoining,
  type BrowserTranscript,
  type Joined,
  type JoiningEvent,
} from '../domain/hearing/join-transcripts.ts';
import { cardIn } from '../domain/safety/phrases.ts';
import { StoreError, type TableRow } from '../store/store.ts';
import type { Person } from './people.ts';
import type { TablePorts } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Stream } from './stream.ts';

export interface HearingOptions {
  readonly ports: TablePorts;
  readonly table: () => TableRow;
  readonly people: ReadonlyMap<string, Person>;
  readonly stream: Stream;
  readonly sessions: Sessions;
  readonly onAddressed: (messageId: Message['messageId']) => void;
  /** A card was shown in words (G9): such a line is for everybody and not answered. */
  readonly onCard: (card: SafetyCard) => void;
}

/** A line that was typed; what is out of character is never for the DM. `dedupeKey` makes it safe to post again. */
export interface ChatLine {
  readonly text: string;
  readonly target: 'table' | 'dm';
  readonly tone: 'in' | 'ooc';
  readonly dedupeKey: string;
}

/** What players say, by voice and by hand, on its way into the stream; tells what is addressed to the DM. */
export class Hearing {
  readonly #options: HearingOptions;
  #joining = NOTHING_TO_JOIN;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  get #tableId(): TableRow['id'] {
    return this.#options.table().id;
  }

  /** Utterances come again until acknowledged: one that is known is accepted and changes nothing. */
  utterance(utterance: Utterance): void {
    const person = this.#options.people.get(utterance.seatId);
    if (!person?.row.consent || this.#isKnown(utterance)) return;
    if (utterance.hearing === 'browser' && utterance.text === null) this.#step({ type: 'segmentCame', utterance });
    else this.#postSpeech(utterance);
  }

  transcript(transcript: BrowserTranscript): void {
    this.#step({ type: 'textCame', transcript });
  }

  /** Returns the message, also when this one was posted before. */
  chat(person: Person, { dedupeKey, ...chat }: ChatLine): Message {
    const { ids, nowMs, store } = this.#options.ports;
    const message: Message = {
      kind: 'chat',
      messageId: ids.message(),
      atMs: nowMs(),
      seatId: person.row.id,
      ...chat,
    };
    try {
      this.#post(message, dedupeKey);
      return message;
    } catch (error) {
      const known =
        error instanceof StoreError && error.code === 'duplicate' ? store.findMessageByKey(this.#tableId, dedupeKey) : null;
      if (!known) throw error;
      return known.message;
    }
  }

  tick(): void {
    const voiced = new Set<SeatId>(
      [...this.#options.people.values()].filter((person) => person.isVoiced).map((person) => person.row.id),
    );
    this.#step({ type: 'ticked', voiced });
  }

  #step(event: JoiningEvent): void {
    const next = stepJoining(this.#joining, event, this.#options.ports.nowMs());
    this.#joining = next.joining;
    next.joined.forEach((joined) => this.#accept(joined));
  }

  #accept(joined: Joined): void {
    if (joined.type === 'utterance') this.#postSpeech(joined.utterance);
    else if (joined.type === 'loose') this.#postLoose(joined.transcript, joined.target);
    else if (joined.utterance.target === 'dm') this.#postSpeech(joined.utterance);
  }

  #isKnown(utterance: Utterance): boolean {
    return this.#options.ports.store.findMessageByKey(this.#tableId, utterance.utteranceId) !== null;
  }

  #postSpeech(utterance: Utterance): void {
    if (this.#isKnown(utterance)) return;
    const { ids, nowMs } = this.#options.ports;
    const { utteranceId, seatId, text, target, startedAtMs, endedAtMs, overlaps } = utterance;
    this.#post(
      {
        kind: 'speech',
        messageId: ids.message(),
        atMs: nowMs(),
        seatId,
        utteranceId,
        text,
        target,
        startedAtMs,
        endedAtMs,
        overlaps,
      },
      utteranceId,
    );
  }

  /** Words that were heard have no rolls in them, whatever they look like. (G7.4) */
  #postLoose({ seatId, text: heard, startedAtMs }: BrowserTranscript, target: 'table' | 'dm'): void {
    const { ids, nowMs } = this.#options.ports;
    const text = heard.replaceAll('[[', '[');
    const message: Message = { kind: 'chat', messageId: ids.message(), atMs: nowMs(), seatId, text, target, tone: 'in' };
    this.#post(message, `loose:${seatId}:${startedAtMs}`);
  }

  #post(message: Extract<Message, { kind: 'chat' | 'speech' }>, dedupeKey: string): void {
    const { stream, sessions, table, onAddressed, onCard } = this.#options;
    const card = message.text === null ? null : cardIn(message.text);
    const isOutOfCharacter = message.kind === 'chat' && message.tone === 'ooc';
    const isForDm =
      !isOutOfCharacter && message.text !== null && (message.target === 'dm' || namesDm(message.text, table().language));
    const isAddressed = isForDm && card === null;
    stream.post({ message, sessionId: sessions.runningId, dedupeKey, isAddressed });
    sessions.touch();
    if (card) onCard(card);
    if (isAddressed) onAddressed(message.messageId);
  }
}
