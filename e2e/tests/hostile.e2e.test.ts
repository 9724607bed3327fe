import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send, sendRaw } from '@skald/api/testing';
import {
  ask,
  controlRequests,
  MAX_MESSAGE_BYTES,
  mediaRequests,
  PROTOCOL_VERSION,
  sentence,
  type ContractSocket,
  type CreateTableReply,
  type ErrorCode,
  type JoinReply,
  type Language,
  type Snapshot,
} from '@skald/protocol';
import { mintMediaToken, opusCapabilities, opusParameters } from '@skald/sfu/testing';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createNoise,
  enterNamespace,
  mediaGarbage,
  NAMESPACES,
  refusalOf,
  sendBytes,
  sendDatagrams,
  sendFrames,
  type Namespace,
} from '../src/attack.ts';
import { startHost, type Host } from '../src/host.ts';
import { makeTable, rest, TableClient } from '../src/table-client.ts';

const until = <T>(read: () => T, timeout = 20_000): Promise<T> => vi.waitFor(read, { timeout, interval: 20 });
const body = (code: ErrorCode, language: Language = 'en') => ({ code, message: sentence(code, language) });
const LANGUAGES: readonly Language[] = ['en', 'ru'];
/** Words that are said at the table, in both languages: no log may hold them. */
const WORDS = ['The quicksilver heron sings', 'Ртутная цапля поёт'];

let host: Host;
let table: CreateTableReply & { host: JoinReply };
let guest: JoinReply;
let witness: TableClient;
let pids: (number | undefined)[];
/** Tokens and keys that were used: no log may hold them. */
const secrets = new Set<string>();
const opened: Socket[] = [];

/** The front's certificate as it is now: it is made anew when the machine gets another address. */
const readCertificate = () => readFileSync(join(host.dataDir, 'certificate.pem'), 'utf8');
const readPids = () => Object.values(host.system.processes).map((one) => one.pid);
const snapshotOf = async (client: TableClient): Promise<Snapshot | null> =>
  (await client.ask('enter', { resume: null })).snapshot;
const keyed = (more: Record<string, unknown> = {}) => ({
  version: PROTOCOL_VERSION,
  serviceKey: host.system.wiring.keys.SERVICE_KEY,
  instance: 'instance-9',
  ...more,
});
const seated = (seatToken: string, language: Language = 'en') => ({ version: PROTOCOL_VERSION, seatToken, language });

async function open(namespace: Namespace, auth: Record<string, unknown>): Promise<Socket> {
  const socket = await enterNamespace(host, namespace, auth);
  opened.push(socket);
  return socket;
}

/** The guest's socket at the table, entered. */
async function openTable(language: Language = 'en'): Promise<Socket> {
  const socket = await open('/table', seated(guest.seatToken, language));
  await sendRaw(socket, 'table:enter', { resume: null });
  return socket;
}

async function openMedia(language: Language = 'en'): Promise<Socket> {
  const key = host.system.wiring.keys.MEDIA_TOKEN_KEY;
  const claims = { role: 'player', tableId: table.tableId, peerId: guest.seatId, mayPublish: true, mayHear: true } as const;
  const token = await mintMediaToken({ key, claims });
  secrets.add(token);
  return open('/media', { version: PROTOCOL_VERSION, token, instance: `instance-${opened.length}`, language });
}

/** A socket that a namespace has let in. */
const admitted = (namespace: Namespace): Promise<Socket> =>
  ({
    '/table': () => openTable(),
    '/media': () => openMedia(),
    '/dm': () => open('/dm', keyed()),
    '/control': () => open('/control', keyed()),
  })[namespace]();

beforeAll(async () => {
  host = await startHost();
  pids = readPids();
  table = await makeTable(host.system.urls.api);
  guest = (await rest<JoinReply>(host.system.urls.api, 'POST', '/api/tables/join', { token: table.inviteToken, name: 'Guest' }))
    .body;
  witness = new TableClient(host.system.urls.api, table.host.seatToken);
  await until(() => expect(witness.cursor).not.toBeNull());
  await witness.say(WORDS[0]!, 'table');
  await witness.say(WORDS[1]!, 'table');
  for (const secret of [table.hostToken, table.inviteToken, table.host.seatToken, guest.seatToken]) secrets.add(secret);
  for (const key of Object.values(host.system.wiring.keys)) secrets.add(key);
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.disconnect();
  const snapshot = await snapshotOf(witness);
  expect(snapshot?.messages.map((message) => message.kind === 'chat' && message.text)).toEqual(WORDS);
  expect(snapshot).toMatchObject({ table: { title: 'Evening', isLocked: false }, session: { state: 'idle' } });
  expect(snapshot?.seats.map(({ name, isHost, consent }) => [name, isHost, consent])).toEqual([
    ['Maria', true, false],
    ['Guest', false, false],
  ]);
  expect(readPids()).toEqual(pids);
});
afterAll(async () => {
  witness?.close();
  await host?.close();
});

