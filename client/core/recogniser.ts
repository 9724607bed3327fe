import type { Language } from '@skald/protocol';
import { openRecognition, type Recognition } from './speech-recognition.ts';

/** Whether the browser makes words of what is said. `failed`: it has a recogniser, but that cannot be used. */
export type RecogniserState = 'off' | 'starting' | 'works' | 'failed' | 'missing';

export interface Words {
  readonly text: string;
  /** On the clock that was given, in ms. */
  readonly startedMs: number;
  readonly endedMs: number;
  readonly confidence: number | null;
}

export interface RecogniserOptions {
  /** A new recogniser of the browser, or null where there is none. */
  readonly create: () => Recognition | null;
  readonly language: Language;
  /** The browser tells final results again, grown: Chrome on Android. */
  readonly growsFinals: boolean;
  readonly nowMs: () => number;
  readonly onState: (state: RecogniserState) => void;
  readonly onInterim: (text: string) => void;
  readonly onWords: (words: Words) => void;
}

const TAGS: Record<Language, string> = { ru: 'ru-RU', en: 'en-US' };
/** Waits before it is started again, in ms: browsers end it after each pause, and at once when something is wrong. */
const RESTART_MS = [100, 500, 2_000, 5_000];
/** A run that lasted this long was a good one, in ms. */
const GOOD_RUN_MS = 3_000;
/** Runs in a row that ended in a network error before it counts as failed. */
const MAX_NETWORK_ERRORS = 3;
const RETRY_FAILED_MS = 60_000;

/**
 * The browser's own recogniser, kept running while it is wanted. It listens to the microphone by itself, so it must be
 * wanted only while the player's sound is sent, and only with consent. (V10)
 */
export class Recogniser {
  readonly #options: RecogniserOptions;
  #isWanted = false;
  #current: Recognition | undefined;
  #startedRunMs = 0;
  #shortRuns = 0;
  #networkErrors = 0;
  #isForbidden = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: RecogniserState = 'off';
  #speechStartedMs: number | null = null;
  #speechChangedMs = 0;

  constructor(options: RecogniserOptions) {
    this.#options = options;
  }

  get state(): RecogniserState {
    return this.#state;
  }

  /** Runs it, or lets it finish the words that are in the air and rest. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) {
      this.#shortRuns = 0;
      if (!this.#current) this.#run();
    } else {
      if (this.#state !== 'failed') clearTimeout(this.#timer);
      this.#current?.stop();
    }
  }

  close(): void {
    this.#isWanted = false;
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = undefined;
    current?.abort();
    this.#move('off');
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (!this.#isWanted || this.#isForbidden) return;
    const recognition = this.#options.create();
    if (!recognition) return this.#move('missing');
    this.#current = recognition;
    this.#startedRunMs = this.#options.nowMs();
    if (this.#state !== 'works' && this.#state !== 'failed') this.#move('starting');
    const ifCurrent =
      <Args extends unknown[]>(run: (...args: Args) => void) =>
      (...args: Args): void => {
        if (this.#current === recognition) run(...args);
      };
    const { language, growsFinals } = this.#options;
    openRecognition(
      recognition,
      { tag: TAGS[language], growsFinals },
      {
        onHearing: ifCurrent(() => this.#hears()),
        onSpeech: ifCurrent(() => void (this.#speechStartedMs ??= this.#options.nowMs())),
        onInterim: ifCurrent((text) => this.#interim(text)),
        onFinal: ifCurrent((text, confidence) => this.#final(text, confidence)),
        onError: ifCurrent((error) => this.#fail(error)),
        onEnd: ifCurrent(() => this.#ended()),
      },
    );
  }

  #hears(): void {
    if (this.#networkErrors === 0) this.#move('works');
  }

  #interim(text: string): void {
    const now = this.#options.nowMs();
    this.#networkErrors = 0;
    this.#move('works');
    this.#speechStartedMs ??= now;
    this.#speechChangedMs = now;
    this.#options.onInterim(text);
  }

  #final(text: string, confidence: number | null): void {
    const now = this.#options.nowMs();
    this.#networkErrors = 0;
    this.#move('works');
    const startedMs = this.#speechStartedMs ?? now;
    const endedMs = Math.max(startedMs, this.#speechChangedMs >= startedMs ? this.#speechChangedMs : now);
    this.#speechStartedMs = null;
    this.#options.onInterim('');
    if (text.trim() !== '') this.#options.onWords({ text: text.trim(), startedMs, endedMs, confidence });
  }

  #fail(error: string): void {
    if (error === 'no-speech' || error === 'aborted') return;
    if (error === 'network') {
      this.#networkErrors += 1;
      if (this.#networkErrors >= MAX_NETWORK_ERRORS || this.#state !== 'works') this.#move('failed');
      return;
    }
    if (error === 'audio-capture') return this.#move('failed');
    this.#isForbidden = true;
    this.#move('failed');
  }

  #ended(): void {
    this.#current = undefined;
    this.#speechStartedMs = null;
    this.#options.onInterim('');
    if (!this.#isWanted || this.#isForbidden) return;
    const lastedMs = this.#options.nowMs() - this.#startedRunMs;
    if (lastedMs >= GOOD_RUN_MS) this.#networkErrors = 0;
    this.#shortRuns = lastedMs >= GOOD_RUN_MS ? 0 : this.#shortRuns + 1;
    const waitMs =
      this.#state === 'failed' && lastedMs < GOOD_RUN_MS
        ? RETRY_FAILED_MS
        : (RESTART_MS[Math.min(this.#shortRuns, RESTART_MS.length - 1)] ?? 0);
    this.#timer = setTimeout(() => this.#run(), waitMs);
  }

  #move(state: RecogniserState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}
