import type { ChildProcess } from 'node:child_process';
import { createFrameReader, type Frame } from './frames.ts';

/** Pause before a process that did not even start is started again, in ms. */
const RESTART_PAUSE_MS = 1_000;

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** It had spoken at least one frame. */
  readonly hadStarted: boolean;
}

/** A child process that speaks frames and is replaced whenever it ends. The opener closes it. */
export interface KeptProcess {
  /** False when there is no process now: the frame is not sent. */
  send(frame: Uint8Array): boolean;
  kill(): void;
  close(): Promise<void>;
}

/** `onExit` comes once for each process that ended unasked, also when it could not be started; the next one is then on its way. */
export function keepProcess(
  start: () => ChildProcess,
  onFrame: (frame: Frame) => void,
  onExit: (exit: ProcessExit) => void,
): KeptProcess {
  let child: ChildProcess | null = null;
  let restart: NodeJS.Timeout | undefined;
  let isClosed = false;

  const launch = (): void => {
    child = adopt(start(), onFrame, (exit) => {
      child = null;
      if (isClosed) return;
      if (exit.hadStarted) launch();
      else restart = setTimeout(launch, RESTART_PAUSE_MS);
      onExit(exit);
    });
  };
  launch();

  return {
    send(frame) {
      child?.stdin?.write(frame);
      return child !== null;
    },
    kill: () => void child?.kill('SIGKILL'),
    async close() {
      isClosed = true;
      clearTimeout(restart);
      await end(child);
    },
  };
}

function adopt(child: ChildProcess, onFrame: (frame: Frame) => void, onExit: (exit: ProcessExit) => void): ChildProcess {
  let hadStarted = false;
  let hasEnded = false;
  const ended = (code: number | null, signal: string | null): void => {
    if (hasEnded) return;
    hasEnded = true;
    onExit({ code, signal, hadStarted });
  };
  const read = createFrameReader((frame) => {
    hadStarted = true;
    onFrame(frame);
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    try {
      if (!hasEnded) read(chunk);
    } catch {
      child.kill('SIGKILL');
    }
  });
  child.stdin?.on('error', () => undefined);
  child.once('close', ended);
  child.once('error', () => ended(null, null));
  return child;
}

async function end(child: ChildProcess | null): Promise<void> {
  if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}
