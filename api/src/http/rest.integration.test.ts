import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentence, type CreateTableReply, type ErrorCode, type HostView, type JoinReply } from '@skald/protocol';
import { send, type HttpAnswer } from '../testing/http-client.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await startTestApi()));
afterAll(() => api.close());

/** What a refusal has to look like, whole. */
const refusal = (code: ErrorCode, language: 'en' | 'ru' = 'en') => ({ error: { code, message: sentence(code, language) } });
const post = (path: string, body: unknown, headers?: Record<string, string>) => send(api.url, 'POST', path, body, headers);

async function makeTable(title = 'Evening'): Promise<CreateTableReply> {
  const answer = await post('/api/tables', { title, language: 'en' });
  expect(answer.status).toBe(201);
  return answer.json as CreateTableReply;
}

async function join(token: string, name: string, more: Record<string, unknown> = {}): Promise<JoinReply> {
  const answer = await post('/api/tables/join', { token, name, ...more });
  expect(answer.status).toBe(200);
  return answer.json as JoinReply;
}

const hosting = (token: string) => ({ authorization: `Bearer ${token}` });
const viewOf = async ({ tableId, hostToken }: CreateTableReply): Promise<HostView> =>
  (await send(api.url, 'GET', `/api/tables/${tableId}/host`, undefined, hosting(hostToken))).json as HostView;

describe('making a table and sitting down', () => {
  it('[R1] a title and a language are enough; the answer has the two links', async () => {
    const table = await makeTable('  Evening by the mill ');
    expect(table.hostToken).not.toBe(table.inviteToken);
    const preview = await post('/api/links/preview', { token: table.inviteToken });
    expect(preview.json).toEqual({
      tableId: table.tableId,
      title: 'Evening by the mill',
      language: 'en',
      seatsTaken: 0,
      seatsMax: 5,
      isLocked: false,
      dmHasEars: false,
    });
  });

  it('[R2] [R5] a name is enough to sit down, and the same device takes the same seat again', async () => {
    const { inviteToken } = await makeTable();
    const first = await join(inviteToken, 'Ada');
    expect(first.role).toBe('player');
    expect((await join(inviteToken, 'Ada L.', { seatToken: first.seatToken })).seatId).toBe(first.seatId);
    expect((await join(inviteToken, 'Bor')).seatId).not.toBe(first.seatId);
  });

  it('[R3] a preview tells nothing of who is there', async () => {
    const { inviteToken } = await makeTable();
    await join(inviteToken, 'Zenobia', { characterName: 'Xanthippe' });
    expect((await post('/api/links/preview', { token: inviteToken })).text).not.toMatch(/Zenobia|Xanthippe/);
  });

  it('[R4] a full table says so and learns nobody more; a listener still comes in', async () => {
    const { inviteToken } = await makeTable();
    for (const name of ['A', 'B', 'C', 'D', 'E']) await join(inviteToken, name);
    const answer = await post('/api/tables/join', { token: inviteToken, name: 'F' }, { 'accept-language': 'ru' });
    expect(answer).toMatchObject({ status: 409, json: refusal('table_full', 'ru') });
    expect((await join(inviteToken, 'F', { role: 'listener' })).role).toBe('listener');
  });
});

