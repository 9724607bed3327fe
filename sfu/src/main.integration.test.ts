import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { workerBin } from 'mediasoup';
import { afterEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const GOOD = {
  PORT: '0',
  MEDIA_TOKEN_KEY: 'k'.repeat(43),
  SERVICE_KEY: 's'.repeat(43),
  RTC_LISTEN_ADDRESS: '127.0.0.1',
  SFU_WORKERS: '2',
  MEDIASOUP_WORKER_BIN: workerBin,
};
type Child = ChildProcessByStdio<null, Readable, Readable>;
const children: Child[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  children.push(child);
  const output = { text: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output, exited };
}

async function startAndListen() {
  const run = start(GOOD);
  await expect.poll(() => run.output.text, { timeout: 60_000 }).toContain('sfu is listening');
  const port = /"port":(\d+)/.exec(run.output.text)?.[1];
  return { ...run, url: `http://127.0.0.1:${port}` };
}

async function workersOf(child: Child): Promise<number[]> {
  const text = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  return text.trim().split(' ').map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the process', () => {
  it.each([
    ['no key', { ...GOOD, MEDIA_TOKEN_KEY: '' }, 'MEDIA_TOKEN_KEY is empty'],
    ['a wrong port', { ...GOOD, PORT: 'many' }, 'PORT is wrong; it is a port from 0 to 65535.'],
    ['a worker that is not there', { ...GOOD, MEDIASOUP_WORKER_BIN: '/nowhere' }, 'MEDIASOUP_WORKER_BIN is wrong'],
  ])('with %s it says so in a sentence and exits with 78', async (_what, env, sentence) => {
    const { exited, output } = start(env);
    expect(await exited).toBe(78);
    expect(output.text).toMatch(/^sfu: /);
    expect(output.text).toContain(sentence);
  });

  it('answers health, and ends in order when its whole process group is told to', async () => {
    const { child, url, exited, output } = await startAndListen();
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', workers: 2 });
    process.kill(-(child.pid as number), 'SIGTERM');
    expect(await exited).toBe(0);
    expect(output.text).not.toContain('died');
  });

  it('keeps its secrets from the workers', async () => {
    const { child } = await startAndListen();
    const [pid] = await workersOf(child);
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    expect(environment).toContain('MEDIASOUP_VERSION');
    expect(environment).not.toContain(GOOD.MEDIA_TOKEN_KEY);
    expect(environment).not.toContain(GOOD.SERVICE_KEY);
  });

  it('leaves no worker behind when it is killed', async () => {
    const { child, exited } = await startAndListen();
    const workers = await workersOf(child);
    expect(workers).toHaveLength(2);
    child.kill('SIGKILL');
    await exited;
    await expect.poll(() => workers.some(isAlive), { timeout: 30_000 }).toBe(false);
  });
});
