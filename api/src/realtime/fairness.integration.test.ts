import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { diceDocumentSchema, PROTOCOL_VERSION, type CreateTableReply, type DiceDocument, type JoinReply } from '@skald/protocol';
import { audienceOfRoll, type RollVisibility } from '../domain/fairness/visibility.ts';
import { send } from '../testing/http-client.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import { openSocket, TablePage } from '../testing/table-page.ts';

const SCRIPT = resolve(import.meta.dirname, '..', '..', '..', 'scripts', 'verify-rolls.mjs');
const NAMES = ['Ada', 'Bor', 'Cid', 'Dot', 'Eve'] as const;
const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 5_000, interval: 5 });

let api: TestApi;
let folder: string;
let created: CreateTableReply;
let seats: JoinReply[];
let pages: TablePage[];
let addresses = 0;

beforeAll(async () => {
  api = await startTestApi({ TABLES_PER_HOUR: '100' });
  folder = mkdtempSync(join(tmpdir(), 'skald-rolls-'));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  addresses += 1;
  const from = { 'x-forwarded-for': `192.0.2.${addresses}` };
  created = (await send(api.url, 'POST', '/api/tables', { title: 'Evening', language: 'en' })).json as CreateTableReply;
  seats = [];
  pages = [];
  for (const name of NAMES) {
    const token = name === 'Ada' ? created.hostToken : created.inviteToken;
    const seat = (await send(api.url, 'POST', '/api/tables/join', { token, name, role: 'player' }, from)).json as JoinReply;
    seats.push(seat);
    pages.push(await enter(seat));
  }
});
afterEach(() => pages.forEach((page) => page.socket.disconnect()));

async function enter({ seatToken }: JoinReply): Promise<TablePage> {
  const page = new TablePage(await openSocket(api.url, '/table', { version: PROTOCOL_VERSION, seatToken, language: 'en' }));
  await page.ask('enter', { resume: null });
  return page;
}

const table = () => api.tables.wake(created.tableId);
function roll(visibility: RollVisibility, by: number | null = 1, dice = '1d20+3'): void {
  const seatId = by === null ? null : seats[by]!.seatId;
  const audience = audienceOfRoll(visibility, seatId);
  const rest = { difficulty: null, stakes: null, attempt: null, turnId: null, ordinal: 0, dedupeKey: null };
  table().dice.roll({ dice, label: `${visibility} by ${by}`, seatId, audience, ...rest });
}

/** Everything a page was sent from now on: names of messages and all that is in them but times, ids and sealed positions. */
function recordOf(page: TablePage): string[] {
  const record: string[] = [];
  page.socket.onAny((name: string, payload: unknown) => void record.push(`${name} ${levelled(payload)}`));
  return record;
}
function levelled(payload: unknown): string {
  const ids = new Map<string, string>();
  return JSON.stringify(payload, (key, value: unknown) => {
    if (key === 'at') return `sealed, ${String(value).length} characters`;
    if (/AtMs$|^atMs$/.test(key)) return 'time';
    if (['value', 'total', 'faces', 'counts', 'natural', 'marks'].includes(key)) return key;
    if (typeof value !== 'string' || !/^[a-z]{2}_[0-9a-z]{20}$/.test(value)) return value;
    if (!ids.has(value)) ids.set(value, `${value.slice(0, 3)}${ids.size}`);
    return ids.get(value);
  });
}