describe('[R3] links and tokens', () => {
  it('unknown, forged and foreign links open nothing, through the front, in both languages', async () => {
    const other = await makeTable(host.system.urls.api);
    const flip = (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const links = [
      'nothing-like-a-link',
      flip(table.inviteToken),
      table.inviteToken.replace('.i1.', '.h1.'),
      table.inviteToken.replace(table.tableId, other.tableId),
      table.host.seatToken,
    ];
    for (const token of links) {
      for (const language of LANGUAGES) {
        const headers = { 'accept-language': language };
        const answer = await send(host.url, 'POST', '/api/tables/join', { token, name: 'Eve' }, headers, readCertificate());
        expect(answer).toMatchObject({ status: 404, json: { error: body('link_invalid', language) } });
      }
    }
    const path = `/api/tables/${table.tableId}/lock`;
    const foreign = await send(
      host.url,
      'POST',
      path,
      { isLocked: true },
      { authorization: `Bearer ${other.hostToken}` },
      readCertificate(),
    );
    expect(foreign).toMatchObject({ status: 403, json: { error: body('forbidden') } });
  });

  it('each namespace refuses wrong tokens, keys and versions with a sentence in the language of the handshake', async () => {
    const { keys } = host.system.wiring;
    const claims = { role: 'player', tableId: table.tableId, peerId: guest.seatId, mayPublish: true, mayHear: true } as const;
    const dm = {
      role: 'dm',
      tableId: table.tableId,
      peerId: 'dm',
      mayPublish: true,
      mayHear: true,
      lease: 2_000_000_000,
    } as const;
    const nowS = Math.floor(Date.now() / 1_000);
    const mint = (more: object) => mintMediaToken({ claims, key: keys.MEDIA_TOKEN_KEY, ...more });
    const tokens = {
      token_expired: [await mint({ issuedAtS: nowS - 400, expiresInS: 300 })],
      token_invalid: [
        'rubbish',
        guest.seatToken,
        await mint({ key: keys.LINK_KEY }),
        await mint({ issuer: 'nobody' }),
        await mint({ expiresInS: 86_400 }),
        await mint({ claims: { ...claims, role: 'admin' } }),
      ],
      forbidden: [await mint({ claims: dm })],
    };
    for (const language of LANGUAGES) {
      for (const [code, list] of Object.entries(tokens)) {
        for (const token of list) {
          secrets.add(token);
          const auth = { version: PROTOCOL_VERSION, token, instance: 'instance-x', language };
          expect(await refusalOf(host, '/media', auth)).toEqual(body(code as ErrorCode, language));
        }
      }
      for (const token of ['rubbish', table.inviteToken, `${guest.seatToken}A`, tokens.forbidden[0]!.slice(0, 190)])
        expect(await refusalOf(host, '/table', seated(token, language))).toEqual(body('link_invalid', language));
      for (const serviceKey of ['', 'x', keys.LINK_KEY]) {
        expect(await refusalOf(host, '/dm', keyed({ serviceKey, language }))).toEqual(body('unauthorised', language));
        expect(await refusalOf(host, '/control', keyed({ serviceKey, language }))).toEqual(body('forbidden', language));
      }
      for (const namespace of NAMESPACES) {
        const old = { ...keyed(), ...seated(guest.seatToken, language), version: PROTOCOL_VERSION + 1 };
        expect(await refusalOf(host, namespace, old)).toEqual(body('version_mismatch', language));
        for (const auth of [
          { language },
          { ...old, version: 'x' },
          { language, version: PROTOCOL_VERSION, serviceKey: {}, seatToken: [], token: 1 },
        ])
          expect(await refusalOf(host, namespace, auth)).toEqual(body('bad_request', language));
      }
    }
  });

  it('[R5] the newer of two sockets of one seat has it, and the older is told', async () => {
    const older = await openTable();
    const farewells: string[] = [];
    older.on('seat:superseded', () => void farewells.push('superseded'));
    older.on('disconnect', () => void farewells.push('gone'));
    const newer = await openTable();
    await until(() => expect(farewells).toEqual(['superseded', 'gone']));
    expect(await sendRaw(newer, 'talk:set', { target: null, sequence: 1 })).toEqual({ ok: {} });
  });
});

describe('messages', () => {
  const GARBAGE: readonly [string, unknown][] = [
    ['a list', []],
    ['a number', 7],
    ['a text', 'x'],
    ['wrong types', { tableId: {}, text: 7, transportId: null, utterance: [], target: 1, peerId: 1, rtpParameters: 1 }],
    ['a polluted prototype', JSON.parse('{"__proto__":{"tableId":"x","text":"x"},"constructor":{"prototype":{}}}')],
    ['bytes', Buffer.from('bytes')],
  ];
  const ASKED: Record<Namespace, readonly string[]> = {
    '/table': ['message:post', 'seat:update', 'talk:set', 'transcript:submit', 'transcript:interim', 'history:read'],
    '/dm': ['utterance:submit', 'mediaToken:renew', 'bot:hello'],
    '/media': [
      'transport:create',
      'transport:connect',
      'transport:restartIce',
      'plainTransport:create',
      'peer:receive',
      'producer:create',
      'producer:close',
      'consumer:resume',
      'mediaToken:refresh',
    ],
    '/control': ['peer:close', 'room:close'],
  };

  it.each(NAMESPACES)(
    '%s refuses what is malformed, unknown or too large, and ends a connection that sends 256 KiB',
    async (namespace) => {
      const socket = await admitted(namespace);
      const answers: unknown[] = [];
      for (const [, garbage] of GARBAGE)
        answers.push(await sendRaw(socket, ASKED[namespace][answers.length % ASKED[namespace].length]!, garbage));
      for (const answer of answers) expect(answer).toEqual({ error: body('bad_request') });
      for (const name of ['no:such', 'error', '__proto__', 'table:told'])
        expect(await sendRaw(socket, name, {})).toEqual({ error: body('unknown_message') });
      const large = { text: 'x'.repeat(MAX_MESSAGE_BYTES) };
      expect(await sendRaw(socket, ASKED[namespace][0]!, large)).toEqual({ error: body('too_large') });
      const gone = new Promise((resolve) => socket.once('disconnect', resolve));
      socket.emit(ASKED[namespace][0]!, { text: 'x'.repeat(4 * MAX_MESSAGE_BYTES + 1) });
      await gone;
    },
  );

  it.each(NAMESPACES)('%s outlives a flood, and answers what is too much with a sentence', async (namespace) => {
    const socket = await admitted(namespace);
    const answers = await Promise.all(
      Array.from({ length: namespace === '/dm' ? 6_000 : 200 }, () => sendRaw(socket, 'no:such', {})),
    );
    expect(
      answers.filter((answer) => (answer as { error: { code: string } }).error.code === 'rate_limited').length,
    ).toBeGreaterThan(50);
    expect(answers.at(-1)).toEqual({ error: body('rate_limited') });
  });

  it.each(NAMESPACES)('%s cuts off frames that are none', async (namespace) => {
    const noise = createNoise(3);
    const frames = [
      'garbage',
      '4',
      '49',
      `40${namespace},{"`,
      `42${namespace},["x"`,
      `42${namespace},["connect"]`,
      `45999999999-${namespace},["x"]`,
      noise(64),
    ];
    await Promise.all(frames.map((frame) => sendFrames(host, namespace, [frame])));
  });

  it('those that come before their time are told so in the language of the page', async () => {
    for (const language of LANGUAGES) {
      const page = await open('/table', seated(guest.seatToken, language));
      const chat = { clientMessageId: 'early-chat', text: 'too early', target: 'dm' };
      expect(await sendRaw(page, 'message:post', chat)).toEqual({ error: body('not_ready', language) });
      await sendRaw(page, 'table:enter', { resume: null });
      expect(await sendRaw(page, 'session:end', {})).toEqual({ error: body('forbidden', language) });
      expect(await sendRaw(page, 'message:post', { ...chat, text: 'я'.repeat(10_000) })).toEqual({
        error: body('too_large', language),
      });
      const media = await openMedia(language);
      expect(await sendRaw(media, 'transport:create', { direction: 'send' })).toEqual({ error: body('out_of_order', language) });
      await sendRaw(media, 'peer:join', {});
      expect(await sendRaw(media, 'plainTransport:create', { srtpParameters: null })).toEqual({
        error: body('forbidden', language),
      });
      expect(await sendRaw(media, 'consumer:resume', { consumerId: 'x' })).toEqual({ error: body('not_found', language) });
    }
  });
});

describe('media', () => {
  const statistics = async () =>
    ask((await open('/control', keyed())) as unknown as ContractSocket, controlRequests.readStatistics, {});

  it('garbage as media parameters is refused, and the worker lives', async () => {
    const media = (await openMedia()) as unknown as ContractSocket;
    await ask(media, mediaRequests.join, {});
    const { transportId } = await ask(media, mediaRequests.createTransport, { direction: 'send' });
    const recv = await ask(media, mediaRequests.createTransport, { direction: 'recv' });
    const good = opusParameters(1);
    const codec = (good.codecs as object[])[0]!;
    const bad: Record<string, unknown>[] = [
      {},
      { ...good, codecs: [] },
      { ...good, codecs: [{ ...codec, payloadType: 300 }] },
      { ...good, codecs: [{ ...codec, clockRate: -1 }] },
      { ...good, codecs: [{ ...codec, mimeType: 'video/H264', clockRate: 90_000 }] },
      { ...good, codecs: Array(200).fill(codec) },
      { ...good, encodings: [] },
      { ...good, encodings: [{ ssrc: 2 ** 40 }] },
      { ...good, headerExtensions: [{ uri: 'x', id: 0 }] },
      { ...good, mid: '\u0000'.repeat(1_000) },
    ];
    for (const rtpParameters of bad) {
      const request = { transportId, kind: 'audio' as const, rtpParameters, source: 'microphone' as const };
      const asked = ask(media, mediaRequests.createProducer, request);
      await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/bad_request|media_unsupported/) as string });
    }
    for (const dtlsParameters of [{}, { fingerprints: [] }, { fingerprints: [{ algorithm: 'md5', value: 'x' }] }])
      await expect(ask(media, mediaRequests.connectTransport, { transportId, dtlsParameters })).rejects.toMatchObject({
        code: 'bad_request',
      });
    const rtpCapabilities = { ...opusCapabilities(), codecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 1e12 }] };
    await expect(ask(media, mediaRequests.receive, { transportId: recv.transportId, rtpCapabilities })).rejects.toMatchObject({
      code: 'bad_request',
    });
    const foreign = { transportId, kind: 'audio' as const, rtpParameters: good, source: 'narrator' as const };
    await expect(ask(media, mediaRequests.createProducer, foreign)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await statistics()).toMatchObject({ workers: 1, workersReplaced: 0 });
  });

  it('garbage on the media port, by UDP and TCP, changes nothing', async () => {
    const media = (await openMedia()) as unknown as ContractSocket;
    await ask(media, mediaRequests.join, {});
    const { iceCandidates } = await ask(media, mediaRequests.createTransport, { direction: 'send' });
    const candidates = iceCandidates as { address: string; port: number; protocol: 'udp' | 'tcp' }[];
    expect(new Set(candidates.map(({ protocol }) => protocol))).toEqual(new Set(['udp', 'tcp']));
    for (const { address, port, protocol } of candidates) {
      if (protocol === 'udp') await sendDatagrams(address, port, mediaGarbage(1_000));
      else
        for (const bytes of [
          Buffer.concat(mediaGarbage(40)),
          Buffer.from('GET / HTTP/1.1\r\n\r\n'),
          Buffer.alloc(0x1_0000, 0xff),
        ])
          await sendBytes(address, port, bytes);
    }
    const again = await ask(media, mediaRequests.createTransport, { direction: 'send' });
    expect(again.iceCandidates).toHaveLength(iceCandidates.length);
    expect(await statistics()).toMatchObject({ workers: 1, workersReplaced: 0 });
  });
});

