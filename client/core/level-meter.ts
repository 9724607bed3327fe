/** Quietest level that is told, in dBFS: digital silence. */
export const SILENCE_DBFS = -100;
/** Level from which sound near a microphone counts as speech, in dBFS. */
export const SPEECH_DBFS = -45;

export interface LevelMeter {
  /** Root mean square of the last 40 ms or so, in dBFS, -100 to 0. */
  readDbfs(): number;
  /** Wakes the audio clock; browsers may want a click or key first. */
  resume(): void;
  /** False while the browser has not let the audio clock start: levels then mean nothing. */
  isRunning(): boolean;
  close(): void;
}

const FFT_SIZE = 2_048;

/** Measures a track without playing it. The track stays the caller's. */
export function openLevelMeter(track: MediaStreamTrack, createContext: () => AudioContext): LevelMeter {
  const context = createContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = FFT_SIZE;
  source.connect(analyser);
  const samples = new Float32Array(FFT_SIZE);
  let isClosed = false;
  return {
    readDbfs() {
      if (isClosed) return SILENCE_DBFS;
      analyser.getFloatTimeDomainData(samples);
      return rootMeanSquareDbfs(samples);
    },
    resume() {
      if (!isClosed && context.state !== 'running') void context.resume().catch(() => undefined);
    },
    isRunning: () => !isClosed && context.state === 'running',
    close() {
      if (isClosed) return;
      isClosed = true;
      source.disconnect();
      void context.close().catch(() => undefined);
    },
  };
}

export function rootMeanSquareDbfs(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const power = sum / Math.max(1, samples.length);
  return power === 0 ? SILENCE_DBFS : Math.max(SILENCE_DBFS, Math.min(0, 10 * Math.log10(power)));
}

/** A level as a share of what a meter or a light shows: -60 dB and less is 0, -10 dB and more is 1. */
export function levelToShare(levelDb: number): number {
  return Math.max(0, Math.min(1, (levelDb + 60) / 50));
}
