/** The part of the browser's SpeechRecognition that is used. TypeScript's DOM library lacks it. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  maxAlternatives: number;
  onstart: (() => void) | null;
  onspeechstart: (() => void) | null;
  onresult: ((event: RecognitionResults) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

export interface RecognitionResults {
  readonly resultIndex: number;
  readonly results: ArrayLike<{
    readonly isFinal: boolean;
    readonly length: number;
    readonly [index: number]: { readonly transcript: string; readonly confidence: number };
  }>;
}

export interface RecognitionHandlers {
  onHearing: () => void;
  onSpeech: () => void;
  onInterim: (text: string) => void;
  /** Confidence 0 to 1, null where the browser gives none. */
  onFinal: (text: string, confidence: number | null) => void;
  onError: (error: string) => void;
  onEnd: () => void;
}

/** A constructor in the page, under either of its names. */
export function findRecognition(page: object): (() => Recognition) | null {
  const names = page as Record<string, unknown>;
  const Constructor = names.SpeechRecognition ?? names.webkitSpeechRecognition;
  return typeof Constructor === 'function' ? () => new (Constructor as new () => Recognition)() : null;
}

/**
 * Starts one run. With `growsFinals` (Chrome on Android) a final result is told again, grown, within the same run: only what
 * is new of it is passed on. A start that throws is told as an error and an end.
 */
export function openRecognition(
  recognition: Recognition,
  { tag, growsFinals }: { tag: string; growsFinals: boolean },
  handlers: RecognitionHandlers,
): void {
  let told = 0;
  let lastFinal = '';
  recognition.lang = tag;
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.maxAlternatives = 1;
  recognition.onstart = () => handlers.onHearing();
  recognition.onspeechstart = () => handlers.onSpeech();
  recognition.onerror = ({ error }) => handlers.onError(error);
  recognition.onend = () => handlers.onEnd();
  recognition.onresult = ({ results }) => {
    let interim = '';
    for (let index = told; index < results.length; index += 1) {
      const result = results[index];
      const best = result?.[0];
      if (!result || !best) continue;
      if (!result.isFinal) {
        interim += best.transcript;
        continue;
      }
      told = index + 1;
      const text = best.transcript.trim();
      const fresh = growsFinals && text.startsWith(lastFinal) ? text.slice(lastFinal.length).trim() : text;
      lastFinal = text;
      handlers.onFinal(fresh, best.confidence > 0 ? Math.min(1, best.confidence) : null);
    }
    if (interim.trim() !== '') handlers.onInterim(interim.trim());
  };
  try {
    recognition.start();
  } catch {
    handlers.onError('start-failed');
    handlers.onEnd();
  }
}
