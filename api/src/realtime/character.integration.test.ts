import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  catalogueSchema,
  PROTOCOL_VERSION,
  type Catalogue,
  type Choices,
  type CreateTableReply,
  type JoinReply,
  type Language,
} from '@skald/protocol';
import { send } from '../testing/http-client.ts';
import { openSocket, TablePage } from '../testing/table-page.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let addresses = 0;
let table: CreateTableReply;
let from: Record<string, string>;

beforeAll(async () => void (api = await startTestApi({ TABLES_PER_HOUR: '100' })));
afterAll(() => api.close());
beforeEach(() => {
  addresses += 1;
  from = { 'x-forwarded-for': `192.0.2.${addresses}` };
});

async function openTable(language: Language): Promise<void> {
  table = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language }, from)).json as CreateTableReply;
}

async function sit(token: string, name: string, role = 'player', language: Language = 'en') {
  const seat = (await send(api.url, 'POST', '/api/tables/join', { token, name, role }, from)).json as JoinReply;
  const auth = { version: PROTOCOL_VERSION, seatToken: seat.seatToken, language };
  const page = new TablePage(await openSocket(api.url, '/table', auth));
  await page.ask('enter', { resume: null });
  return { seatId: seat.seatId, page };
}

const readCatalogue = async (): Promise<Catalogue> =>
  catalogueSchema.parse((await send(api.url, 'GET', '/api/rules/catalogue?language=ru', undefined)).json);

async function choicesOf(key: Choices['class'], name: string): Promise<Choices> {
  const entry = (await readCatalogue()).classes.find((one) => one.key === key)!;
  return { ...entry.suggested, name };
}

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 10_000, interval: 10 });
const changed = (page: TablePage, type: 'character:changed' | 'sheet:changed') =>
  page.events.filter((event) => event.type === type);

describe('a character from the wizard, over the wire', () => {
  it('[G6.1] becomes the seat’s, in the language of the table; everybody sees it, only its player and the host the sheet', async () => {
    await openTable('ru');
    const [host, boris, clara] = [
      await sit(table.hostToken, 'Ada'),
      await sit(table.inviteToken, 'Boris'),
      await sit(table.inviteToken, 'Clara'),
    ];
    const { characterId } = await boris.page.ask('createCharacter', { choices: await choicesOf('wizard', 'Мирон') });
    for (const { page } of [host, boris, clara]) await until(() => expect(changed(page, 'character:changed')).not.toEqual([]));
    expect(changed(clara.page, 'character:changed').at(-1)).toMatchObject({
      character: { characterId, seatId: boris.seatId, name: 'Мирон', classes: [{ key: 'wizard', name: 'Волшебник', level: 1 }] },
    });
    for (const { page } of [host, boris]) await until(() => expect(changed(page, 'sheet:changed')).toHaveLength(1));
    expect(changed(clara.page, 'sheet:changed')).toEqual([]);
    expect(clara.page.events.findLast((event) => event.type === 'seat:changed')).toMatchObject({
      seat: { seatId: boris.seatId, characterName: 'Мирон' },
    });
    for (const { page } of [host, boris, clara]) page.socket.disconnect();
  });

  it('[G6.1] made anew, the one it had stays at the table without a player', async () => {
    await openTable('en');
    const { page, seatId } = await sit(table.hostToken, 'Ada');
    const first = await page.ask('createCharacter', { choices: await choicesOf('fighter', 'Bram') });
    const second = await page.ask('createCharacter', { choices: await choicesOf('rogue', 'Wren') });
    expect(second.characterId).not.toBe(first.characterId);
    const { snapshot } = await page.ask('enter', { resume: null }).then((reply) => ({ snapshot: reply.snapshot! }));
    expect(snapshot.game.characters.map(({ name, seatId: of }) => [name, of])).toEqual([
      ['Bram', null],
      ['Wren', seatId],
    ]);
    page.socket.disconnect();
  });

  it('[G6.2] choices that are not legal are refused with their code, and change nothing', async () => {
    await openTable('en');
    const { page } = await sit(table.hostToken, 'Ada');
    const choices = await choicesOf('wizard', 'Miron');
    const ask = page.ask('createCharacter', { choices: { ...choices, spells: choices.spells.slice(1) } });
    await expect(ask).rejects.toMatchObject({ code: 'choice_spells' });
    expect(changed(page, 'character:changed')).toEqual([]);
    page.socket.disconnect();
  });

  it('[G6.1] a listener makes none', async () => {
    await openTable('en');
    const eve = await sit(table.inviteToken, 'Eve', 'listener');
    const ask = eve.page.ask('createCharacter', { choices: await choicesOf('bard', 'Eve') });
    await expect(ask).rejects.toMatchObject({ code: 'forbidden' });
    eve.page.socket.disconnect();
  });
});