describe('the environment of a process', () => {
  const GOOD = {
    api: {
      LINK_KEY: 'k'.repeat(40),
      MEDIA_TOKEN_KEY: 'k'.repeat(40),
      SERVICE_KEY: 'k'.repeat(40),
      SFU_CONTROL_URL: 'http://127.0.0.1:9',
    },
    sfu: { MEDIA_TOKEN_KEY: 'k'.repeat(40), SERVICE_KEY: 'k'.repeat(40) },
    bot: { API_URL: 'http://127.0.0.1:9', SERVICE_KEY: 'k'.repeat(40) },
  };
  const secret = 'hunter2-hunter2';

  it.each<[keyof typeof GOOD, string, string | undefined]>([
    ['api', 'LINK_KEY', undefined],
    ['api', 'LINK_KEY', secret],
    ['api', 'SERVICE_KEY', ''],
    ['api', 'DATABASE_URL', `postgres://user:${secret}@host/skald`],
    ['api', 'SFU_CONTROL_URL', `ftp://user:${secret}@host`],
    ['api', 'PORT', `70000-${secret}`],
    ['api', 'PORT', ''],
    ['api', 'LISTENERS_MAX', ' '],
    ['api', 'SEATS_MAX', ''],
    ['api', 'LOG_LEVEL', secret],
    ['api', 'ANTHROPIC_API_KEY', ''],
    ['api', 'ANTHROPIC_BASE_URL', `user:${secret}@host`],
    ['sfu', 'MEDIA_TOKEN_KEY', undefined],
    ['sfu', 'SERVICE_KEY', 'hunter2'],
    ['sfu', 'PORT', ''],
    ['sfu', 'RTC_ANNOUNCED_ADDRESS', `http://${secret}/`],
    ['sfu', 'MEDIASOUP_WORKER_BIN', `/nowhere/${secret}`],
    ['bot', 'API_URL', undefined],
    ['bot', 'API_URL', `//user:${secret}@host`],
    ['bot', 'SERVICE_KEY', 'hunter2'],
    ['bot', 'OPENAI_API_KEY', `two words ${secret}`],
    ['bot', 'PORT', '-1'],
  ])('%s with a wrong %s ends with 78 and one sentence that names it and not its value', async (name, variable, value) => {
    const { PATH, HOME } = process.env;
    const set = Object.entries({ PATH, HOME, ...GOOD[name], [variable]: value }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const { code, said } = await run(name, Object.fromEntries(set));
    expect(code).toBe(78);
    expect(said).toMatch(new RegExp(`^${name}: ${variable} [^\n]+\\.\n$`));
    expect(said).not.toMatch(/hunter2|70000/);
  });
});

describe('the environment of the whole', () => {
  it('a value that one process cannot use stops the start with its sentence', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'skald-e2e-'));
    const starting = startHost({ environment: { SEATS_MAX: 'hunter2' }, dataDir });
    const why = await starting.then(
      () => 'it started',
      (error: Error) => error.message,
    );
    rmSync(dataDir, { recursive: true, force: true });
    expect(why).toMatch(/^The configuration of api is wrong:\napi: SEATS_MAX is wrong: [^\n]+\.$/);
    expect(why).not.toContain('hunter2');
  });

  it('an empty port stops `npm start` before anything is done', async () => {
    const { PATH = '', HOME = '' } = process.env;
    const { code, said } = await run('scripts', { PATH, HOME, PORT: '' }, ['start']);
    expect(said).toMatch(/^PORT is empty: [^\n]+\.\n$/);
    expect(code).toBe(78);
  });
});

