import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION, type CreateTableReply, type JoinReply, type Language, type Message } from '@skald/protocol';
import { send } from '../testing/http-client.ts';
import { openSocket, TablePage } from '../testing/table-page.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const NAMES = ['Ада', 'Борис', 'Cid', 'Dot', 'Eve'] as const;
const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 20_000, interval: 10 });

let api: TestApi;
let created: CreateTableReply;
let seats: JoinReply[];
let pages: Watched[];
let addresses = 0;
let lines = 0;

/** A page with everything it was ever sent, as text, and the numbers of its events. */
interface Watched {
  readonly page: TablePage;
  readonly frames: string[];
  readonly numbers: number[];
}

beforeAll(async () => void (api = await startTestApi({ TABLES_PER_HOUR: '100' })));
afterAll(() => api.close());
beforeEach(async () => {
  addresses += 1;
  const from = { 'x-forwarded-for': `192.0.2.${addresses}` };
  created = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  seats = [];
  pages = [];
  for (const name of NAMES) {
    const token = name === 'Ада' ? created.hostToken : created.inviteToken;
    const role = name === 'Eve' ? 'listener' : 'player';
    seats.push((await send(api.url, 'POST', '/api/tables/join', { token, name, role }, from)).json as JoinReply);
    pages.push(await enter(seats.at(-1)!));
  }
});
afterEach(() => pages.forEach(({ page }) => page.socket.disconnect()));

async function enter({ seatToken }: JoinReply, language: Language = 'en'): Promise<Watched> {
  const page = new TablePage(await openSocket(api.url, '/table', { version: PROTOCOL_VERSION, seatToken, language }));
  const watched: Watched = { page, frames: [], numbers: [] };
  page.socket.onAny((name: string, payload: { cursor?: { n: number } }) => {
    watched.frames.push(`${name} ${JSON.stringify(payload)}`);
    if (payload.cursor) watched.numbers.push(payload.cursor.n);
  });
  watched.frames.push(JSON.stringify(await page.ask('enter', { resume: null })));
  return watched;
}

const [ADA, BORIS, CID, EVE] = [0, 1, 2, 4];
function post(who: number, text: string, id?: string) {
  lines += 1;
  return pages[who]!.page.ask('postMessage', {
    clientMessageId: id ?? `line-${String(lines).padStart(6, '0')}`,
    text,
    target: 'table',
  });
}
const messagesOf = async (who: number): Promise<Message[]> =>
  (await pages[who]!.page.ask('readHistory', { before: null, limit: 100 })).messages;

/** Who ever got the words: in events, in history, and in the picture after coming again. */
async function knowers(words: string): Promise<string[]> {
  const known = await Promise.all(
    NAMES.map(async (name, index) => {
      const again = await enter(seats[index]!);
      const history = JSON.stringify(await again.page.ask('readHistory', { before: null, limit: 100 }));
      const old = pages[index]!.frames.join('\n');
      const isKnown = [old.includes(words), again.frames.join('\n').includes(words), history.includes(words)];
      again.page.socket.disconnect();
      expect(new Set(isKnown).size, `${name} knows ${words} everywhere or nowhere: ${isKnown.join()}`).toBe(1);
      return isKnown[0] ? name : null;
    }),
  );
  return known.filter((name) => name !== null);
}

