import type { Language, Voice, VoiceOffer } from '@skald/protocol';

/** Mono 16-bit samples at `sampleRate` Hz. */
export interface Pcm {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

export interface Transcript {
  /** Empty when there were no words. */
  readonly text: string;
  readonly language: Language | null;
  /** 0 to 1; null when the provider gives none. */
  readonly confidence: number | null;
}

/** Speech to text of one whole utterance. Throws SpeechError; with code `aborted` when the signal fires. */
export interface SpeechToText {
  readonly name: string;
  /** `audio` is 16 kHz mono; `hints` are names that are likely to be heard. */
  transcribe(request: { audio: Pcm; language: Language; hints: readonly string[] }, signal: AbortSignal): Promise<Transcript>;
}

/** Text to speech. Yields audio as it is made, chunks of any size. Throws SpeechError; with code `aborted` when the signal fires. */
export interface TextToSpeech {
  readonly name: string;
  readonly voices: readonly VoiceOffer[];
  synthesize(request: { text: string; language: Language; voice: Voice }, signal: AbortSignal): AsyncIterable<Pcm>;
  close(): Promise<void>;
}

export class SpeechError extends Error {
  readonly code: 'unreachable' | 'rejected' | 'timeout' | 'failed' | 'aborted';
  constructor(code: SpeechError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpeechError';
    this.code = code;
  }
}
