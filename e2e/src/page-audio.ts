/** What `window.skaldTest` offers in a page under test: a microphone that plays what it is told, and ears on what the page plays. */
export interface PageAudio {
  /** Starts a tone on the microphone that lasts until `silence`. Hz, and level 0 to 1. */
  hum(frequencyHz: number, level: number): void;
  silence(): void;
  /** Plays DTMF symbols, 80 ms each with 80 ms between. Resolves when the last one has left. */
  dial(symbols: string): Promise<void>;
  /** Plays 16-bit samples, little-endian and base64, at a rate. Resolves at the end. */
  play(base64: string, sampleRate: number): Promise<void>;
  /** Level in dBFS of a frequency in what the page plays of a peer and source; -200 when there is no such track. */
  levelAt(peerId: string, source: string, frequencyHz: number): number;
  /** Level in dBFS of what the page plays of a peer and source, over the last 170 ms; -200 for silence or no track. */
  loudness(peerId: string, source: string): number;
  /** Peers whose audio the page plays, as `peerId/source`. */
  heard(): string[];
  /** Starts to record what the page plays of a source of the DM, 24 kHz mono. */
  record(peerId: string, source: string): void;
  /** Ends that recording: 16-bit samples, base64. */
  endRecording(peerId: string, source: string): string;
  /** Settings of the browser's own microphones that the page was given, in order. */
  microphones(): MediaTrackSettings[];
}

declare global {
  interface Window {
    skaldTest: PageAudio;
    /** Set before `page-audio.mjs` runs: whether the microphone is the test's. */
    skaldHasTestMicrophone: boolean;
  }
}
