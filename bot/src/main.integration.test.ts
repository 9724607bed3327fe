import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { ScriptedApi } from './testing/scripted-api.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const KEY = 'service-key-of-tests';

describe('the process of the bot', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  });
  const start = (env: Record<string, string>): ChildProcess => {
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  };

  it.each([
    ['SERVICE_KEY is not set', { API_URL: 'http://127.0.0.1:1' }],
    ['OPENAI_API_KEY is empty', { API_URL: 'http://127.0.0.1:1', SERVICE_KEY: KEY, OPENAI_API_KEY: '' }],
    ['PORT is wrong', { API_URL: 'http://127.0.0.1:1', SERVICE_KEY: KEY, PORT: 'x' }],
  ])('%s: one sentence and exit code 78', async (sentence, env) => {
    const child = start(env);
    const [said] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
    expect(child.exitCode).toBe(78);
    expect(said).toContain(sentence);
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  it('answers health, is ready when linked, and ends in order on SIGTERM', async () => {
    const api = await ScriptedApi.start({ serviceKey: KEY });
    const child = start({ API_URL: api.url, SERVICE_KEY: KEY, PORT: '0' });
    const port = await portOf(child);
    const abilities = await api.greeted();
    expect(abilities.speechToText).toBeNull();
    expect(abilities.voices.length).toBeGreaterThanOrEqual(8);
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', providers: { speechToText: null, textToSpeech: 'embedded' } },
    ]);
    await api.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });
});

/** Reads the log until it tells the port. */
async function portOf(child: ChildProcess): Promise<number> {
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    const port = /"port":(\d+)/.exec(chunk.toString())?.[1];
    if (port) {
      child.stdout?.resume();
      return Number(port);
    }
  }
  throw new Error('the bot ended without telling its port');
}