describe('in the end', () => {
  it('[O6] every process answers, and the table goes on', async () => {
    const { api, sfu, bot } = host.system.urls;
    for (const url of [api, sfu, bot]) expect((await send(url, 'GET', '/healthz')).status).toBe(200);
    expect((await send(api, 'GET', '/readyz')).json).toMatchObject({ ready: true, bot: true, sfu: true });
    expect((await send(host.url, 'GET', '/', undefined, { accept: 'text/html' }, readCertificate())).status).toBe(200);
    const page = await openTable();
    expect(await sendRaw(page, 'mediaToken:request', {})).toMatchObject({ ok: { url: api } });
  });

  it('no log holds a key, a token or a word that was said, and nothing is logged as broken', () => {
    const folder = join(host.dataDir, 'logs');
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['api.log', 'bot.log', 'sfu.log']);
    for (const file of files) {
      const log = readFileSync(join(folder, file), 'utf8');
      expect(log).toContain('"level":30');
      expect(log).not.toMatch(/"level":[56]0/);
      for (const secret of [...secrets, ...WORDS, 'too early'])
        expect(log.includes(secret), `${file} holds a secret`).toBe(false);
    }
  });
});

/** Runs a process's own main.ts until it ends by itself. */
async function run(
  name: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: number | null; said: string }> {
  const main = fileURLToPath(new URL(`../../${name}/src/main.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}
