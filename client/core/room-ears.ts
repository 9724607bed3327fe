import type { Language } from '@skald/protocol';
import { Recogniser, type RecogniserState, type Words } from './recogniser.ts';
import type { Recognition } from './speech-recognition.ts';

export interface RoomEarsOptions {
  readonly create: (() => Recognition) | null;
  readonly growsFinals: boolean;
  readonly nowMs: () => number;
  readonly onState: (state: RecogniserState) => void;
  readonly onInterim: (text: string) => void;
  readonly onWords: (words: Words) => void;
}

/** What decides whether the browser's recogniser listens. */
export interface Listening {
  readonly hasConsent: boolean;
  readonly hasMicrophone: boolean;
  readonly serverHasEars: boolean;
  readonly isSending: boolean;
  /** Language of the table: what is spoken there. */
  readonly language: Language;
}

/** Shortest time between two interim texts that are told, in ms. */
const INTERIM_EVERY_MS = 250;

/** Runs the browser's recogniser exactly while it may and should hear: consent, sound that is sent, no ears on the server. (V10) */
export class RoomEars {
  readonly #options: RoomEarsOptions;
  #recogniser: Recogniser | undefined;
  #language: Language | undefined;
  #interimToldMs = Number.NEGATIVE_INFINITY;
  #lastInterim = '';

  constructor(options: RoomEarsOptions) {
    this.#options = options;
  }

  follow(listening: Listening): void {
    const mayListen = listening.hasConsent && listening.hasMicrophone && !listening.serverHasEars;
    if (!mayListen) return this.close();
    if (!this.#options.create) return this.#options.onState('missing');
    if (this.#language !== listening.language) this.close();
    this.#recogniser ??= this.#createRecogniser(this.#options.create, listening.language);
    this.#recogniser.want(listening.isSending);
  }

  close(): void {
    const recogniser = this.#recogniser;
    this.#recogniser = undefined;
    this.#language = undefined;
    recogniser?.close();
    this.#options.onState('off');
  }

  #createRecogniser(create: () => Recognition, language: Language): Recogniser {
    const { growsFinals, nowMs, onState, onWords } = this.#options;
    this.#language = language;
    return new Recogniser({
      create,
      language,
      growsFinals,
      nowMs,
      onState,
      onWords,
      onInterim: (text) => this.#interim(text),
    });
  }

  #interim(text: string): void {
    const now = this.#options.nowMs();
    const isEnd = text === '';
    if (text === this.#lastInterim || (!isEnd && now - this.#interimToldMs < INTERIM_EVERY_MS)) return;
    this.#lastInterim = text;
    this.#interimToldMs = now;
    this.#options.onInterim(text);
  }
}