describe('[G2.6] a hidden roll on the wire', () => {
  const CASES: readonly [RollVisibility, number | null, readonly number[]][] = [
    ['public', 1, [0, 1, 2, 3, 4]],
    ['dm', 1, [1]],
    ['blind', 1, []],
    ['self', 1, [1]],
    ['dm', null, []],
  ];
  it.each(CASES)('%s by %s reaches its audience alone: %s', async (visibility, by, known) => {
    roll('public', 0);
    await until(() => pages.forEach((page) => expect(page.events.filter(isRoll)).toHaveLength(1)));
    roll(visibility, by);
    roll('public', 2);
    await until(() => expect(pages[0]!.events.filter(isRoll).length).toBeGreaterThanOrEqual(2));
    for (const [index, page] of pages.entries()) {
      const wanted = known.includes(index) ? 3 : 2;
      await until(() => expect(page.events.filter(isRoll)).toHaveLength(wanted));
      const { snapshot } = await page.ask('enter', { resume: null });
      const { messages } = await page.ask('readHistory', { before: null, limit: 100 });
      for (const seen of [snapshot!.messages, messages])
        expect(seen.filter((message) => message.kind === 'roll')).toHaveLength(wanted);
      const { document } = await page.ask('readFairness', { sessionId: null });
      const label = `${visibility} by ${by}`;
      if (!known.includes(index)) expect(JSON.stringify([snapshot, messages, document, page.events])).not.toContain(label);
    }
  });

  it('leaves no trace with the others: what they are sent, byte for byte but for time, is what they are sent without it', async () => {
    roll('public', 0);
    await until(() => pages.forEach((page) => expect(page.events.filter(isRoll)).toHaveLength(1)));
    const others = [0, 2, 3, 4].map((index) => pages[index]!);
    const told: string[][] = [];
    for (const hidden of [[], ['self', 'dm', 'blind', 'self'] as const]) {
      const records = others.map(recordOf);
      const first = others.map((page) => page.cursors.at(-1)?.n ?? 0);
      roll('public', 0);
      for (const visibility of hidden) roll(visibility, 1);
      if (hidden.length > 0) roll('dm', null);
      roll('public', 0);
      await until(() => records.forEach((record) => expect(record).toHaveLength(2)));
      // Numbers go on without a hole, by as many as were told.
      others.forEach((page, index) => expect(page.cursors.at(-1)!.n - first[index]!).toBe(2));
      others.forEach((page) => page.socket.offAny());
      told.push(records.flat().map((line) => line.replace(/"(n|counter)":\d+/g, '"$1":0')));
    }
    expect(told[1]).toEqual(told[0]);
  });

  it('shows in the public counter and the public seed of nobody', async () => {
    for (const visibility of ['public', 'self', 'blind', 'public', 'dm', 'public'] as const) roll(visibility);
    const { document } = await pages[3]!.ask('readFairness', { sessionId: null });
    expect(document?.seeds.map(({ audience, rolls }) => [audience, rolls?.map(({ counter }) => counter) ?? null])).toEqual([
      ['party', [0, 1, 2]],
      ['dm', null],
    ]);
  });
});

