import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromRoot } from '../paths.ts';
import { ask } from '../testing/ask.ts';
import { PROCESS_NAMES, type ProcessName } from './child-environment.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';

const STAND_IN = fromRoot('scripts', 'src', 'testing', 'stand-in.ts');

let folder: string;
let system: System | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skald-system-'));
});
afterEach(async () => {
  await system?.close();
  system = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Options for a system of stand-ins; a manner is what STAND_IN of one of them says. */
function standIns(manners: Partial<Record<ProcessName, string>> = {}): SystemOptions {
  const extraFor = (name: ProcessName): Record<string, string> => ({
    STAND_IN_NAME: name,
    STAND_IN_JOURNAL: join(folder, 'journal'),
    ...(manners[name] === undefined ? {} : { STAND_IN: manners[name] }),
  });
  return {
    dataDir: join(folder, 'data'),
    host: '127.0.0.1',
    workerBinary: '/nowhere/worker',
    entries: { sfu: [STAND_IN], api: [STAND_IN], bot: [STAND_IN] },
    extra: { sfu: extraFor('sfu'), api: extraFor('api'), bot: extraFor('bot') },
  };
}

function readJournal(): string[] {
  return readFileSync(join(folder, 'journal'), 'utf8').trim().split('\n');
}

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? -1, 0);
  } catch {
    return false;
  }
}

describe('a system', () => {
  it('runs three processes behind one https front', async () => {
    system = await startSystem(standIns());
    const { urls, certificate } = system;
    const api = JSON.parse((await ask(`${urls.front}/api/x`, { ca: certificate })).text) as unknown;
    expect(api).toMatchObject({ name: 'api', pid: system.processes.api.pid, url: '/api/x' });
    expect((await ask(`${urls.front}/healthz`, { ca: certificate })).text).toBe('{"status":"ok"}');
    expect((await ask(`${urls.bot}/healthz`)).status).toBe(200);
    const socket = io(urls.front, { path: '/sfu/socket.io', transports: ['websocket'], ca: certificate });
    expect(await socket.timeout(5_000).emitWithAck('who')).toMatchObject({ name: 'sfu', transport: 'websocket' });
    socket.disconnect();
  });

  it('gives each process what it needs and nothing else', async () => {
    system = await startSystem({
      ...standIns(),
      environment: { PATH: process.env.PATH, ANTHROPIC_API_KEY: 'a', SOME_SECRET: 's' },
    });
    const read = async (url: string): Promise<string[]> => JSON.parse((await ask(`${url}/environment`)).text) as string[];
    expect(await read(system.urls.api)).toEqual(expect.arrayContaining(['ANTHROPIC_API_KEY', 'LINK_KEY', 'DATABASE_URL']));
    const sfu = await read(system.urls.sfu);
    expect(sfu).toEqual(expect.arrayContaining(['MEDIA_TOKEN_KEY', 'RTC_PORT', 'MEDIASOUP_WORKER_BIN']));
    for (const name of ['ANTHROPIC_API_KEY', 'LINK_KEY', 'DATABASE_URL', 'SOME_SECRET', 'SKALD_SUPERVISOR'])
      expect(sfu).not.toContain(name);
  });

  it('keeps its keys and its certificate over restarts', async () => {
    system = await startSystem(standIns());
    const { wiring, certificate } = system;
    await system.close();
    system = await startSystem(standIns());
    expect(system.wiring.keys).toEqual(wiring.keys);
    expect(system.certificate).toBe(certificate);
  });

  it('starts a process that was killed again, on the same port, and leaves the others alone', async () => {
    system = await startSystem(standIns());
    const { processes, urls } = system;
    const before = { sfu: processes.sfu.pid, api: processes.api.pid };
    await system.kill('api', 'SIGKILL');
    expect(isAlive(before.api)).toBe(false);
    await system.untilHealthy('api');
    expect(processes.api.pid).not.toBe(before.api);
    expect(processes.sfu.pid).toBe(before.sfu);
    expect(JSON.parse((await ask(`${urls.api}/`)).text)).toMatchObject({ pid: processes.api.pid });
  });

  it('starts a process that ended by itself in order again', async () => {
    system = await startSystem(standIns());
    const ended = once(system.events, 'ended');
    await system.kill('bot', 'SIGTERM');
    expect((await ended)[0]).toEqual({ name: 'bot', code: 0, signal: null, restartInMs: 250 });
    await system.untilHealthy('bot');
  });

  it('ends in order: bot, api, sfu; twice is once', async () => {
    system = await startSystem(standIns());
    const pids = PROCESS_NAMES.map((name) => system?.processes[name].pid);
    await Promise.all([system.close(), system.close()]);
    await system.close();
    expect(readJournal().filter((line) => line.startsWith('ended'))).toEqual(['ended bot', 'ended api', 'ended sfu']);
    expect(pids.some(isAlive)).toBe(false);
    await expect(ask(system.urls.front, { ca: system.certificate })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('kills a process that does not end when asked', async () => {
    system = await startSystem(standIns({ bot: 'deaf' }));
    const { pid } = system.processes.bot;
    await system.close();
    expect(isAlive(pid)).toBe(false);
    expect(readJournal().slice(-5)).toEqual(['asked bot', 'asked api', 'ended api', 'asked sfu', 'ended sfu']);
  });

  it('keeps what its processes say', async () => {
    system = await startSystem(standIns());
    expect(system.readLog('sfu')).toContain('{"level":30,"msg":"listening"}');
    expect(readFileSync(join(folder, 'data', 'logs', 'sfu.log'), 'utf8')).toContain('listening');
  });
});

describe('a system that cannot start', () => {
  it('stops with the sentence of the process whose configuration is wrong, and starts it only once', async () => {
    await expect(startSystem(standIns({ api: 'misconfigured' }))).rejects.toThrow(
      /configuration of api is wrong:\nANTHROPIC_API_KEY is empty/,
    );
    expect(readJournal().filter((line) => line === 'started api')).toHaveLength(1);
  });

  it('gives up a process that ends again and again before it is ready, with what it said', async () => {
    await expect(startSystem(standIns({ sfu: 'crashing' }))).rejects.toThrow(/sfu ended 4 times[^]*something is broken/);
    expect(readJournal().filter((line) => line === 'started sfu')).toHaveLength(4);
  });

  it('leaves the data folder free for the next try', async () => {
    await expect(startSystem(standIns({ api: 'misconfigured' }))).rejects.toThrow(/configuration/);
    system = await startSystem(standIns());
  });

  it('does not share a data folder', async () => {
    system = await startSystem(standIns());
    await expect(startSystem(standIns())).rejects.toThrow(/Another Skald is using/);
  });

  it('is given up by a signal', async () => {
    const controller = new AbortController();
    const starting = startSystem({ ...standIns(), signal: controller.signal });
    controller.abort();
    await expect(starting).rejects.toMatchObject({ code: 'aborted' });
  });
});
