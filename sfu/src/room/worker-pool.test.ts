import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaWorker } from './media-worker.ts';
import { WorkerPool } from './worker-pool.ts';

/** Stands for mediasoup's worker: throws on anything but what a pool does with one. */
function createFakeWorker() {
  let onDied: ((error: Error) => void) | undefined;
  return {
    pid: 1,
    died: false,
    isClosed: false,
    on(event: string, listener: (error: Error) => void): void {
      if (event !== 'died' || onDied) throw new Error(`unexpected listener of ${event}`);
      onDied = listener;
    },
    close(): void {
      this.isClosed = true;
    },
    die(): void {
      this.died = true;
      onDied?.(new Error('killed'));
    },
  };
}
type FakeWorker = ReturnType<typeof createFakeWorker>;

function createPool(size: number) {
  const spawned: { slot: number; worker: FakeWorker }[] = [];
  const died: MediaWorker[] = [];
  const faults: Error[] = [];
  const pool = new WorkerPool({
    size,
    logger: pino({ level: 'silent' }),
    nowMs: () => Date.now(),
    onDied: (dead) => died.push(dead),
    spawn: async (slot) => {
      const fault = faults.shift();
      if (fault) throw fault;
      const worker = createFakeWorker();
      spawned.push({ slot, worker });
      return { worker } as unknown as MediaWorker;
    },
  });
  return { pool, spawned, died, faults };
}

describe('WorkerPool', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('[V6] a worker that dies is replaced at once, then damped', async () => {
    const { pool, spawned, died } = createPool(2);
    await pool.start();
    spawned[0]?.worker.die();
    expect(died).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(spawned.map(({ slot }) => slot)).toEqual([0, 1, 0]);
    expect(pool.replaced).toBe(1);
    spawned[2]?.worker.die();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(pool.alive).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(pool.alive).toBe(2);
    pool.close();
  });

  it('rooms go to another worker while one is damped', async () => {
    const { pool, spawned } = createPool(2);
    await pool.start();
    spawned[0]?.worker.die();
    await vi.advanceTimersByTimeAsync(0);
    spawned[2]?.worker.die();
    const picked = await pool.pick(() => 0);
    expect(picked.worker).toBe(spawned[1]?.worker);
    pool.close();
  });

  it('picks the worker with the least load', async () => {
    const { pool, spawned } = createPool(3);
    await pool.start();
    const picked = await pool.pick((media) => (media.worker === (spawned[1]?.worker as unknown) ? 1 : 2));
    expect(picked.worker).toBe(spawned[1]?.worker);
    pool.close();
  });

  it('a room waits for the successor of the only worker', async () => {
    const { pool, spawned } = createPool(1);
    await pool.start();
    spawned[0]?.worker.die();
    const picking = pool.pick(() => 0);
    await vi.advanceTimersByTimeAsync(0);
    expect((await picking).worker).toBe(spawned[1]?.worker);
    pool.close();
  });

  it('a room that waits in vain is told so', async () => {
    const { pool, spawned, faults } = createPool(1);
    await pool.start();
    faults.push(...Array.from({ length: 9 }, () => new Error('no binary')));
    spawned[0]?.worker.die();
    const picking = expect(pool.pick(() => 0)).rejects.toMatchObject({ code: 'unavailable' });
    await vi.advanceTimersByTimeAsync(4_000);
    await picking;
    pool.close();
  });

  it('a successor that does not start is tried again', async () => {
    const { pool, spawned, faults } = createPool(1);
    await pool.start();
    faults.push(new Error('no memory'));
    spawned[0]?.worker.die();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(pool.alive).toBe(1);
    pool.close();
  });

  it('a start that fails closes the workers that did start', async () => {
    const { pool, spawned, faults } = createPool(2);
    faults.push(new Error('port taken'));
    await expect(pool.start()).rejects.toThrow('port taken');
    expect(spawned.every(({ worker }) => worker.isClosed)).toBe(true);
  });

  it('a death while closing is none', async () => {
    const { pool, spawned, died } = createPool(1);
    await pool.start();
    pool.close();
    spawned[0]?.worker.die();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(died).toEqual([]);
    expect(spawned).toHaveLength(1);
  });
});
