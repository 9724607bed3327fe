import type { Recognition, RecognitionResults } from '../speech-recognition.ts';

/** A browser's recogniser played by the test. */
export class FakeRecognition implements Recognition {
  lang = '';
  continuous = false;
  interimResults = false;
  maxAlternatives = 0;
  onstart: (() => void) | null = null;
  onspeechstart: (() => void) | null = null;
  onresult: ((event: RecognitionResults) => void) | null = null;
  onerror: ((event: { error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  readonly calls: string[] = [];
  startError: Error | null = null;

  start(): void {
    this.calls.push('start');
    if (this.startError) throw this.startError;
  }

  stop(): void {
    this.calls.push('stop');
  }

  abort(): void {
    this.calls.push('abort');
  }

  /** Results so far in this run: words, and whether they are final. */
  hear(...results: [transcript: string, isFinal: boolean][]): void {
    this.onresult?.({
      resultIndex: 0,
      results: results.map(([transcript, isFinal]) => ({ isFinal, length: 1, 0: { transcript, confidence: 0.9 } })),
    });
  }

  /** Fails and ends, as browsers do. */
  fail(error: string): void {
    this.onerror?.({ error });
    this.onend?.();
  }
}
