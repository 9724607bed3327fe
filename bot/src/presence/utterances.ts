import type { Language, ListenedSeat, SeatId } from '@skald/protocol';
import type { HeardSegment } from '../audio/ports.ts';
import type { SpeechToText } from '../speech/ports.ts';
import { findOverlaps, rememberStretch, type Stretch } from './overlaps.ts';
import type { HeardUtterance, Log, NewUtteranceId } from './ports.ts';
import { transcribe, type Heard } from './transcriber.ts';

/** Rate of what ears hand on, in Hz. */
const HEARD_SAMPLE_RATE = 16_000;
/** Longest text of an utterance, in characters. */
const MAX_TEXT_LENGTH = 4_000;

export interface UtterancesOptions {
  readonly speechToText: SpeechToText | null;
  readonly newUtteranceId: NewUtteranceId;
  readonly submit: (utterance: HeardUtterance) => void;
  readonly log: Log;
}

export interface Circumstances {
  readonly language: Language;
  readonly hints: readonly string[];
}

/** From segments of all players to utterances, each player's on its own way. */
export class Utterances {
  readonly #options: UtterancesOptions;
  readonly #aborts = new Map<SeatId, AbortController>();
  #told: Stretch[] = [];

  constructor(options: UtterancesOptions) {
    this.#options = options;
  }

  /** Without consent, and without any recogniser, a segment goes nowhere. (V10) */
  take(segment: HeardSegment, seat: ListenedSeat | undefined, circumstances: Circumstances): void {
    if (!seat?.consent || seat.hearing === 'none') return;
    const utteranceId = this.#options.newUtteranceId();
    const stretch: Stretch = { utteranceId, seatId: seat.seatId, startedMs: segment.startedMs, endedMs: segment.endedMs };
    if (seat.hearing === 'browser') this.#tell(stretch, segment, { kind: 'unheard' }, 'browser');
    else void this.#transcribe(stretch, segment, circumstances);
  }

  /** Consent was withdrawn: what is under way is dropped. */
  dropSeat(seatId: SeatId): void {
    this.#aborts.get(seatId)?.abort();
    this.#aborts.delete(seatId);
  }

  close(): void {
    for (const seatId of [...this.#aborts.keys()]) this.dropSeat(seatId);
  }

  async #transcribe(stretch: Stretch, segment: HeardSegment, { language, hints }: Circumstances): Promise<void> {
    const { speechToText, log } = this.#options;
    const audio = { samples: segment.samples, sampleRate: HEARD_SAMPLE_RATE };
    const heard: Heard = speechToText
      ? await transcribe(speechToText, { audio, language, hints }, this.#signalOf(stretch.seatId), log)
      : { kind: 'unheard' };
    if (heard.kind === 'dropped') return;
    // A sound without words is nothing at the table; to somebody who held the key it is a sentence that was not understood.
    if (heard.kind === 'wordless' && segment.target === 'table') return;
    this.#tell(stretch, segment, heard, 'provider');
  }

  #tell(stretch: Stretch, { target }: HeardSegment, heard: Heard, hearing: HeardUtterance['hearing']): void {
    const transcript = heard.kind === 'words' ? heard.transcript : null;
    const overlaps = findOverlaps(stretch, this.#told);
    this.#told = rememberStretch(stretch, this.#told);
    this.#options.submit({
      ...stretch,
      text: transcript?.text.trim().slice(0, MAX_TEXT_LENGTH).trim() ?? null,
      language: transcript?.language ?? null,
      confidence: transcript?.confidence ?? null,
      target,
      overlaps,
      hearing,
    });
    const facts = {
      seatId: stretch.seatId,
      utteranceId: stretch.utteranceId,
      durationMs: Math.round(stretch.endedMs - stretch.startedMs),
    };
    this.#options.log.info({ ...facts, outcome: heard.kind, overlaps: overlaps.length }, 'an utterance was told');
  }

  #signalOf(seatId: SeatId): AbortSignal {
    const abort = this.#aborts.get(seatId) ?? new AbortController();
    this.#aborts.set(seatId, abort);
    return abort.signal;
  }
}
