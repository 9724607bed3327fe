import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Validator } from '@seriousme/openapi-schema-validator';
import { sentence } from '@skald/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../testing/http-client.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const PAGE = '<!doctype html><title>Skald</title>';
let folder: string;
let api: TestApi;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skald-pages-'));
  const pages = join(folder, 'dist');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.key'), 'a secret beside the pages');
  writeFileSync(join(pages, 'index.html'), PAGE);
  writeFileSync(join(pages, 'assets', 'app.js'), 'export {};');
  api = await startTestApi({ CLIENT_DIST: pages, TABLES_PER_HOUR: '3' });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers?: Record<string, string>) => send(api.url, 'GET', path, undefined, headers);
const page = { accept: 'text/html' };

describe('[O8] the OpenAPI document', () => {
  it('is valid, and lists every route with what it answers', async () => {
    const document = (await get('/api/docs/json')).json as { paths: Record<string, Record<string, { responses: object }>> };
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toEqual([
      'DELETE /api/tables/{tableId}/seats/{seatId}',
      'GET /api/rules/catalogue',
      'GET /api/tables/{tableId}/characters/{characterId}/export',
      'GET /api/tables/{tableId}/fairness',
      'GET /api/tables/{tableId}/host',
      'GET /api/tables/{tableId}/pictures/{pictureId}',
      'POST /api/links/preview',
      'POST /api/tables',
      'POST /api/tables/join',
      'POST /api/tables/{tableId}/characters',
      'POST /api/tables/{tableId}/characters/import',
      'POST /api/tables/{tableId}/invite',
      'POST /api/tables/{tableId}/lock',
      'POST /api/tables/{tableId}/pictures',
    ]);
    for (const methods of Object.values(document.paths))
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
  });

  it('has a page to try it', async () => {
    const answer = await get('/api/docs/', page);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('swagger-ui');
  });
});

describe('health', () => {
  it('[O3] says that the process lives, and what it reaches', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(await get('/readyz')).toMatchObject({ status: 200, json: { ready: true, mind: 'offline', bot: false, sfu: false } });
  });
});

describe('pages', () => {
  it('are served, and any address of the client is its first page', async () => {
    expect(await get('/')).toMatchObject({ status: 200, text: PAGE });
    expect(await get('/assets/app.js')).toMatchObject({ status: 200, text: 'export {};' });
    for (const path of ['/join', '/table/tb_00000000', '/a/b/c?d=e'])
      expect(await get(path, page)).toMatchObject({ status: 200, text: PAGE });
  });

  it('[R2] are what a messenger gets that previews a link, whatever it accepts', async () => {
    for (const path of ['/join', '/host', '/table/tb_00000000']) {
      for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }])
        expect(await get(path, headers)).toMatchObject({ status: 200, text: PAGE });
      expect((await send(api.url, 'HEAD', path)).status).toBe(200);
    }
  });

  it('are not what programs, unknown files and the api’s own addresses get', async () => {
    expect((await get('/nowhere')).json).toMatchObject({ error: { code: 'not_found' } });
    expect((await get('/api/nothing', page)).json).toMatchObject({ error: { code: 'not_found' } });
    expect((await send(api.url, 'POST', '/join', {}, page)).status).toBe(404);
  });

  it.each([
    '/../secret.key',
    '/..%2fsecret.key',
    '/assets/../../secret.key',
    '/assets/%2e%2e/%2e%2e/secret.key',
    '/..%5csecret.key',
    '//etc/passwd',
    '/%00',
    '/assets/app.js%00.html',
  ])('never lead out of their folder: %s', async (path) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'not_found' } } });
    expect(answer.text).not.toContain('a secret beside');
  });

  it('[O5] come with a content security policy and the other headers that keep a page to itself', async () => {
    for (const path of ['/', '/join', '/api/nothing', '/healthz']) {
      const { headers } = await get(path, page);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toMatch(/frame-ancestors 'self'/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'SAMEORIGIN',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });
});

describe('[O5] too much', () => {
  it('more tables than the hour allows are refused with a sentence and a time to wait', async () => {
    const make = (headers: Record<string, string> = {}) =>
      send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' }, headers);
    for (let made = 0; made < 3; made += 1) expect((await make()).status).toBe(201);
    for (const language of ['en', 'ru'] as const) {
      const answer = await make({ 'accept-language': language });
      expect(answer).toMatchObject({
        status: 429,
        json: { error: { code: 'rate_limited', message: sentence('rate_limited', language) } },
      });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await make({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(201);
  });

  it('guessing links is slowed down', async () => {
    const guess = () => send(api.url, 'POST', '/api/tables/join', { token: 'x'.repeat(20), name: 'Ada' });
    const statuses = [];
    for (let tries = 0; tries < 65; tries += 1) statuses.push((await guess()).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(404));
    expect(statuses.slice(60)).toEqual(Array(5).fill(429));
  });

  it('what is not HTTP is answered once and cut off', async () => {
    const { port } = new URL(api.url);
    for (const bytes of [
      '\u0016\u0003\u0001 hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /api/tables HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
    ]) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(bytes);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [^]*"code":"bad_request"/);
    }
    expect((await get('/healthz')).status).toBe(200);
  });
});
