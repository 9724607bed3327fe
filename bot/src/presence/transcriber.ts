import type { Language } from '@skald/protocol';
import { SpeechError, type Pcm, type SpeechToText, type Transcript } from '../speech/ports.ts';
import type { Log } from './ports.ts';

/** Pauses before an utterance is tried again, in ms: after the last try it is unheard. */
const RETRY_PAUSES_MS = [500, 2_000] as const;

export type Heard =
  | { readonly kind: 'words'; readonly transcript: Transcript }
  /** The provider worked and found no words. */
  | { readonly kind: 'wordless' }
  /** Every try failed: the player may type it. */
  | { readonly kind: 'unheard' }
  /** Nobody wants it any more. */
  | { readonly kind: 'dropped' };

export interface ToTranscribe {
  readonly audio: Pcm;
  readonly language: Language;
  readonly hints: readonly string[];
}

/** Makes words of one utterance; a provider that fails or is slow loses nothing before every try was made. Never throws. */
export async function transcribe(
  speechToText: SpeechToText,
  request: ToTranscribe,
  signal: AbortSignal,
  log: Log,
): Promise<Heard> {
  for (const pauseMs of [...RETRY_PAUSES_MS, null]) {
    try {
      const transcript = await speechToText.transcribe(request, signal);
      if (signal.aborted) return { kind: 'dropped' };
      return transcript.text.trim() === '' ? { kind: 'wordless' } : { kind: 'words', transcript };
    } catch (error) {
      const code = error instanceof SpeechError ? error.code : 'failed';
      if (signal.aborted) return { kind: 'dropped' };
      log.warn({ provider: speechToText.name, code, isLast: pauseMs === null }, 'a transcription failed');
      if (pauseMs === null || code === 'rejected') return { kind: 'unheard' };
      await pause(pauseMs, signal);
      if (signal.aborted) return { kind: 'dropped' };
    }
  }
  return { kind: 'unheard' };
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, durationMs);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
