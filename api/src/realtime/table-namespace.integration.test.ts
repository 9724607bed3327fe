import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  sentence,
  type CreateTableReply,
  type ErrorCode,
  type JoinReply,
  type Language,
} from '@skald/protocol';
import { openSocket, refusedWith, sendRaw, TablePage } from '../testing/table-page.ts';
import { send } from '../testing/http-client.ts';
import { startTestApi, TEST_KEYS, type TestApi } from '../testing/test-api.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 5_000, interval: 5 });
const body = (code: ErrorCode, language: Language = 'en') => ({ code, message: sentence(code, language) });

let api: TestApi;
let table: CreateTableReply;
let ada: JoinReply;
let pages: TablePage[];
/** Each test comes from another address, so that none uses up the joins of the next. */
let from: Record<string, string>;
let addresses = 0;

beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());
beforeEach(async () => {
  pages = [];
  addresses += 1;
  from = { 'x-forwarded-for': `192.0.2.${addresses}` };
  table = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  ada = await join('Ada', table.hostToken);
});
afterEach(() => pages.forEach((page) => page.socket.disconnect()));

async function join(name: string, token = table.inviteToken, role = 'player'): Promise<JoinReply> {
  return (await send(api.url, 'POST', '/api/tables/join', { token, name, role }, from)).json as JoinReply;
}
const auth = (seatToken: unknown, language: Language = 'en') => ({ version: PROTOCOL_VERSION, seatToken, language });

async function open(seat = ada, language: Language = 'en'): Promise<TablePage> {
  const page = new TablePage(await openSocket(api.url, '/table', auth(seat.seatToken, language)));
  pages.push(page);
  return page;
}
async function enter(seat = ada, language: Language = 'en'): Promise<TablePage> {
  const page = await open(seat, language);
  await page.ask('enter', { resume: null });
  return page;
}
const chat = (text: string, id: string) => ({ clientMessageId: `chat-${id.padStart(6, '0')}`, text, target: 'table' as const });

describe('the handshake of /table', () => {
  it('[R3] lets in by a seat token of this server, and by nothing else', async () => {
    const forged = `${ada.seatToken.slice(0, -1)}${ada.seatToken.endsWith('A') ? 'B' : 'A'}`;
    const other = (await send(api.url, 'POST', '/api/tables', { title: 'Other', language: 'en' })).json as CreateTableReply;
    const foreign = ada.seatToken.replace(table.tableId, other.tableId);
    for (const token of [forged, foreign, table.inviteToken, table.hostToken, 'x', '', '../..', TEST_KEYS.SERVICE_KEY])
      for (const language of ['en', 'ru'] as const)
        expect(await refusedWith(openSocket(api.url, '/table', auth(token, language)))).toEqual(body('link_invalid', language));
  });

  it('a seat that was removed, and a table that was deleted, say so', async () => {
    const bor = await join('Bor');
    const hosting = { authorization: `Bearer ${table.hostToken}` };
    await send(api.url, 'DELETE', `/api/tables/${table.tableId}/seats/${bor.seatId}`, undefined, hosting);
    expect(await refusedWith(openSocket(api.url, '/table', auth(bor.seatToken, 'ru')))).toEqual(body('seat_removed', 'ru'));
  });

  it('another version of the protocol is told to reload', async () => {
    const newer = { ...auth(ada.seatToken, 'ru'), version: PROTOCOL_VERSION + 1 };
    expect(await refusedWith(openSocket(api.url, '/table', newer))).toEqual(body('version_mismatch', 'ru'));
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['a token that is no text', auth({ $gt: '' })],
    ['a token of 10,000 characters', auth('x'.repeat(10_000))],
    ['a version that is no number', { ...auth('x'), version: '1' }],
    ['an unknown language', { ...auth('x'), language: 'xx' }],
    [
      'a polluted prototype',
      JSON.parse('{"__proto__":{"version":1,"seatToken":"x","language":"en"}}') as Record<string, unknown>,
    ],
  ])('%s is a bad request', async (_what, given) => {
    expect(await refusedWith(openSocket(api.url, '/table', given))).toEqual(body('bad_request'));
  });

  it('nothing is served on the root namespace, and unknown ones are refused', async () => {
    expect(await refusedWith(openSocket(api.url, '/', { language: 'ru' }))).toEqual(body('not_found', 'ru'));
    await expect(openSocket(api.url, '/admin', {})).rejects.toThrow('Invalid namespace');
  });
});

