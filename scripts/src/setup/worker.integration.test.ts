import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromRoot } from '../paths.ts';
import { run } from './run.ts';
import { checkWorker, mediasoupFolder, readWorkerKind, workerFileName } from './worker-binary.ts';
import { fetchPrebuiltWorker } from './worker-prebuilt.ts';
import { ensureWorker } from './worker.ts';

let folder: string;
let said: string[];
const say = (sentence: string): void => void said.push(sentence);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skald-worker-'));
  said = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that ends with a code at once. */
function program(path: string, code: number, words = ''): string {
  writeFileSync(path, `#!/bin/sh\necho '${words}' >&2\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a worker that was given', () => {
  it('is taken when it answers as a worker does', async () => {
    vi.stubEnv('MEDIASOUP_WORKER_BIN', program(join(folder, 'worker'), 41));
    expect(await ensureWorker(say)).toBe(join(folder, 'worker'));
  });

  it.each([
    ['is not there', undefined, /there is no such file/],
    [
      'lacks a library',
      'error while loading shared libraries: libuv.so.1',
      /does not run as a mediasoup worker: error while loading/,
    ],
  ])('that %s is a clear error, and nothing else is tried', async (_title, words, message) => {
    const path = join(folder, 'worker');
    if (words !== undefined) program(path, 127, words);
    vi.stubEnv('MEDIASOUP_WORKER_BIN', path);
    await expect(ensureWorker(say)).rejects.toThrow(message);
    expect(said).toEqual([]);
  });
});

describe('a cached worker', () => {
  it('is taken without a word', async () => {
    vi.stubEnv('MEDIASOUP_WORKER_BIN', undefined);
    vi.stubEnv('XDG_CACHE_HOME', folder);
    mkdirSync(join(folder, 'skald'));
    const cached = program(join(folder, 'skald', workerFileName(readWorkerKind())), 41);
    expect(await ensureWorker(say)).toBe(cached);
    expect(said).toEqual([]);
  });
});

describe('the published worker', () => {
  let server: Server;
  let requests: string[];
  /** A copy of mediasoup's download script beside our packages, which it imports from. */
  let copy: string;

  beforeEach(async () => {
    mkdirSync(fromRoot('test-results'), { recursive: true });
    copy = mkdtempSync(fromRoot('test-results', 'mediasoup-'));
    mkdirSync(join(copy, 'worker'));
    for (const name of ['npm-scripts.mjs', 'package.json']) copyFileSync(join(mediasoupFolder(), name), join(copy, name));
    requests = [];
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('MEDIASOUP_WORKER_BIN', undefined);
    vi.stubEnv('MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL', `http://127.0.0.1:${port}`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(copy, { recursive: true, force: true });
  });

  function publish(code: number): void {
    program(join(folder, 'mediasoup-worker'), code);
    execFileSync('tar', ['-czf', join(folder, 'worker.tgz'), '-C', folder, 'mediasoup-worker']);
    const archive = execFileSync('cat', [join(folder, 'worker.tgz')]);
    server.on('request', (request, response) => {
      requests.push(request.url ?? '');
      response.end(archive);
    });
  }

  it('is fetched once and then found', async () => {
    publish(41);
    const path = await fetchPrebuiltWorker(say, copy);
    expect(path).toBe(join(copy, 'worker', 'out', 'Release', 'mediasoup-worker'));
    expect(await checkWorker(path ?? '')).toEqual({ isRunnable: true });
    expect(await fetchPrebuiltWorker(say, copy)).toBe(path);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toContain(`/${readWorkerKind().version}/mediasoup-worker-`);
  });

  it('that does not run here is left, without the build that its package would go on to', async () => {
    publish(1);
    expect(await fetchPrebuiltWorker(say, copy)).toBeUndefined();
    expect(said.at(-1)).toMatch(/cannot be fetched here .*fails to run in this host/);
    expect(existsSync(join(copy, 'worker', 'pip_invoke'))).toBe(false);
  });

  it('that does not exist is told so', async () => {
    server.on('request', (_request, response) => void response.writeHead(404).end());
    expect(await fetchPrebuiltWorker(say, copy)).toBeUndefined();
    expect(said.at(-1)).toMatch(/cannot be fetched here .*no available/);
  });

  it('is given up when no answer comes in time', async () => {
    expect(await fetchPrebuiltWorker(say, copy, 1_500)).toBeUndefined();
    expect(said.at(-1)).toMatch(/no answer within 2 s/);
  });
});

describe('a command with a limit', () => {
  it('is ended together with what it started', async () => {
    // `sleep` holds the outputs open: the run ends only when it is gone as well.
    const result = await run('sh', ['-c', 'sleep 300 & wait'], { limitMs: 300 });
    expect(result).toMatchObject({ code: null, isTimedOut: true });
  });

  it('that does not exist is a result, not an error', async () => {
    expect(await run(join(folder, 'nothing'), [])).toMatchObject({
      code: null,
      tail: [expect.stringContaining('ENOENT') as string],
    });
  });
});
