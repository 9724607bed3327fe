import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProtocolError, type SeatId, type TableEvent } from '@skald/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { audienceOfRoll, type RollVisibility } from '../domain/fairness/visibility.ts';
import { drawsOf } from '../domain/fairness/chance.ts';
import { openStore } from '../store/open-store.ts';
import { StoreError, type Store } from '../store/store.ts';
import { calling, saying } from '../testing/scripted-model.ts';
import { connectPage, TableHost, type Page } from '../testing/table-host.ts';
import { cryptoChance } from './crypto-chance.ts';
import type { RollWish } from './dice-box.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 10_000, interval: 2 });
const wishOf = (seatId: SeatId | null, change: Partial<RollWish> & { visibility?: RollVisibility } = {}): RollWish => {
  const { visibility = 'public', ...rest } = change;
  return {
    dice: '1d20+3',
    label: 'Roll',
    seatId,
    audience: audienceOfRoll(visibility, seatId),
    difficulty: null,
    stakes: null,
    attempt: null,
    turnId: null,
    ordinal: 0,
    dedupeKey: null,
    ...rest,
  };
};

function begin(store?: Store) {
  const host = new TableHost([], store);
  host.drawsFromSeeds = true;
  const seated = host.seatHost();
  const { seatId: borId } = host.admission.join({
    token: seated.inviteToken,
    name: 'Bor',
    characterName: null,
    role: 'player',
    seatToken: null,
  });
  return { host, ...seated, borId, bor: connectPage(seated.table, borId), store: host.store };
}
const seedsTold = (page: Page) => page.events.filter((event) => event.type === 'dice:changed').map(({ seed }) => seed);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof ProtocolError ? error.code : String(error);
  }
  return 'nothing';
};

describe('commitments', () => {
  it('[G2.1] the public one and the DM’s are told to all before the first roll, used or not', () => {
    const { table, seatId, page, bor, borId } = begin();
    table.dice.roll(wishOf(seatId));
    for (const one of [page, bor]) {
      const order = one.events.map((event: TableEvent) => (event.type === 'message:posted' ? event.message.kind : event.type));
      expect(order.filter((kind) => kind === 'dice:changed' || kind === 'roll')).toEqual([
        'dice:changed',
        'dice:changed',
        'roll',
      ]);
      expect(seedsTold(one).map(({ audience, seed }) => [audience, seed])).toEqual([
        ['party', null],
        ['dm', null],
      ]);
    }
    expect(table.enter(borId, null).snapshot?.dice).toEqual(seedsTold(bor));
  });

  it('[G2.4] a seat’s and a circle’s own are told to their audience alone, before their first roll', () => {
    const { table, seatId, page, bor } = begin();
    table.dice.roll(wishOf(seatId));
    const before = JSON.stringify(bor.events);
    table.dice.roll(wishOf(seatId, { visibility: 'self' }));
    table.dice.roll(wishOf(seatId, { visibility: 'dm' }));
    expect(JSON.stringify(bor.events)).toBe(before);
    expect(seedsTold(page).map(({ audience }) => audience)).toEqual(['party', 'dm', seatId, `dm+${seatId}`]);
    expect(page.events.slice(-4).map((event) => event.type)).toEqual([
      'dice:changed',
      'message:posted',
      'dice:changed',
      'message:posted',
    ]);
  });
});

