import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDb } from '@skald/db';
import {
  PROTOCOL_VERSION,
  type campaignRequests,
  type CreateTableReply,
  type JoinReply,
  type RequestOf,
  type TableEvent,
} from '@skald/protocol';
import type { Socket } from 'socket.io-client';
import { send } from '../testing/http-client.ts';
import { openSocket, sendRaw, TablePage } from '../testing/table-page.ts';
import { startTestApi, TEST_KEYS, type TestApi } from '../testing/test-api.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 10_000, interval: 5 });
const NAMES = ['Adelina', 'Boriska', 'Cleophas', 'Danilo', 'Evangelin'];
const VOICES = [
  { voiceId: 'narrator', provider: 'fake', gender: 'male', languages: ['en', 'ru'], pitchHz: 100, isNarrator: true },
];

let folder: string;
let api: TestApi;
let bot: Socket;
let table: CreateTableReply;
let seats: JoinReply[];
let pages: TablePage[];
let copies = 0;
let addresses = 0;

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'skald-safety-'));
  api = await startTestApi({ DATABASE_URL: `file:${joinPath(folder, 'live.db')}` });
  const auth = { version: PROTOCOL_VERSION, serviceKey: TEST_KEYS.SERVICE_KEY, instance: 'instance-1' };
  bot = await openSocket(api.url, '/dm', auth);
  bot.on('table:open', (_request, answer: (reply: unknown) => void) => answer({ ok: {} }));
  await sendRaw(bot, 'bot:hello', { speechToText: 'fake', voices: VOICES });
});
afterAll(async () => {
  bot.disconnect();
  await api.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  addresses += 1;
  const from = { 'x-forwarded-for': `198.51.100.${addresses}` };
  table = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  seats = [];
  pages = [];
  for (const [index, name] of NAMES.entries()) {
    const wish = { token: index === 0 ? table.hostToken : table.inviteToken, name, role: index === 4 ? 'listener' : 'player' };
    const seat = (await send(api.url, 'POST', '/api/tables/join', wish, from)).json as JoinReply;
    const handshake = { version: PROTOCOL_VERSION, seatToken: seat.seatToken, language: index % 2 === 0 ? 'en' : 'ru' };
    const page = new TablePage(await openSocket(api.url, '/table', handshake));
    await page.ask('enter', { resume: null });
    seats.push(seat);
    pages.push(page);
  }
  return () => pages.forEach((page) => page.socket.disconnect());
});

/** Every row of every table but those of the tests before, as text. */
function readRows(): string[] {
  copies += 1;
  const copy = joinPath(folder, `copy-${copies}.db`);
  for (const end of ['', '-wal'])
    if (existsSync(joinPath(folder, `live.db${end}`))) copyFileSync(joinPath(folder, `live.db${end}`), `${copy}${end}`);
  const db = createDb(copy);
  try {
    const names = db.connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    return (names.pluck().all() as string[]).flatMap((name) =>
      (db.connection.prepare(`SELECT * FROM "${name}"`).all() as object[]).map((row) => `${name} ${JSON.stringify(row)}`),
    );
  } finally {
    void db.close();
  }
}

/** The first tick tells a page that the DM listens, whatever happens. */
const isIdle = (event: TableEvent): boolean => event.type === 'dm:changed' && event.state.state === 'listening';

/** All that was told so far has reached its page: each socket keeps its order. */
async function settle(): Promise<void> {
  for (const page of pages) await page.ask('readSpotlight', {});
}

/** What rows, log lines and events of each page there are since; times and ids of messages are levelled. */
async function traceOf(act: () => Promise<unknown>): Promise<{ rows: string[]; log: string; told: TableEvent[][] }> {
  await settle();
  const before = new Set(readRows());
  const logged = api.log().length;
  const told = pages.map((page) => page.events.length);
  await act();
  await settle();
  return {
    rows: readRows().filter((row) => !before.has(row)),
    log: api.log().slice(logged),
    told: pages.map((page, index) => page.events.slice(told[index]).filter((event) => !isIdle(event))),
  };
}
const names = [...NAMES, 'st_'];
const namesNobody = (text: string): void => {
  expect(names.filter((name) => text.includes(name))).toEqual([]);
};
const level = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/"ms_\w+"/gu, '"ms"')
    .replaceAll(/"atMs":\d+/gu, '"atMs":0');
const cardsIn = (events: readonly TableEvent[]) => events.filter(({ type }) => type === 'safety:changed');