describe('[G2.8] a document of a real evening', () => {
  async function playEvening(): Promise<void> {
    roll('public', 0);
    await pages[1]!.ask('contributeEntropy', { value: 'b'.repeat(32) });
    for (const dice of ['1d20+3', '2d20kh1-1', '4d6kh3', '8d6', '1d100', '2d6!', '1d20-1d4+2']) roll('public', 1, dice);
    await pages[2]!.ask('contributeEntropy', { value: 'c'.repeat(32) });
    for (const dice of ['1d20', '3d1000', '1d20+7']) roll('public', 2, dice);
    for (const visibility of ['self', 'dm', 'blind', 'self'] as const) roll(visibility);
    await pages[0]!.ask('endSession', {});
  }
  const bearer = (seat: JoinReply) => ({ authorization: `Bearer ${seat.seatToken}` });
  const path = () => `/api/tables/${created.tableId}/fairness`;
  async function readAs(index: number): Promise<DiceDocument> {
    const { json } = await send(api.url, 'GET', path(), undefined, bearer(seats[index]!));
    return diceDocumentSchema.parse((json as { document: unknown }).document);
  }
  function verify(document: unknown): { isSound: boolean; said: string } {
    const file = join(folder, 'rolls.json');
    writeFileSync(file, JSON.stringify(document));
    try {
      return { isSound: true, said: execFileSync(process.execPath, [SCRIPT, file], { encoding: 'utf8', stdio: 'pipe' }) };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { isSound: false, said: stdout + stderr };
    }
  }

  it('is verified by a script that uses nothing of ours, over the same bytes from the wire and from HTTP', async () => {
    await playEvening();
    const [adas, bors] = [await readAs(0), await readAs(1)];
    expect(verify(adas)).toMatchObject({ isSound: true, said: expect.stringContaining('11 rolls verified') as unknown });
    expect(verify(bors)).toMatchObject({ isSound: true, said: expect.stringContaining('14 rolls verified') as unknown });
    expect((await pages[1]!.ask('readFairness', { sessionId: null })).document).toEqual(bors);
    await pages[0]!.ask('endCampaign', {});
    expect(verify(await readAs(4)).said).toContain('12 rolls verified');
  });

  it('verifies nothing while the seed is sealed', async () => {
    roll('public', 0);
    expect(verify(await readAs(0))).toMatchObject({ isSound: false, said: expect.stringContaining('sealed') as unknown });
  });

  type Forgery = (seed: DiceDocument['seeds'][number]) => void;
  it.each<[string, Forgery, RegExp]>([
    ['a changed die', ({ rolls }) => void (rolls![1]!.draws[0]![1] = (rolls![1]!.draws[0]![1] % 20) + 1), /die 0 is a/],
    ['a changed total', ({ rolls }) => void (rolls![1]!.total += 1), /the dice give/],
    ['other dice than the notation', ({ rolls }) => void (rolls![0]!.notation = '1d8+3'), /not those of its notation/],
    ['a missing roll', ({ rolls }) => void rolls!.splice(2, 1), /number 2 was expected/],
    ['a swapped order', ({ rolls }) => void rolls!.reverse(), /was expected here/],
    [
      'rolls that were renumbered',
      ({ rolls }) => void rolls!.splice(2, 1).concat(rolls!.map((one, index) => Object.assign(one, { counter: index }))),
      /die 0 is a/,
    ],
    ['another seed', (seed) => void (seed.seed = '0'.repeat(64)), /does not fit its commitment/],
    ['chance left out', (seed) => void seed.contributions.splice(0, 1), /die 0 is a/],
    ['chance that came later', (seed) => void (seed.contributions[0]!.fromCounter += 5), /die 0 is a/],
    ['no rolls', (seed) => void (seed.rolls = null), /without its rolls/],
  ])('that was forged is found out: %s', async (_what, forge, reason) => {
    await playEvening();
    const document = await readAs(0);
    expect(verify(document).isSound).toBe(true);
    forge(document.seeds.find(({ audience }) => audience === 'party')!);
    const { isSound, said } = verify(document);
    expect(said).toMatch(reason);
    expect(isSound).toBe(false);
  });

  it('is given to seats of its table alone', async () => {
    roll('public', 0);
    const other = (await send(api.url, 'POST', '/api/tables', { title: 'Other', language: 'en' })).json as CreateTableReply;
    const refused = async (headers: Record<string, string>, at = path()) =>
      (await send(api.url, 'GET', at, undefined, headers)).status;
    expect(await refused({})).toBe(401);
    expect(await refused({ authorization: `Bearer ${created.inviteToken}` })).toBeGreaterThanOrEqual(400);
    expect(await refused(bearer(seats[0]!), `/api/tables/${other.tableId}/fairness`)).toBe(403);
    expect(await refused(bearer(seats[0]!), `${path()}?session=se_zzzzzzzzzzzzzzzzzzzz`)).toBe(404);
    await expect(pages[1]!.ask('endCampaign', {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(pages[1]!.ask('contributeEntropy', { value: 'xyz' })).rejects.toMatchObject({ code: 'bad_request' });
  });
});

function isRoll(event: TablePage['events'][number]): boolean {
  return event.type === 'message:posted' && event.message.kind === 'roll';
}