describe('counters', () => {
  it('[G2.3] each audience counts its own rolls without holes, and each die is where its number says', () => {
    const { table, seatId, store } = begin();
    const order: RollVisibility[] = ['public', 'blind', 'public', 'self', 'dm', 'self', 'public', 'blind'];
    const rolls = order.map((visibility) => table.dice.roll(wishOf(seatId, { visibility, dice: '4d6kh3+1' })));
    expect(rolls.map((roll) => roll.fair?.counter)).toEqual([0, 0, 1, 0, 0, 1, 2, 1]);
    const session = store.readLatestSession(table.tableId)!;
    for (const seed of store.readSeeds(table.tableId, session.id)) {
      const rows = store.readRollsOfSeed(table.tableId, seed.id);
      expect(rows.map((row) => row.counter)).toEqual(Array.from({ length: seed.counter }, (_, index) => index));
      for (const row of rows) {
        const source = drawsOf(cryptoChance, { ...seed, counter: row.counter! });
        expect(row.draws).toEqual(row.draws.map(([sides]) => [sides, source.next(sides) + 1]));
      }
    }
  });

  it('[G2.3] the same message twice is one roll', () => {
    const { table, seatId, store } = begin();
    const wish = wishOf(seatId, { dedupeKey: 'chat-1' });
    const roll = table.dice.roll(wish);
    expect(table.dice.roll(wish)).toEqual(roll);
    expect(store.readSeeds(table.tableId, store.readLatestSession(table.tableId)!.id)[0]?.counter).toBe(1);
  });

  it('[G2.3] a roll that could not be kept is told to nobody, and comes again with the same dice', () => {
    const kept = openStore(':memory:');
    let isFull = false;
    const commit: Store['commit'] = (batch) => {
      if (isFull && batch.writes.some((write) => write.into === 'dice_rolls'))
        throw new StoreError('no_space', 'the disk is full');
      return kept.commit(batch);
    };
    const store = new Proxy(kept, { get: (target, name) => (name === 'commit' ? commit : Reflect.get(target, name)) as unknown });
    const { table, seatId, page } = begin(store);
    table.dice.roll(wishOf(seatId));
    const before = page.events.length;
    isFull = true;
    expect(() => table.dice.roll(wishOf(seatId, { dice: '8d1000' }))).toThrow('the disk is full');
    expect(page.events).toHaveLength(before);
    isFull = false;
    const next = table.dice.roll(wishOf(seatId, { dice: '8d1000' }));
    expect(next.fair?.counter).toBe(1);
    const session = store.readLatestSession(table.tableId)!;
    expect(store.readRollsOfSeed(table.tableId, next.fair!.seedId).map((row) => row.counter)).toEqual([0, 1]);
    const source = drawsOf(cryptoChance, { ...store.findSeed(session.id, 'party')!, counter: 1 });
    expect(next.dice.map((die) => die.value)).toEqual(next.dice.map(() => source.next(1000) + 1));
  });

  it('[G2.3] dice that cannot be rolled take no number, and nothing is told', () => {
    const { table, seatId, page } = begin();
    table.dice.roll(wishOf(seatId));
    const before = page.events.length;
    expect(codeOf(() => table.dice.roll(wishOf(seatId, { dice: '2d6+' })))).toBe('dice_invalid');
    expect(page.events).toHaveLength(before);
    expect(table.dice.roll(wishOf(seatId)).fair?.counter).toBe(1);
  });

  it('[G2.9] a public roll begins an evening, and the first turn still opens it; a hidden roll begins none', async () => {
    const host = new TableHost([{ events: saying('Welcome.') }]);
    host.drawsFromSeeds = true;
    const { table, seatId, page } = host.seatHost();
    const before = page.events.length;
    for (const visibility of ['self', 'dm', 'blind'] as const)
      expect(codeOf(() => table.dice.roll(wishOf(seatId, { visibility })))).toBe('no_session');
    expect(page.events).toHaveLength(before);
    table.dice.roll(wishOf(seatId));
    expect(host.store.readLatestSession(table.tableId)?.state).toBe('running');
    table.post(seatId, { clientMessageId: 'client-1', text: 'We begin', target: 'dm' });
    await until(() => expect(host.model.requests).toHaveLength(1));
    expect(host.model.requests[0]?.context.cause.kind).toBe('sessionStarted');
  });
});

describe('chance from browsers', () => {
  it('[G2.2] counts once a seat, from the next public roll on, and everybody sees it', () => {
    const { table, seatId, borId, page, store } = begin();
    expect(codeOf(() => table.fairness.contribute(seatId, 'a'.repeat(32)))).toBe('not_ready');
    table.dice.roll(wishOf(seatId));
    expect(table.fairness.contribute(seatId, 'a'.repeat(32))).toEqual({ fromCounter: 1 });
    table.dice.roll(wishOf(seatId));
    expect(table.fairness.contribute(seatId, 'b'.repeat(32))).toEqual({ fromCounter: 1 });
    expect(table.fairness.contribute(borId, 'c'.repeat(32))).toEqual({ fromCounter: 2 });
    const told = seedsTold(page).at(-1);
    expect(told?.contributions).toEqual([
      { seatId, value: 'a'.repeat(32), fromCounter: 1 },
      { seatId: borId, value: 'c'.repeat(32), fromCounter: 2 },
    ]);
    const session = store.readLatestSession(table.tableId)!;
    expect(store.findSeed(session.id, 'dm')?.contributions).toEqual([]);
  });
});