describe('messages of a page', () => {
  it('before table:enter every other one is too early, and changes nothing', async () => {
    const page = await open(ada, 'ru');
    const early = {
      'mediaToken:request': {},
      'message:post': chat('too early', '1'),
      'seat:update': { consent: true },
      'talk:set': { target: 'dm', sequence: 1 },
      'transcript:submit': { text: 'x', language: 'en', startedAgoMs: 2, endedAgoMs: 1, confidence: null },
      'transcript:interim': { text: 'x' },
      'history:read': { before: null, limit: 10 },
      'dm:stop': {},
      'session:end': {},
      'campaign:end': {},
      'fairness:contribute': { value: 'a'.repeat(32) },
      'fairness:read': { sessionId: null },
    };
    for (const [name, request] of Object.entries(early))
      expect(await sendRaw(page.socket, name, request)).toEqual({ error: body('not_ready', 'ru') });
    const { snapshot } = await page.ask('enter', { resume: null });
    expect(snapshot).toMatchObject({ messages: [], session: { state: 'idle' }, seats: [{ consent: false }] });
  });

  it.each<[string, string, unknown, ErrorCode]>([
    ['a chat without text', 'message:post', { ...chat('', '1') }, 'bad_request'],
    ['a chat of control characters', 'message:post', chat('\u0000\u0007\u001B', '1'), 'bad_request'],
    ['a chat of 10,000 characters', 'message:post', chat('я'.repeat(10_000), '1'), 'too_large'],
    ['a chat to nobody', 'message:post', { ...chat('x', '1'), target: 'everyone' }, 'bad_request'],
    ['a chat whose id is a path', 'message:post', { ...chat('x', '1'), clientMessageId: '../../../x' }, 'bad_request'],
    ['a list', 'message:post', [], 'bad_request'],
    ['nothing', 'message:post', undefined, 'bad_request'],
    ['over 64 KiB', 'message:post', { ...chat('x', '1'), more: 'x'.repeat(MAX_MESSAGE_BYTES) }, 'too_large'],
    ['a negative sequence', 'talk:set', { target: 'dm', sequence: -1 }, 'bad_request'],
    ['history without end', 'history:read', { before: null, limit: 1e9 }, 'bad_request'],
    ['a cursor that is no place', 'table:enter', { resume: { epoch: 'x', n: 1.5, at: {} } }, 'bad_request'],
    ['a name nobody knows', 'table:drop', {}, 'unknown_message'],
    ['a name of the language', '__proto__', {}, 'unknown_message'],
    ['the name "error"', 'error', {}, 'unknown_message'],
    ['speech that nobody agreed to', 'transcript:submit', transcript(2, 1), 'forbidden'],
    ['an event of the server', 'table:told', { cursor: null }, 'unknown_message'],
  ])('%s is refused in both languages, and nothing changes', async (_what, name, request, code) => {
    const seats = [ada, await join('Bor')];
    for (const [index, language] of (['en', 'ru'] as const).entries()) {
      const page = await enter(seats[index], language);
      const answer = await sendRaw(page.socket, name, ...(request === undefined ? [] : [request]));
      expect(answer).toEqual({ error: body(code, language) });
    }
    const { snapshot } = await pages[1]!.ask('enter', { resume: null });
    expect(snapshot).toMatchObject({ messages: [], session: { state: 'idle' } });
    expect(snapshot?.seats.map((seat) => seat.name)).toEqual(['Ada', 'Bor']);
  });

  it('a cursor that was made up gets the whole table, not somebody else’s', async () => {
    const page = await open();
    const { snapshot, replay } = await page.ask('enter', { resume: { epoch: 'made-up', n: 3, at: 'AAAA' } });
    expect(snapshot?.you.seatId).toBe(ada.seatId);
    expect(replay).toEqual([]);
  });

  it('an older push-to-talk is out of order', async () => {
    const page = await enter();
    await page.ask('setTalk', { target: 'dm', sequence: 5 });
    await expect(page.ask('setTalk', { target: null, sequence: 5 })).rejects.toMatchObject({ code: 'out_of_order' });
    await expect(page.ask('setTalk', { target: null, sequence: 4 })).rejects.toMatchObject({ code: 'out_of_order' });
  });

  it('the same chat twice is one message, and another seat’s id does not take its place', async () => {
    const [one, two] = [await enter(), await enter(await join('Bor'))];
    const { messageId } = await one.ask('postMessage', chat('hello', '7'));
    expect(await one.ask('postMessage', chat('hello again', '7'))).toEqual({ messageId, feedback: null });
    expect((await two.ask('postMessage', chat('mine', '7'))).messageId).not.toBe(messageId);
    const { messages } = await two.ask('readHistory', { before: null, limit: 100 });
    expect(messages.map((message) => message.kind === 'chat' && message.text)).toEqual(['hello', 'mine']);
  });

  it('only the host ends an evening, and a listener does not address the DM', async () => {
    const [player, listener] = [await enter(await join('Bor')), await enter(await join('Lis', table.inviteToken, 'listener'))];
    await expect(player.ask('endSession', {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listener.ask('postMessage', { ...chat('x', '1'), target: 'dm' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('what a chat holds is shown as it is, halves of characters and control characters apart', async () => {
    const page = await enter();
    const texts = ['<img src=x onerror=alert(1)>', '"; DROP TABLE rooms; --', '{{constructor}} ${7*7} %s %n', 'a\uD800b\u0000c'];
    for (const [index, text] of texts.entries()) await page.ask('postMessage', chat(text, String(index)));
    const { messages } = await page.ask('readHistory', { before: null, limit: 100 });
    const shown = messages.map((message) => (message.kind === 'chat' ? message.text : message.kind));
    expect(shown).toEqual([...texts.slice(0, 3), 'a\uFFFDbc']);
  });
});

describe('[O5] floods', () => {
  it('chat beyond a burst is refused with a sentence, and what was posted before stays', async () => {
    const page = await enter(ada, 'ru');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => sendRaw(page.socket, 'message:post', chat('spam', String(index)))),
    );
    const refused = answers.filter((answer) => 'error' in (answer as object));
    expect(refused.length).toBeGreaterThanOrEqual(8);
    for (const answer of refused) expect(answer).toEqual({ error: body('rate_limited', 'ru') });
    const { messages } = await page.ask('readHistory', { before: null, limit: 100 });
    expect(messages).toHaveLength(answers.length - refused.length);
  });

  it('a page that floods is sent away, another page is not, and the log keeps it short', async () => {
    const [page, other] = [await enter(), await enter(await join('Bor'))];
    const before = api.log().length;
    for (let sent = 0; sent < 3_000; sent += 1) page.socket.emit('table:drop', sent);
    await until(() => expect(page.farewells).toEqual(['io server disconnect']));
    expect((await other.ask('enter', { resume: null })).snapshot).toMatchObject({ you: { isHost: false } });
    const logged = api.log().slice(before).split('\n');
    const loud = logged.filter((line) => /"code":"rate_limited"|sent away/.test(line));
    expect(loud.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'a message was refused',
      'a page that floods is sent away',
    ]);
  });

  it('a frame of more than 256 KiB ends its connection, and the seat may come again', async () => {
    const page = await enter();
    page.socket.emit('message:post', { ...chat('x', '1'), more: 'x'.repeat(5 * MAX_MESSAGE_BYTES) });
    await until(() => expect(page.farewells).toHaveLength(1));
    expect((await (await enter()).ask('readHistory', { before: null, limit: 10 })).messages).toEqual([]);
  });

  it('binary frames without end are cut off', async () => {
    const page = await enter();
    const answer = await sendRaw(page.socket, 'message:post', { ...chat('x', '1'), text: Buffer.from('binary') });
    expect(answer).toEqual({ error: body('bad_request') });
    page.socket.emit(
      'message:post',
      Array.from({ length: 50 }, () => Buffer.alloc(10)),
    );
    await until(() => expect(page.farewells).toHaveLength(1));
  });
});

describe('[R5] two pages of one seat', () => {
  it('the newer one takes the seat when it enters; the older one is told, and may say nothing more', async () => {
    const [older, newer] = [await enter(), await open()];
    expect(older.farewells).toEqual([]);
    await newer.ask('enter', { resume: null });
    await until(() => expect(older.farewells).toEqual(['seat:superseded', 'io server disconnect']));
    await expect(older.ask('postMessage', chat('still me', '1'))).rejects.toMatchObject({ code: 'unavailable' });
    const { snapshot } = await newer.ask('enter', { resume: null });
    expect(snapshot).toMatchObject({ messages: [], seats: [{ connected: true }] });
  });
});

describe('a page that was slow to enter', () => {
  it('comes to the table that is live now, not to the one that was put to sleep', async () => {
    const slow = await open();
    const bor = await enter(await join('Bor'));
    bor.socket.disconnect();
    await until(() => expect(api.tables.find(table.tableId as never)?.emptyForMs()).not.toBeNull());
    api.tables.sleep(table.tableId);
    await slow.ask('enter', { resume: null });
    expect(api.tables.find(table.tableId as never)?.seats).toMatchObject([{ name: 'Ada', connected: true }, { name: 'Bor' }]);
  });

  it('learns that it was removed meanwhile', async () => {
    const bor = await join('Bor');
    const slow = await open(bor, 'ru');
    const hosting = { authorization: `Bearer ${table.hostToken}` };
    await send(api.url, 'DELETE', `/api/tables/${table.tableId}/seats/${bor.seatId}`, undefined, hosting);
    expect(await sendRaw(slow.socket, 'table:enter', { resume: null })).toEqual({ error: body('seat_removed', 'ru') });
  });
});

describe('after all this', () => {
  it('nothing broke, and the log holds no token and no word that was said', () => {
    const log = api.log();
    expect(log).not.toMatch(/"level":[56]0/);
    for (const secret of [
      ada.seatToken,
      table.hostToken,
      table.inviteToken,
      ...Object.values(TEST_KEYS),
      'DROP TABLE',
      'hello',
      'spam',
    ])
      expect(log).not.toContain(secret);
  });
});

function transcript(startedAgoMs: number, endedAgoMs: number) {
  return { text: 'I never agreed', language: 'en', startedAgoMs, endedAgoMs, confidence: null };
}