describe('[G7.7] private words reach their audience alone', () => {
  it('notes, whispers, questions to the DM with their answers, and hidden rolls', { timeout: 60_000 }, async () => {
    await post(ADA, '/roll 1d20 # opens the evening');
    await post(ADA, '/note NOTE-WORDS');
    await post(BORIS, '/w Аде WHISPER-WORDS [[1d6]]');
    await post(CID, '/ooc OOC-WORDS, Skald');
    await post(ADA, '/gmroll 2d20 # GMROLL-WORDS');
    await post(ADA, '/selfroll 2d20 # SELFROLL-WORDS');
    await post(ADA, '/blindroll 2d20 # BLIND-WORDS');
    await post(BORIS, '/gm QUESTION-WORDS');
    await until(() => expect(pages[BORIS]!.frames.join()).toContain('Between the two of us'));
    await post(EVE, 'LAST-WORDS');
    await until(() => pages.forEach(({ frames }) => expect(frames.join()).toContain('LAST-WORDS')));
    expect(await knowers('NOTE-WORDS')).toEqual(['Ада']);
    expect(await knowers('WHISPER-WORDS')).toEqual(['Ада', 'Борис']);
    expect(await knowers('OOC-WORDS')).toEqual([...NAMES]);
    expect(await knowers('GMROLL-WORDS')).toEqual(['Ада']);
    expect(await knowers('SELFROLL-WORDS')).toEqual(['Ада']);
    expect(await knowers('BLIND-WORDS')).toEqual([]);
    expect(await knowers('QUESTION-WORDS')).toEqual(['Борис']);
    expect(await knowers('Between the two of us')).toEqual(['Борис']);
    expect(await knowers('LAST-WORDS')).toEqual([...NAMES]);
    for (const { numbers } of pages) expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('[F5] nobody else is shown that the DM thinks of a private question', async () => {
    await post(ADA, '/roll 1d20');
    await until(() => pages.forEach(({ frames }) => expect(frames.join()).toContain('"kind":"roll"')));
    const before = pages.map(({ frames }) => frames.length);
    await post(BORIS, '/gm who are you?');
    await until(() => expect(pages[BORIS]!.frames.join()).toContain('Between the two of us'));
    await post(EVE, 'LAST-WORDS');
    await until(() => pages.forEach(({ frames }) => expect(frames.join()).toContain('LAST-WORDS')));
    for (const [index, { frames }] of pages.entries()) {
      // What the public roll counts for is told a moment later.
      const fresh = frames.slice(before[index]).filter((frame) => !frame.includes('"spotlight'));
      if (index !== BORIS) expect(fresh).toEqual([expect.stringContaining('LAST-WORDS')]);
      else expect(fresh.join()).toContain('"state":"thinking"');
    }
  });
});

describe('[G7.8] what is told to the asker alone', () => {
  it('is part of the answer, in his language, and changes nothing', async () => {
    const russian = await enter(seats[BORIS]!, 'ru');
    pages[BORIS] = russian;
    const before = pages[ADA]!.frames.length;
    const help = await post(BORIS, '/помощь');
    expect(help).toMatchObject({
      messageId: null,
      feedback: { kind: 'info', text: expect.stringContaining('/бросок') as string },
    });
    expect(await post(BORIS, '/росок 1к20')).toMatchObject({
      messageId: null,
      feedback: { kind: 'error', text: expect.stringContaining('Может быть: /бросок') as string, position: 1 },
    });
    expect(await post(BORIS, '/к 2к6+ы')).toMatchObject({ feedback: { kind: 'error', position: 7 } });
    expect(await post(BORIS, '/w Зоя тс')).toMatchObject({ feedback: { kind: 'error', position: 3 } });
    expect(await post(BORIS, '/gmroll 1d20')).toMatchObject({ feedback: { kind: 'error', position: null } });
    expect(await post(BORIS, '/init next')).toMatchObject({ feedback: { kind: 'error', text: 'Сейчас нет боя.' } });
    expect(await post(BORIS, '/undo')).toMatchObject({ feedback: { kind: 'error', text: 'Возвращать нечего.' } });
    expect(await post(EVE, '/roll 1d20')).toMatchObject({
      feedback: { kind: 'error', text: expect.stringContaining('Listeners') as string },
    });
    expect(await messagesOf(ADA)).toEqual([]);
    expect(pages[ADA]!.frames.slice(before)).toEqual([]);
  });

  it('a request that is sent again is not done again', async () => {
    const first = await post(ADA, '/roll 3d1000', 'same-roll-1');
    expect(await post(ADA, '/roll 3d1000', 'same-roll-1')).toEqual(first);
    const said = await post(ADA, 'I hit for [[1d8]] and [[1d6]]!', 'same-line-1');
    expect(await post(ADA, 'I hit for [[1d8]] and [[1d6]]!', 'same-line-1')).toEqual(said);
    const messages = await messagesOf(CID);
    expect(messages.map(({ kind }) => kind)).toEqual(['roll', 'roll', 'roll', 'chat']);
    const [, eight, six, line] = messages;
    if (eight?.kind !== 'roll' || six?.kind !== 'roll' || line?.kind !== 'chat') throw new Error('not what was posted');
    expect(line.text).toBe(`I hit for [[1d8 = ${eight.roll.total}]] and [[1d6 = ${six.roll.total}]]!`);
  });

  it('[G7.2] a slash that is meant is posted, and [G7.11] the host alone changes the scene', async () => {
    await post(ADA, '//me waves');
    expect(await messagesOf(CID)).toMatchObject([{ kind: 'chat', text: '/me waves', tone: 'in' }]);
    expect(await post(BORIS, '/scene place The cellar')).toMatchObject({ feedback: { kind: 'error' } });
    expect(await post(ADA, '/scene place The cellar')).toMatchObject({ feedback: { kind: 'info' } });
    await until(() => expect(pages[CID]!.frames.join()).toContain('The cellar'));
    expect(await post(EVE, '/сцена')).toMatchObject({ feedback: { text: 'The cellar' } });
  });

  it('[G7.10] a fight by commands', async () => {
    expect(await post(ADA, '/init begin')).toEqual({ messageId: null, feedback: null });
    expect(await post(ADA, '/init madd goblin -n 2 -ac 13 -hp 7')).toEqual({ messageId: null, feedback: null });
    expect(await post(BORIS, '/init')).toMatchObject({
      feedback: { kind: 'info', text: expect.stringContaining('healthy') as string },
    });
    expect(await post(ADA, '/undo')).toMatchObject({ feedback: { kind: 'info' } });
    expect((await post(BORIS, '/init')).feedback?.text).not.toContain('healthy');
    expect(await post(BORIS, '/init end')).toMatchObject({ feedback: { kind: 'error' } });
  });
});
