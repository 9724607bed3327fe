import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SpeechError } from '../ports.ts';
import { createAudioQueue, type AudioQueue } from './audio-queue.ts';
import { encodeFrame, FRAME_KINDS, type Frame, type Line } from './frames.ts';
import { keepProcess, type ProcessExit } from './kept-process.ts';

/** How long a line that nobody wants any more may go on before its process is replaced, in ms. A sentence takes about 100. */
const ABANDONED_LINE_MS = 500;
/** Longest time without a sound from the process while it has a line to speak, in ms. */
const STALLED_LINE_MS = 10_000;

interface Job {
  readonly line: Line;
  readonly queue: AudioQueue;
  isAbandoned: boolean;
}

/** The embedded voice's process, kept warm: one line at a time, the others wait. The opener closes it. */
export interface VoiceProcess {
  /** 22,050 Hz mono. Throws SpeechError `failed` when the process ends in the middle; the next line has a new one. */
  speak(line: Line, signal: AbortSignal): AsyncIterable<Int16Array>;
  close(): Promise<void>;
}

export interface VoiceProcessOptions {
  readonly start?: () => ChildProcess;
  /** Told when the process ended unasked. */
  readonly onLost?: (exit: ProcessExit) => void;
}

/** Starts the program with nothing of our environment: it needs no keys. */
export function startVoiceHost(): ChildProcess {
  const program = fileURLToPath(new URL('espeak-host.ts', import.meta.url));
  return spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
}

export function createVoiceProcess({ start = startVoiceHost, onLost }: VoiceProcessOptions = {}): VoiceProcess {
  const waiting: Job[] = [];
  let current: Job | null = null;
  let watch: NodeJS.Timeout | undefined;
  let isClosed = false;

  const replaceAfter = (delayMs: number): void => {
    clearTimeout(watch);
    watch = setTimeout(() => kept.kill(), delayMs);
  };
  const next = (): void => {
    if (current || isClosed) return;
    current = waiting.shift() ?? null;
    if (!current) return;
    if (kept.send(lineFrame(current.line))) return replaceAfter(STALLED_LINE_MS);
    settle(failed('does not start'));
    next();
  };
  const settle = (error: SpeechError | null): void => {
    clearTimeout(watch);
    current?.queue.finish(error);
    current = null;
  };
  const onFrame = (frame: Frame): void => {
    if (frame.kind === FRAME_KINDS.audio && current && !current.isAbandoned) {
      replaceAfter(STALLED_LINE_MS);
      current.queue.push(toSamples(frame.payload));
    }
    if (frame.kind === FRAME_KINDS.end) settle(null);
    if (frame.kind === FRAME_KINDS.failed) settle(failed('refused a line'));
    next();
  };
  const onExit = (exit: ProcessExit): void => {
    settle(failed('ended in the middle of a line'));
    if (!exit.hadStarted) for (const job of waiting.splice(0)) job.queue.finish(failed('does not start'));
    onLost?.(exit);
    next();
  };
  const abandon = (job: Job): void => {
    if (job.isAbandoned) return;
    job.isAbandoned = true;
    job.queue.finish(new SpeechError('aborted', 'the line is not wanted any more'), { drop: true });
    if (waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
    if (job === current) replaceAfter(ABANDONED_LINE_MS);
  };
  const kept = keepProcess(start, onFrame, onExit);

  return {
    speak: (line, signal) =>
      enqueue({ line, queue: createAudioQueue(), isAbandoned: false }, signal, abandon, (job) => {
        if (isClosed) throw failed('is closed');
        waiting.push(job);
        next();
      }),
    async close() {
      isClosed = true;
      for (const job of [...waiting, ...(current ? [current] : [])]) abandon(job);
      clearTimeout(watch);
      await kept.close();
    },
  };
}

/** Puts a job in line when it is first asked for audio, and gives it up when nobody asks any more. */
async function* enqueue(
  job: Job,
  signal: AbortSignal,
  abandon: (job: Job) => void,
  put: (job: Job) => void,
): AsyncGenerator<Int16Array> {
  if (signal.aborted) throw new SpeechError('aborted', 'the line is not wanted any more');
  const onAbort = (): void => abandon(job);
  signal.addEventListener('abort', onAbort, { once: true });
  put(job);
  try {
    yield* job.queue.take();
  } finally {
    signal.removeEventListener('abort', onAbort);
    abandon(job);
  }
}

function failed(what: string): SpeechError {
  return new SpeechError('failed', `the embedded voice ${what}`);
}

function lineFrame(line: Line): Uint8Array {
  return encodeFrame(FRAME_KINDS.line, new TextEncoder().encode(JSON.stringify(line)));
}

function toSamples(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length >> 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let index = 0; index < samples.length; index += 1) samples[index] = view.getInt16(index * 2, true);
  return samples;
}
