import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from './open-store.ts';
import { TABLE } from './testing/sample-rows.ts';

interface Acknowledged {
  readonly index: number;
  readonly position: number;
}

const folder = mkdtempSync(join(tmpdir(), 'skald-crash-'));
const file = join(folder, 'skald.db');
const CHILD = join(import.meta.dirname, 'testing', 'commit-forever.ts');

/** Runs the committing process until it has acknowledged `count` commits and kills it with SIGKILL; answers all that it acknowledged. */
async function commitAndKill(count: number, first: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [CHILD, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(JSON.parse(line) as Acknowledged);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

describe('a killed process', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('[O6] loses no acknowledged commit and doubles none, killed three times over', async () => {
    const acknowledged: Acknowledged[] = [];
    for (const count of [150, 1, 300]) acknowledged.push(...(await commitAndKill(count, acknowledged.length + 1_000 * count)));
    const store = openStore(file);
    const events = store.readEventsAfter(TABLE, 0, { seatId: null, limit: 1_000_000 });
    const messages = store.readMessages(TABLE, { seatId: null, before: null, limit: 1_000_000 });
    store.close();
    const indexAt = new Map(events.map(({ position, payload }) => [position, (payload as { index: number }).index]));
    expect(acknowledged.length).toBeGreaterThanOrEqual(451);
    for (const { index, position } of acknowledged) expect(indexAt.get(position)).toBe(index);
    expect(new Set(indexAt.values()).size).toBe(events.length);
    // At most one commit of each life was durable and not yet acknowledged.
    expect(events.length - acknowledged.length).toBeLessThanOrEqual(3);
    expect(messages.map(({ id }) => id).reverse()).toEqual(events.map(({ payload }) => (payload as { id: string }).id));
  });
});