describe('the end', () => {
  it('[G2.7] of an evening reveals seeds to their audiences, of the campaign the DM’s to all; later ones are new', () => {
    const { table, seatId, page, bor, borId } = begin();
    for (const visibility of ['public', 'self', 'dm', 'blind'] as const) table.dice.roll(wishOf(seatId, { visibility }));
    expect(codeOf(() => table.endCampaign(borId))).toBe('forbidden');
    table.endSession(seatId);
    const open = (one: Page) => seedsTold(one).flatMap(({ audience, seed }) => (seed === null ? [] : [audience]));
    expect(open(page)).toEqual(['party', seatId, `dm+${seatId}`]);
    expect(open(bor)).toEqual(['party']);
    table.dice.roll(wishOf(seatId));
    table.dice.roll(wishOf(seatId, { visibility: 'blind' }));
    table.endCampaign(seatId);
    expect(open(bor)).toEqual(['party', 'party', 'dm', 'dm']);
    const { evenings, document } = table.fairness.read(borId, null);
    expect(evenings.map(({ number, isOver }) => [number, isOver])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(document?.seeds.map(({ audience, rolls }) => [audience, rolls?.length])).toEqual([
      ['party', 1],
      ['dm', 1],
    ]);
    const first = table.fairness.read(borId, evenings[0]!.sessionId).document;
    expect(first?.seeds.map(({ seed }) => seed)).not.toContain(document?.seeds[0]?.seed);
    expect(first?.seeds.map(({ audience }) => audience)).toEqual(['party', 'dm']);
    expect(codeOf(() => table.fairness.read(borId, 'se_zzzzzzzzzzzzzzzzzzzz' as never))).toBe('not_found');
  });
});

describe('a restart', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  it('[G2.3] goes on with the seeds and counters that were kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skald-dice-'));
    folders.push(folder);
    const store = openStore(join(folder, 'a.db'));
    const { table, seatId, host } = begin(store);
    const rolls = [1, 2, 3].map(() => table.dice.roll(wishOf(seatId)));
    host.tables.sleep(table.tableId);
    store.close();
    const again = new TableHost([], openStore(join(folder, 'a.db')), 1_000);
    again.drawsFromSeeds = true;
    const next = again.tables.wake(table.tableId).dice.roll(wishOf(seatId));
    expect(next.fair).toEqual({ seedId: rolls[0]?.fair?.seedId, counter: 3 });
    again.store.close();
  });
});