describe('[R3] the host', () => {
  it('sees the table, locks it, revokes the invite and removes a player', async () => {
    const table = await makeTable();
    const ada = await join(table.inviteToken, 'Ada');
    const act = (method: string, path: string, body?: unknown) =>
      send(api.url, method, `/api/tables/${table.tableId}${path}`, body, hosting(table.hostToken));
    expect((await viewOf(table)).seats).toMatchObject([{ seatId: ada.seatId, name: 'Ada', connected: false }]);

    expect((await act('POST', '/lock', { isLocked: true })).json).toMatchObject({ isLocked: true });
    const barred = await post('/api/tables/join', { token: table.inviteToken, name: 'Bor' });
    expect(barred).toMatchObject({ status: 403, json: refusal('table_locked') });
    await act('POST', '/lock', { isLocked: false });

    const { inviteToken } = (await act('POST', '/invite')).json as HostView;
    const revoked = await post('/api/tables/join', { token: table.inviteToken, name: 'Bor' }, { 'accept-language': 'ru' });
    expect(revoked).toMatchObject({ status: 410, json: refusal('link_revoked', 'ru') });
    await join(inviteToken, 'Bor');

    expect(((await act('DELETE', `/seats/${ada.seatId}`)).json as HostView).seats.map((seat) => seat.name)).toEqual(['Bor']);
    const removed = await post('/api/tables/join', { token: inviteToken, name: 'Ada', seatToken: ada.seatToken });
    expect(removed).toMatchObject({ status: 403, json: refusal('seat_removed') });
    expect(await act('DELETE', `/seats/${ada.seatId}`)).toMatchObject({ status: 404, json: refusal('not_found') });
  });

  it('is not an invited player, a seat, another table’s host, or somebody who makes tokens up', async () => {
    const [table, other] = [await makeTable(), await makeTable('Other')];
    const { seatToken, seatId } = await join(table.inviteToken, 'Ada');
    const before = await viewOf(table);
    const forged = `${table.hostToken.slice(0, -1)}${table.hostToken.endsWith('A') ? 'B' : 'A'}`;
    const raised = table.inviteToken.replace('.i1.', '.h1.');
    const cases: [string | undefined, number, ErrorCode][] = [
      [undefined, 401, 'unauthorised'],
      ['Basic aG9zdDpob3N0', 401, 'unauthorised'],
      [`Bearer ${'x'.repeat(300)}`, 401, 'unauthorised'],
      ['Bearer x y', 401, 'unauthorised'],
      [`Bearer ${table.inviteToken}`, 404, 'link_invalid'],
      [`Bearer ${seatToken}`, 404, 'link_invalid'],
      [`Bearer ${forged}`, 404, 'link_invalid'],
      [`Bearer ${raised}`, 404, 'link_invalid'],
      [`Bearer ${other.hostToken}`, 403, 'forbidden'],
    ];
    const path = `/api/tables/${table.tableId}`;
    for (const [authorization, status, code] of cases) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const answers = [
        await send(api.url, 'GET', `${path}/host`, undefined, headers),
        await send(api.url, 'POST', `${path}/invite`, undefined, headers),
        await send(api.url, 'POST', `${path}/lock`, { isLocked: true }, headers),
        await send(api.url, 'DELETE', `${path}/seats/${seatId}`, undefined, headers),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ status, json: refusal(code) });
    }
    expect(await viewOf(table)).toEqual(before);
  });
});