describe('cards at a table of five', () => {
  it.each([0, 1, 4])('[G9.3] seat %i shows a stop card: all five get it, and nothing anywhere says who', async (presser) => {
    const trace = await traceOf(() => pages[presser]!.ask('showCard', { card: 'stop' }));
    for (const events of trace.told) expect(cardsIn(events)).toMatchObject([{ safety: { isPaused: true } }]);
    expect(new Set(trace.told.map((events) => level(events))).size).toBe(1);
    namesNobody(JSON.stringify(trace.told));
    expect(trace.rows.length).toBeGreaterThan(2);
    namesNobody(trace.rows.join('\n'));
    expect(trace.log).toBe('');
    expect(trace.rows.some((row) => row.startsWith('messages') && row.includes('card_stop'))).toBe(true);
  });

  it('[G9.3] going on, the other cards, lines and veils name nobody either', async () => {
    await pages[2]!.ask('showCard', { card: 'stop' });
    const acts: (() => Promise<unknown>)[] = [
      () => pages[1]!.ask('goOn', {}),
      () => pages[3]!.ask('showCard', { card: 'slow_down' }),
      () => pages[4]!.ask('showCard', { card: 'keep_going' }),
      () => pages[1]!.ask('changeBoundary', { list: 'lines', text: 'Spiders', isKept: true }),
    ];
    for (const act of acts) {
      const trace = await traceOf(act);
      expect(new Set(trace.told.map((events) => level(events))).size).toBe(1);
      namesNobody(JSON.stringify(trace.told) + trace.rows.join('\n'));
      expect(trace.log).toBe('');
    }
  });

  it('[G9.3] [G9.4] a flood of cards, bad ones too, leaves no line in the log and shows each card once', async () => {
    const presser = pages[1]!;
    const trace = await traceOf(async () => {
      const asked = Array.from({ length: 60 }, (_, index) =>
        sendRaw(presser.socket, 'safety:card', { card: index % 3 === 0 ? 'nonsense' : 'slow_down' }),
      );
      const replies = (await Promise.all(asked)) as { error?: { code: string } }[];
      expect(new Set(replies.map(({ error }) => error?.code))).toEqual(new Set([undefined, 'bad_request', 'rate_limited']));
    });
    for (const events of trace.told) expect(cardsIn(events)).toHaveLength(1);
    expect(trace.log).toBe('');
    namesNobody(JSON.stringify(trace.told) + trace.rows.join('\n'));
  });

  it('[G9.4] a stop card passes at once behind a flood of others', async () => {
    const others = Array.from({ length: 30 }, () => sendRaw(pages[0]!.socket, 'safety:card', { card: 'keep_going' }));
    expect(await sendRaw(pages[0]!.socket, 'safety:card', { card: 'stop' })).toEqual({ ok: {} });
    await Promise.all(others);
    await until(() =>
      expect(pages.map((page) => cardsIn(page.events).at(-1))).toMatchObject(pages.map(() => ({ safety: { isPaused: true } }))),
    );
  });

  it('[G9.1] the voice is told to stop by each card, while the DM speaks', async () => {
    const segments: string[] = [];
    let stopped = 0;
    bot.on('segment:speak', ({ tableId, segmentId }: { tableId: string; segmentId: string }) => {
      if (tableId === table.tableId) segments.push(segmentId);
    });
    bot.on('speech:stop', ({ tableId }: { tableId: string }) => {
      if (tableId === table.tableId) stopped += 1;
    });
    for (let round = 0; round < 5; round += 1) {
      const before = segments.length;
      await pages[0]!.ask('postMessage', { clientMessageId: `go-on-now-${round}`, text: 'We begin. Where am I?', target: 'dm' });
      await until(() => expect(segments.length).toBeGreaterThan(before));
      const stoppedBefore = stopped;
      await pages[4]!.ask('showCard', { card: 'stop' });
      await until(() => expect(stopped).toBeGreaterThan(stoppedBefore));
      await until(() =>
        expect(pages[1]!.events.at(-1)).toMatchObject({ type: 'message:posted', message: { code: 'card_stop' } }),
      );
      await pages[3]!.ask('goOn', {});
    }
    const dmStates = pages[2]!.events.filter((event) => event.type === 'dm:changed').map(({ state }) => state.state);
    expect(dmStates).toContain('paused');
  });

  it('[G8] a hidden quest never crosses the wire of others; refusals come in the person’s language', async () => {
    const wish: RequestOf<(typeof campaignRequests)['setQuest']> = {
      questId: null,
      title: 'SECRET-QUEST',
      text: '',
      state: 'open',
      objectives: [],
      isHidden: true,
    };
    const { questId } = await pages[0]!.ask('setQuest', wish);
    expect(await sendRaw(pages[1]!.socket, 'quest:set', wish)).toMatchObject({
      error: { code: 'not_host', message: 'Это делает только хозяин стола.' },
    });
    const again = await Promise.all(pages.map((page) => page.ask('enter', { resume: null })));
    expect(again[0]?.snapshot?.campaign.quests).toMatchObject([{ questId, isHidden: true }]);
    expect(JSON.stringify([again.slice(1), pages.slice(1).map((page) => page.events)])).not.toContain('SECRET-QUEST');
    for (const page of pages.slice(1)) {
      const history = await page.ask('readHistory', { before: null, limit: 100 });
      expect(JSON.stringify(history)).not.toContain(questId);
    }
  });
});
