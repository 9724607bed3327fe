import { Worker } from 'node:worker_threads';
import type { SegmentId } from '@skald/protocol';
import { createLines } from './mouth-lines.ts';
import type { FromMouthWorker, MouthOptions, ToMouthWorker } from './mouth-messages.ts';
import type { Mouth, MouthEvents } from './ports.ts';

const WORKER_URL = new URL('./mouth-worker.ts', import.meta.url);

/** `refused`: no socket could be had. `closed`: by its owner. `worker_lost`: the thread died, and all mouths with it. */
export class MouthError extends Error {
  readonly code: 'refused' | 'closed' | 'worker_lost';
  constructor(code: MouthError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MouthError';
    this.code = code;
  }
}

/** The one worker thread that speaks for all tables of the process. The opener closes it. */
export interface MouthHost {
  /** Throws MouthError. The mouth sends from the first moment on: a silent packet a second on each channel. */
  openMouth(options: MouthOptions, events: MouthEvents): Promise<Mouth>;
  close(): Promise<void>;
}

export interface MouthHostOptions {
  /**
   * The thread died: every segment was cut (how much of it was played is not known and told as 0), no open mouth speaks
   * again. The next `openMouth` starts another thread.
   */
  readonly onLost?: (error: MouthError) => void;
  /** The program of the thread; another one only in tests. */
  readonly workerUrl?: URL;
}

interface Attached {
  readonly take: (message: FromMouthWorker) => void;
  readonly lose: (error: MouthError) => void;
}

export function createMouthHost({ onLost, workerUrl = WORKER_URL }: MouthHostOptions = {}): MouthHost {
  const attached = new Map<number, Attached>();
  let worker: Worker | null = null;
  let lastMouth = 0;
  let isClosed = false;

  function startWorker(): Worker {
    const started = new Worker(workerUrl, { name: 'mouth' });
    let cause: unknown = null;
    started.on('message', (message: FromMouthWorker) => attached.get(message.mouth)?.take(message));
    started.on('error', (error: unknown) => (cause = error));
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      lose(new MouthError('worker_lost', 'the thread that speaks has died', { cause }));
    });
    return started;
  }

  function lose(error: MouthError): void {
    const lost = [...attached.values()];
    attached.clear();
    for (const each of lost) each.lose(error);
    onLost?.(error);
  }

  async function openMouth(options: MouthOptions, events: MouthEvents): Promise<Mouth> {
    if (isClosed) throw new MouthError('closed', 'the mouth host is closed');
    const current = (worker ??= startWorker());
    const id = (lastMouth += 1);
    const opened = Promise.withResolvers<void>();
    const mouth = createRemoteMouth(id, (message) => current.postMessage(message), events);
    attached.set(id, {
      take(message) {
        if (message.kind === 'opened') opened.resolve();
        else if (message.kind === 'refused') opened.reject(new MouthError('refused', `no way out: ${message.reason}`));
        else mouth.take(message);
        if (message.kind === 'closed' || message.kind === 'refused') attached.delete(id);
      },
      lose(error) {
        opened.reject(error);
        mouth.lose();
      },
    });
    current.postMessage({ kind: 'openMouth', mouth: id, options } satisfies ToMouthWorker);
    await opened.promise;
    return mouth.mouth;
  }

  return {
    openMouth,
    async close() {
      isClosed = true;
      const ending = worker;
      worker = null;
      await ending?.terminate();
      for (const each of attached.values()) each.lose(new MouthError('closed', 'the mouth host is closed'));
      attached.clear();
    },
  };
}

/** The main thread's side of one mouth. */
function createRemoteMouth(id: number, post: (message: ToMouthWorker) => void, events: MouthEvents) {
  const lines = createLines(events);
  const closed = Promise.withResolvers<void>();
  let isClosing = false;

  const mouth: Mouth = {
    open(segmentId: SegmentId, channel) {
      if (isClosing) throw new MouthError('closed', 'the mouth is closed');
      const line = lines.add(segmentId);
      post({ kind: 'openLine', mouth: id, line, channel });
      return {
        write(samples) {
          if (!lines.has(line)) return Promise.resolve();
          post({ kind: 'write', mouth: id, line, samples });
          return lines.waitForRoom(line);
        },
        end: () => post({ kind: 'endLine', mouth: id, line }),
      };
    },
    stop: () => post({ kind: 'stop', mouth: id }),
    async close() {
      if (!isClosing) post({ kind: 'closeMouth', mouth: id });
      isClosing = true;
      await closed.promise;
    },
  };

  return {
    mouth,
    take(message: FromMouthWorker): void {
      if (message.kind === 'happened') lines.take(message.events);
      if (message.kind === 'room') lines.giveRoom(message.line);
      if (message.kind === 'closed') closed.resolve();
    },
    lose(): void {
      isClosing = true;
      lines.cutAll();
      closed.resolve();
    },
  };
}