describe('bad requests', () => {
  const create = (body: unknown, headers?: Record<string, string>) => post('/api/tables', body, headers);
  const good = { title: 'Evening', language: 'en' };

  it.each<[string, unknown, number, ErrorCode]>([
    ['half of JSON', '{"title":', 400, 'bad_request'],
    ['a list', [], 400, 'bad_request'],
    ['null', 'null', 400, 'bad_request'],
    ['no body', undefined, 400, 'bad_request'],
    ['a number as the title', { ...good, title: 7 }, 400, 'bad_request'],
    ['a language that is not spoken here', { ...good, language: 'tlh' }, 400, 'bad_request'],
    ['a title that turns the line around', { ...good, title: 'Eve\u202Egnin' }, 400, 'bad_request'],
    ['a title of 10,000 characters', { ...good, title: 'я'.repeat(10_000) }, 400, 'bad_request'],
    ['a polluted prototype', '{"title":"a","language":"en","__proto__":{"isHost":true}}', 400, 'bad_request'],
    ['a polluted constructor', '{"title":"a","language":"en","constructor":{"prototype":{"isHost":true}}}', 400, 'bad_request'],
    ['70 KiB', { ...good, title: 'x'.repeat(70 * 1024) }, 413, 'too_large'],
  ])('a table of %s is refused in both languages', async (_what, body, status, code) => {
    for (const language of ['en', 'ru'] as const)
      expect(await create(body, { 'accept-language': language })).toMatchObject({ status, json: refusal(code, language) });
    expect(({} as { isHost?: boolean }).isHost).toBeUndefined();
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    'a body of type %s is refused',
    async (type) => {
      const answer = await create(JSON.stringify(good), { 'content-type': type });
      expect(answer).toMatchObject({ status: 400, json: refusal('bad_request') });
    },
  );

  it.each([
    ['an empty name', { name: '' }],
    ['no name', {}],
    ['a name that is no text', { name: ['Ada'] }],
    ['a control character', { name: 'A\u0007' }],
    ['a bidirectional override', { name: 'A\u202Eb' }],
    ['nothing to see', { name: '\u200B' }],
    ['10,000 characters', { name: 'ы'.repeat(10_000) }],
    ['a character with an escape sequence', { name: 'Ada', characterName: '\u001B[2J' }],
  ])('[U4] %s is told as a matter of the name', async (_what, body) => {
    const { inviteToken, ...table } = await makeTable();
    for (const language of ['en', 'ru'] as const) {
      const answer = await post('/api/tables/join', { token: inviteToken, ...body }, { 'accept-language': language });
      expect(answer).toMatchObject({ status: 400, json: refusal('name_invalid', language) });
    }
    expect((await viewOf({ inviteToken, ...table })).seats).toEqual([]);
  });

  it('a bad name beside other faults is a bad request', async () => {
    const answer = await post('/api/tables/join', { token: 7, name: '' });
    expect(answer).toMatchObject({ status: 400, json: refusal('bad_request') });
  });

  it.each(['x'.repeat(12), 'tb_00000000.i1.AAAAAAAAAAAAAAAAAAAAAA', '../../../etc/passwd', 'а'.repeat(40), '\u0000'.repeat(9)])(
    '[R3] the unknown link %j leads nowhere',
    async (token) => {
      for (const [path, body] of Object.entries({ '/api/links/preview': { token }, '/api/tables/join': { token, name: 'Ada' } }))
        expect(await post(path, body, { 'accept-language': 'ru-RU' })).toMatchObject({
          status: 404,
          json: refusal('link_invalid', 'ru'),
        });
    },
  );
});

describe('where nothing is', () => {
  it.each([
    ['GET', '/api/tables'],
    ['PUT', '/api/tables'],
    ['PATCH', '/api/tables/join'],
    ['TRACE', '/api/tables'],
    ['GET', '/api/nothing'],
    ['GET', '/nothing'],
  ])('%s %s is not found', async (method, path) => {
    expect(await send(api.url, method, path)).toMatchObject({ status: 404, json: refusal('not_found') });
  });

  it.each([
    '/%zz',
    '/api/tables/%zz/host',
    '/api/tables/tb_0000%00000/host',
    '/api/tables/..%2f..%2f/host',
    `/api/tables/${'x'.repeat(300)}/host`,
  ])('GET %s is a bad request', async (path) => {
    const answer = await send(api.url, 'GET', path, undefined, { 'accept-language': 'ru' });
    expect(answer).toMatchObject({ status: 400, json: refusal('bad_request', 'ru') });
  });

  it('headers without end are too large, in the same form', async () => {
    const answer: HttpAnswer = await send(api.url, 'GET', `/${'y'.repeat(20_000)}`);
    expect(answer).toMatchObject({ status: 400, json: refusal('too_large') });
  });

  it('nothing of this broke anything or was logged as broken', async () => {
    expect((await send(api.url, 'GET', '/healthz')).json).toEqual({ status: 'ok' });
    expect(api.log()).not.toMatch(/"level":[56]0/);
  });
});
