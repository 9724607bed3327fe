import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromRoot } from '../paths.ts';

let folder: string;
let host: ChildProcess;
let output: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skald-start-'));
  output = [];
});
afterEach(() => {
  host.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that runs a system of stand-ins as `npm start` does. */
function startHost(...manner: string[]): void {
  const file = fromRoot('scripts', 'src', 'testing', 'host.ts');
  host = spawn(process.execPath, [file, join(folder, 'data'), join(folder, 'journal'), ...manner], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (host.stdout) createInterface({ input: host.stdout }).on('line', (line) => output.push(line));
}

async function untilSaid(words: string): Promise<void> {
  await vi.waitFor(() => expect(output.join('\n')).toContain(words), { timeout: 60_000 });
}

function readEnds(): string[] {
  return readFileSync(join(folder, 'journal'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('ended'));
}

describe('npm start', () => {
  it('tells the addresses', async () => {
    startHost();
    await untilSaid('Ctrl-C ends it.');
    expect(output.join('\n')).toMatch(/Skald is ready\.\n {2}On this machine: +https:\/\/localhost:\d+\n/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends everything in order on %s, with exit code 0, also when it comes twice',
    async (signal) => {
      startHost();
      await untilSaid('Skald is ready.');
      const exit = once(host, 'exit');
      host.kill(signal);
      host.kill(signal);
      expect(await exit).toEqual([0, null]);
      expect(readEnds()).toEqual(['ended bot', 'ended api', 'ended sfu']);
    },
  );

  it('leaves no process behind when it is killed', async () => {
    startHost();
    await untilSaid('Skald is ready.');
    host.kill('SIGKILL');
    await vi.waitFor(() => expect(readEnds().sort()).toEqual(['ended api', 'ended bot', 'ended sfu']), { timeout: 60_000 });
  });

  it('ends with the sentence of a process whose configuration is wrong', async () => {
    startHost('misconfigured');
    expect(await once(host, 'exit')).toEqual([1, null]);
    await untilSaid('ANTHROPIC_API_KEY is empty');
  });
});