describe('attempts', () => {
  const attempt = (words: string, actor = 'Ireena', what = 'athletics') => ({ actor, what, words });
  it('[G3.2] the same attempt in the same scene gives the same roll, however it is worded and whatever it is rolled with', () => {
    const { table, seatId, page } = begin();
    const roll = (words: string, change: Partial<RollWish> = {}) =>
      table.dice.roll(wishOf(seatId, { attempt: attempt(words), difficulty: 15, ...change }));
    const first = roll('Force the door');
    for (const words of ['smash the door with my shoulder', 'I try the DOOR again', 'break down that door', 'kick the door!'])
      expect(roll(words, { dice: '2d20kh1+9', difficulty: 5 })).toEqual(first);
    expect(page.messages().filter((message) => message.kind === 'roll')).toHaveLength(1);
    const others = [roll('Force the chest'), roll('Force the door', { attempt: attempt('Force the door', 'Pavel') })];
    expect(new Set([first, ...others].map((one) => one.rollId)).size).toBe(3);
  });

  it('[G3.2] an attempt that was rolled without a difficulty is judged by the first that is named, with the die that was drawn', () => {
    const { table, seatId } = begin();
    const wish = wishOf(seatId, { attempt: attempt('Force the door') });
    const free = table.dice.roll(wish);
    expect(table.dice.roll({ ...wish, difficulty: 4 })).toEqual({ ...free, difficulty: 4, outcome: 'success' });
    expect(table.dice.roll({ ...wish, difficulty: 24 })).toEqual({ ...free, difficulty: 24, outcome: 'failure' });
  });

  it('[G3.5] lasts while the scene and the evening do', () => {
    const { table, seatId, host, store } = begin();
    const roll = () => table.dice.roll(wishOf(seatId, { attempt: attempt('Force the door') })).rollId;
    const moveTo = (place: string): void => {
      const scene = { title: 'Mill', place, mood: '', present: [] };
      store.commit({
        tableId: table.tableId,
        atMs: host.nowMs,
        events: [],
        writes: [{ op: 'update', into: 'rooms', id: table.tableId, set: { scene } }],
      });
    };
    moveTo('Yard');
    const inYard = roll();
    moveTo('Attic');
    const inAttic = roll();
    moveTo('Yard');
    expect(roll()).toBe(inYard);
    expect(inAttic).not.toBe(inYard);
    table.endSession(seatId);
    expect(roll()).not.toBe(inYard);
  });

  it('[G3.1] difficulty and stakes are told with the roll, as they were fixed before it', () => {
    const { table, seatId, bor } = begin();
    const stakes = { onSuccess: 'It opens.', onFailure: 'Somebody hears it.' };
    table.dice.roll(wishOf(seatId, { attempt: attempt('Force the door'), difficulty: 15, stakes }));
    expect(bor.messages().at(-1)).toMatchObject({ kind: 'roll', roll: { difficulty: 15, stakes } });
  });

  it('[G3.4] two blows of one turn are two rolls, and those of the next turn are others', async () => {
    const damage = { name: 'roll_dice', input: { notation: '2d6', label: 'Damage', actor: 'Ireena', difficulty: null } };
    const answers = [calling('Two blows.', damage, damage), saying('They hit.')];
    const host = new TableHost([...answers, ...answers, ...answers].map((events) => ({ events })));
    host.drawsFromSeeds = true;
    host.voicebox.abilities = null;
    const { table, seatId, page } = host.seatHost();
    const rolled = () => page.messages().flatMap((message) => (message.kind === 'roll' ? [message.roll.rollId] : []));
    const turn = async (text: string, rounds: number) => {
      table.post(seatId, { clientMessageId: `client-${text}`, text, target: 'dm' });
      await until(() => expect(host.model.requests).toHaveLength(rounds));
      await until(() => expect(host.store.readOpenTurns(table.tableId)).toEqual([]));
    };
    await turn('one', 2);
    expect(rolled()).toHaveLength(2);
    await turn('two', 4);
    expect(rolled()).toHaveLength(4);
    expect(new Set(rolled()).size).toBe(4);
  });

  it('[G3.5] a turn that was cut gives the same dice when it is repeated, once', async () => {
    const damage = { name: 'roll_dice', input: { notation: '2d6', label: 'Damage', actor: 'Ireena', difficulty: null } };
    const answers = [calling('A blow.', damage), saying('It hits.')];
    const host = new TableHost([...answers, ...answers, ...answers].map((events) => ({ events })));
    host.drawsFromSeeds = true;
    const { table, seatId, page } = host.seatHost();
    const rolled = () => page.messages().filter((message) => message.kind === 'roll').length;
    const turn = async (text: string, segments: number) => {
      table.post(seatId, { clientMessageId: `client-${text}`, text, target: 'dm' });
      await until(() => expect(host.voicebox.spoken).toHaveLength(segments));
    };
    await turn('one', 2);
    table.stopDm();
    expect(rolled()).toBe(1);
    await turn('two', 4);
    expect(rolled()).toBe(1);
    for (const { turnId, segmentId } of host.voicebox.spoken)
      table.progress({ turnId, segmentId, state: 'spoken', heardCharacters: 99 });
    await turn('three', 6);
    expect(rolled()).toBe(2);
  });
});
