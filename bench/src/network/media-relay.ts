import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RelayReply, RelayRequest, RelaySettings } from './relay-messages.ts';

/**
 * Stands between the pages and the sfu's UDP port, at the address that is announced to the pages. It sees every packet right before
 * it goes into the sfu and right after it comes out, so what it measures is the sfu and nothing of the browsers. It can also
 * play a network that takes its time.
 */
export interface MediaRelay {
  readonly port: number;
  /** Packets wait so long on each way, pages to sfu and sfu to pages, from now on. */
  setDelayMs(delayMs: number): void;
  /** Times in ms that packets needed through the sfu, since the last call. */
  takeForwardTimes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Opens the relay. Throws when its address and port are taken. Its opener closes it. */
export async function openMediaRelay(settings: RelaySettings): Promise<MediaRelay> {
  const thread = new Worker(new URL('./relay-thread.ts', import.meta.url), { workerData: settings });
  const ask = (request: RelayRequest): void => thread.postMessage(request);
  let isClosed = false;
  await once(thread, 'message');
  return {
    port: settings.port,
    setDelayMs: (delayMs) => ask({ type: 'delay', delayMs }),
    async takeForwardTimes() {
      const replied = once(thread, 'message') as Promise<[RelayReply]>;
      ask({ type: 'take' });
      const [reply] = await replied;
      return reply.type === 'times' ? reply.timesMs : [];
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      const ended = once(thread, 'exit');
      ask({ type: 'close' });
      await ended;
    },
  };
}
