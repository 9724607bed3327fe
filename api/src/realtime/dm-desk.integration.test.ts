import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  sentence,
  type CreateTableReply,
  type ErrorCode,
  type JoinReply,
} from '@skald/protocol';
import type { Socket } from 'socket.io-client';
import { openSocket, refusedWith, sendRaw, TablePage } from '../testing/table-page.ts';
import { send } from '../testing/http-client.ts';
import { startTestApi, TEST_KEYS, type TestApi } from '../testing/test-api.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 5_000, interval: 5 });
const refusal = (code: ErrorCode) => ({ error: { code, message: sentence(code, 'en') } });
const auth = { version: PROTOCOL_VERSION, serviceKey: TEST_KEYS.SERVICE_KEY, instance: 'instance-1' };
const ABILITIES = { speechToText: null, voices: [] };

let api: TestApi;
let table: CreateTableReply;
let seat: JoinReply;
let page: TablePage;
let bot: Socket;

beforeAll(async () => {
  api = await startTestApi();
  table = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  seat = (await send(api.url, 'POST', '/api/tables/join', { token: table.hostToken, name: 'Ada' })).json as JoinReply;
  const handshake = { version: PROTOCOL_VERSION, seatToken: seat.seatToken, language: 'en' };
  page = new TablePage(await openSocket(api.url, '/table', handshake));
  await page.ask('enter', { resume: null });
  bot = await openSocket(api.url, '/dm', auth);
});
afterAll(async () => {
  for (const socket of [bot, page.socket]) socket.disconnect();
  await api.close();
});

const utterance = (more: Record<string, unknown> = {}) => ({
  tableId: table.tableId,
  utterance: {
    utteranceId: 'ut_0123456789',
    seatId: seat.seatId,
    startedAtMs: 1,
    endedAtMs: 2,
    text: 'words nobody said',
    language: 'en',
    confidence: 1,
    target: 'table',
    overlaps: [],
    hearing: 'provider',
    ...more,
  },
});

describe('the handshake of /dm', () => {
  it.each<[string, Record<string, unknown>, ErrorCode]>([
    ['without a key', { ...auth, serviceKey: undefined }, 'bad_request'],
    ['an empty key', { ...auth, serviceKey: '' }, 'unauthorised'],
    ['a wrong key', { ...auth, serviceKey: `${TEST_KEYS.SERVICE_KEY.slice(0, -1)}x` }, 'unauthorised'],
    ['the beginning of the key', { ...auth, serviceKey: TEST_KEYS.SERVICE_KEY.slice(0, 8) }, 'unauthorised'],
    ['another key of ours', { ...auth, serviceKey: TEST_KEYS.LINK_KEY }, 'unauthorised'],
    ['letters of another script in the key', { ...auth, serviceKey: 'ключ'.repeat(9) }, 'unauthorised'],
    ['an instance that is none', { ...auth, instance: '../../x' }, 'bad_request'],
    ['another version', { ...auth, version: PROTOCOL_VERSION + 1 }, 'version_mismatch'],
    ['nothing', {}, 'bad_request'],
  ])('refuses %s', async (_what, given, code) => {
    expect(await refusedWith(openSocket(api.url, '/dm', given))).toEqual(refusal(code).error);
  });
});

describe('messages of a bot', () => {
  it.each<[string, string, () => unknown, ErrorCode]>([
    ['abilities that do not fit', 'bot:hello', () => ({ speechToText: 7, voices: 'all' }), 'bad_request'],
    ['a crowd of voices', 'bot:hello', () => ({ speechToText: null, voices: Array(201).fill({}) }), 'bad_request'],
    ['an utterance without a table', 'utterance:submit', () => ({ ...utterance(), tableId: 'tb_x' }), 'bad_request'],
    [
      'an utterance at a table that is not',
      'utterance:submit',
      () => ({ ...utterance(), tableId: 'tb_00000000' }),
      'table_expired',
    ],
    ['speech without end', 'utterance:submit', () => utterance({ text: 'x'.repeat(10_000) }), 'too_large'],
    ['over 64 KiB', 'utterance:submit', () => utterance({ more: 'x'.repeat(MAX_MESSAGE_BYTES) }), 'too_large'],
    ['a token for a table it was not asked to', 'mediaToken:renew', () => ({ tableId: 'tb_00000000' }), 'not_found'],
    ['a name nobody knows', 'table:open', () => ({}), 'unknown_message'],
  ])('%s is refused', async (_what, name, request, code) => {
    expect(await sendRaw(bot, name, request())).toEqual(refusal(code));
  });

  it('[V10] words of a seat that gave no consent, and of one that is not there, are let go', async () => {
    expect(await sendRaw(bot, 'utterance:submit', utterance())).toEqual({ ok: {} });
    expect(await sendRaw(bot, 'utterance:submit', utterance({ seatId: 'st_00000000' }))).toEqual({ ok: {} });
    expect((await page.ask('readHistory', { before: null, limit: 10 })).messages).toEqual([]);
  });

  it('events that do not fit, and of tables and turns that are not, are let go', async () => {
    const { tableId } = table;
    const seatId = seat.seatId;
    for (const [name, payload] of [
      ['seat:voiced', { tableId, seatId: 'st_00000000', voiced: true }],
      ['seat:voiced', { tableId: 'tb_00000000', seatId, voiced: true }],
      ['seat:voiced', 'garbage'],
      ['utterance:interim', { tableId, seatId, text: 'x'.repeat(10_000) }],
      ['segment:progressed', { tableId, turnId: 'tu_00000000', segmentId: 'sg_00000000', state: 'spoken', heardCharacters: 1e9 }],
      ['segment:progressed', { tableId, turnId: 'tu_00000000', segmentId: 'sg_00000000', state: 'sung', heardCharacters: -1 }],
      ['speech:bargedIn', { tableId, turnId: 'tu_00000000', seatId, voicedMs: 1 }],
      ['presence:changed', null],
    ] as const)
      bot.emit(name, payload);
    expect(await sendRaw(bot, 'mediaToken:renew', {})).toEqual(refusal('bad_request'));
    expect((await page.ask('enter', { resume: null })).snapshot).toMatchObject({
      messages: [],
      dm: { state: { state: 'listening' } },
    });
  });

  it('a newer bot takes over from the older one', async () => {
    expect(await sendRaw(bot, 'bot:hello', ABILITIES)).toMatchObject({ ok: { apiNowMs: expect.any(Number) as number } });
    const gone = new Promise<string>((resolve) => bot.once('disconnect', resolve));
    const newer = await openSocket(api.url, '/dm', { ...auth, instance: 'instance-2' });
    await sendRaw(newer, 'bot:hello', ABILITIES);
    expect(await gone).toBe('io server disconnect');
    newer.disconnect();
    await until(async () => expect((await send(api.url, 'GET', '/readyz')).json).toMatchObject({ bot: false }));
  });

  it('nothing broke, and the log holds no key, no token and no word', () => {
    expect(api.tables.find(table.tableId)?.seats).toHaveLength(1);
    const log = api.log();
    expect(log).not.toMatch(/"level":[56]0/);
    for (const secret of [...Object.values(TEST_KEYS), seat.seatToken, 'words nobody said', 'x'.repeat(20)])
      expect(log).not.toContain(secret);
  });
});
