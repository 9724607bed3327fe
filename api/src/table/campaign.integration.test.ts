import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Message, SeatId, TableEvent, Utterance, UtteranceId } from '@skald/protocol';
import { openStore } from '../store/open-store.ts';
import { saying } from '../testing/scripted-model.ts';
import { connectPage, TableHost, type Page } from '../testing/table-host.ts';
import type { LiveTable } from './live-table.ts';
import type { QuestWish } from './quest-desk.ts';

const until = <T>(read: () => T): Promise<T> => vi.waitFor(read, { timeout: 30_000, interval: 2 });
let chats = 0;
const toDm = (text: string, target: 'table' | 'dm' = 'dm') => {
  chats += 1;
  return { clientMessageId: `campaign-${chats}`, text, target };
};
const notices = (messages: readonly Message[]) => messages.filter((message) => message.kind === 'notice').map(({ code }) => code);
const last = (page: Page, type: TableEvent['type']) => page.events.filter((event) => event.type === type).at(-1);
const spoken = (host: TableHost, count: number) => until(() => expect(host.voicebox.spoken.length).toBeGreaterThanOrEqual(count));
function hear(host: TableHost, table: LiveTable): void {
  for (const { turnId, segmentId, text } of host.voicebox.spoken.splice(0)) {
    table.progress({ turnId, segmentId, state: 'started', heardCharacters: 0 });
    table.progress({ turnId, segmentId, state: 'spoken', heardCharacters: text.length });
  }
}
function join(host: TableHost, table: LiveTable, inviteToken: string, name: string, characterName: string | null = null) {
  const wish = { token: inviteToken, name, characterName, role: 'player', seatToken: null } as const;
  const { seatId } = host.admission.join(wish);
  return { seatId, page: connectPage(table, seatId) };
}
const hosts: TableHost[] = [];
function seat(answers: readonly string[], store = openStore(':memory:'), firstId = 0) {
  const host = new TableHost(
    answers.map((text) => ({ events: saying(text) })),
    store,
    firstId,
  );
  hosts.push(host);
  return { host, ...host.seatHost() };
}
const contexts = (host: TableHost) => host.model.requests.map(({ context }) => context);
afterEach(() => hosts.splice(0).forEach((host) => host.tables.close()));

describe('a stop card', () => {
  it('[G9.1] silences the DM in the same moment, cuts its turn, and is told to everybody', async () => {
    const { host, table, seatId, page, inviteToken } = seat(['A spider crawls over your face. It has many eyes.']);
    const other = join(host, table, inviteToken, 'Boris');
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 2);
    table.progress({ ...host.voicebox.spoken[0]!, state: 'started', heardCharacters: 0 });
    host.voicebox.asked.length = 0;
    table.campaign.safety.showCard('stop');
    expect(host.voicebox.asked).toContain('stop');
    for (const { events } of [page, other.page]) {
      expect(events.filter(({ type }) => type === 'safety:changed')).toEqual([
        { type: 'safety:changed', safety: { isPaused: true, card: { card: 'stop', atMs: host.nowMs } } },
      ]);
      expect(events.findLast(({ type }) => type === 'dm:changed')).toMatchObject({ state: { state: 'paused' } });
    }
    expect(notices(page.messages())).toEqual(['card_stop']);
    expect(
      page
        .messages()
        .filter((message) => message.kind === 'dm')
        .map(({ state }) => state),
    ).toEqual(['cut', 'cut']);
  });

  it('[G9.2] the DM answers nothing until somebody goes on, then what was said meanwhile, and is told once', async () => {
    const { host, table, seatId, page, inviteToken } = seat([
      'A spider crawls over your face.',
      'Morning comes. The mill is far behind you.',
      'Birds sing.',
    ]);
    const other = join(host, table, inviteToken, 'Boris');
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    table.progress({ ...host.voicebox.spoken[0]!, state: 'started', heardCharacters: 0 });
    table.campaign.safety.showCard('stop');
    table.post(seatId, toDm('And then?'));
    for (let second = 0; second < 100; second += 1) {
      host.nowMs += 1_000;
      table.tick();
    }
    expect(host.model.requests).toHaveLength(1);
    host.voicebox.spoken.length = 0;
    table.campaign.safety.goOn();
    await spoken(host, 2);
    expect(contexts(host)[1]?.care).toMatchObject({ note: 'stopped', stopped: ['A spider crawls over your face.'] });
    expect(contexts(host)[1]?.cause.said.map(({ text }) => text)).toEqual(['And then?']);
    expect(last(other.page, 'safety:changed')).toMatchObject({ safety: { isPaused: false } });
    expect(notices(page.messages())).toEqual(['card_stop', 'card_resumed']);
    hear(host, table);
    table.post(seatId, toDm('What do I hear?'));
    await spoken(host, 1);
    expect(contexts(host)[2]?.care).toMatchObject({ note: null, stopped: ['A spider crawls over your face.'] });
  });

  it('[G9.2] a pause outlives the process, and the end of the evening ends it', async () => {
    const store = openStore(':memory:');
    const { host, table, seatId } = seat(['The door opens.'], store);
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    hear(host, table);
    table.campaign.safety.showCard('stop');
    host.tables.sleep(table.tableId);
    const second = new TableHost([], store, 5_000);
    hosts.push(second);
    const again = second.tables.wake(table.tableId);
    const page = connectPage(again, seatId);
    expect(again.enter(seatId, null).snapshot).toMatchObject({
      campaign: { safety: { isPaused: true } },
      dm: { state: { state: 'paused' } },
    });
    again.post(seatId, toDm('Hello?'));
    expect(second.model.requests).toHaveLength(0);
    again.endSession(seatId);
    expect(last(page, 'safety:changed')).toMatchObject({ safety: { isPaused: false } });
  });

  it('[G9.7] works in the words of who agreed to be heard, before the sentence is over, and is not answered', async () => {
    const { host, table, seatId, page } = seat([]);
    const utterance = (text: string, number: number): Utterance => ({
      utteranceId: `ut_aaaaaaaaaaa${number}` as UtteranceId,
      seatId,
      startedAtMs: host.nowMs - 900,
      endedAtMs: host.nowMs,
      text,
      language: 'ru',
      confidence: 0.9,
      target: 'dm',
      overlaps: [],
      hearing: 'provider',
    });
    table.botInterim(seatId, 'так, стоп-карта');
    table.utterance(utterance('Так, стоп-карта.', 1));
    expect(page.events.some(({ type }) => type === 'safety:changed')).toBe(false);
    table.updateSeat(seatId, { consent: true });
    table.botInterim(seatId, 'так, стоп-карта');
    expect(last(page, 'safety:changed')).toMatchObject({ safety: { isPaused: true } });
    table.campaign.safety.goOn();
    host.nowMs += 700;
    table.utterance(utterance('Так, стоп-карта.', 2));
    expect(last(page, 'safety:changed')).toMatchObject({ safety: { isPaused: false } });
    host.nowMs += 10_000;
    table.utterance(utterance('Скальд, стоп-карта!', 3));
    expect(last(page, 'safety:changed')).toMatchObject({ safety: { isPaused: true } });
    expect(host.model.requests).toHaveLength(0);
    expect(page.messages().map((message) => ('text' in message ? message.text : message.kind))).toContain('Скальд, стоп-карта!');
  });

  it('[G9.5] slow down is told to the next turn, and once more when that turn was not heard', async () => {
    const { host, table, seatId } = seat(['One.', 'Two.', 'Three.', 'Four.']);
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    hear(host, table);
    table.campaign.safety.showCard('slow_down');
    table.post(seatId, toDm('Two?'));
    await spoken(host, 1);
    table.stopDm();
    table.post(seatId, toDm('Three?'));
    await spoken(host, 2);
    host.voicebox.spoken.shift();
    hear(host, table);
    table.post(seatId, toDm('Four?'));
    await spoken(host, 1);
    expect(contexts(host).map(({ care }) => care.note)).toEqual([null, 'slower', 'slower', null]);
  });
});

describe('lines and veils', () => {
  it('[G9.6] are in every prompt from then on, survive, and are told to everybody with one notice', async () => {
    const { host, table, seatId, page, inviteToken } = seat(['One.', 'Two.']);
    const other = join(host, table, inviteToken, 'Boris');
    table.campaign.safety.changeBoundary({ list: 'lines', text: 'Пауки', isKept: true });
    table.campaign.safety.changeBoundary({ list: 'veils', text: 'Пытки', isKept: true });
    expect(last(other.page, 'boundaries:changed')).toEqual({
      type: 'boundaries:changed',
      boundaries: { lines: ['Пауки'], veils: ['Пытки'], stopped: [] },
    });
    expect(notices(page.messages())).toEqual(['boundaries_changed']);
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    table.campaign.safety.changeBoundary({ list: 'lines', text: 'пауки', isKept: false });
    hear(host, table);
    table.post(seatId, toDm('Two?'));
    await spoken(host, 1);
    expect(contexts(host).map(({ care }) => [care.lines, care.veils])).toEqual([
      [['Пауки'], ['Пытки']],
      [[], ['Пытки']],
    ]);
    host.tables.sleep(table.tableId);
    const again = host.tables.wake(table.tableId);
    expect(again.campaign.safety.boundaries.veils).toEqual(['Пытки']);
  });
});

describe('quests', () => {
  const wish: QuestWish = {
    questId: null,
    title: 'The bell',
    text: 'It rings.',
    state: 'open',
    objectives: [],
    isHidden: false,
  };

  it('[G8] hidden ones reach the host alone, and prompts of the party never', async () => {
    const { host, table, seatId, page, inviteToken } = seat(['One.']);
    const other = join(host, table, inviteToken, 'Boris');
    table.campaign.setQuest(seatId, { ...wish, objectives: [{ text: 'Find the rope', isDone: false }] });
    const hidden = table.campaign.setQuest(seatId, { ...wish, title: 'SECRET-7F3A', isHidden: true });
    table.campaign.setQuest(seatId, { ...wish, questId: hidden, title: 'SECRET-7F3A', text: 'more', isHidden: true });
    table.post(other.seatId, toDm('We begin.'));
    await spoken(host, 1);
    expect(JSON.stringify(page.events)).toContain('SECRET-7F3A');
    for (const told of [other.page.events, table.enter(other.seatId, null), contexts(host)])
      expect(JSON.stringify(told)).not.toContain('SECRET-7F3A');
    expect(contexts(host)[0]?.quests).toEqual([{ title: 'The bell', text: 'It rings.', objectives: ['Find the rope'] }]);
    expect(table.enter(seatId, null).snapshot?.campaign.quests.map(({ title }) => title)).toEqual(['The bell', 'SECRET-7F3A']);
  });

  it('[G8] one that is revealed is told to all, one that is hidden again is taken from the others', () => {
    const { host, table, seatId, page, inviteToken } = seat([]);
    const other = join(host, table, inviteToken, 'Boris');
    const questId = table.campaign.setQuest(seatId, { ...wish, isHidden: true });
    expect(other.page.events.some(({ type }) => type.startsWith('quest:'))).toBe(false);
    table.campaign.setQuest(seatId, { ...wish, questId });
    expect(last(other.page, 'quest:changed')).toMatchObject({ quest: { questId, isHidden: false } });
    table.campaign.setQuest(seatId, { ...wish, questId, isHidden: true });
    expect(last(other.page, 'quest:hidden')).toEqual({ type: 'quest:hidden', questId });
    expect(last(page, 'quest:hidden')).toBeUndefined();
    expect(last(page, 'quest:changed')).toMatchObject({ quest: { isHidden: true } });
  });

  it('[G8] only the host writes them, and only those that the host may know', () => {
    const { host, table, inviteToken } = seat([]);
    const other = join(host, table, inviteToken, 'Boris');
    expect(() => table.campaign.setQuest(other.seatId, wish)).toThrow(expect.objectContaining({ code: 'not_host' }) as Error);
    const unknown = 'qu_aaaaaaaaaaaaaaaaaaaa' as NonNullable<Parameters<typeof table.campaign.setQuest>[1]['questId']>;
    const [owner] = table.seats.filter(({ isHost }) => isHost);
    expect(() => table.campaign.setQuest(owner!.seatId, { ...wish, questId: unknown })).toThrow(
      expect.objectContaining({ code: 'not_found' }) as Error,
    );
  });
});

describe('handouts', () => {
  function picture(host: TableHost, table: LiveTable, seatId: SeatId) {
    const id = `pi_${'a'.repeat(20)}` as never;
    host.store.commit({
      tableId: table.tableId,
      atMs: host.nowMs,
      events: [],
      writes: [
        {
          op: 'insert',
          into: 'pictures',
          row: {
            id,
            tableId: table.tableId,
            seatId,
            kind: 'handout',
            title: 'Map',
            type: 'image/webp',
            width: 10,
            height: 10,
            bytes: new Uint8Array([1]),
            audience: seatId,
            createdAtMs: host.nowMs,
          },
        },
      ],
    });
    return id;
  }

  it('[G8] reach those they are shown to, who may then fetch the picture, and are there again after a reload', () => {
    const { host, table, seatId, page, inviteToken } = seat([]);
    const boris = join(host, table, inviteToken, 'Boris');
    const cleo = join(host, table, inviteToken, 'Cleo');
    const pictureId = picture(host, table, seatId);
    expect(table.enter(boris.seatId, null).snapshot?.campaign.handout).toBeNull();
    table.campaign.showHandout(seatId, { pictureId, title: '', to: [boris.seatId] });
    const shown = { pictureId, title: 'Map', atMs: host.nowMs };
    for (const one of [page, boris.page]) expect(last(one, 'handout:shown')).toEqual({ type: 'handout:shown', handout: shown });
    expect(JSON.stringify([cleo.page.events, table.enter(cleo.seatId, null)])).not.toContain(pictureId);
    expect(host.store.findPicture(table.tableId, pictureId)?.audience).toContain(boris.seatId);
    expect(host.store.findPicture(table.tableId, pictureId)?.audience).not.toContain(cleo.seatId);
    host.tables.sleep(table.tableId);
    const again = host.tables.wake(table.tableId);
    expect(again.enter(boris.seatId, null).snapshot?.campaign.handout).toEqual(shown);
    expect(again.enter(cleo.seatId, null).snapshot?.campaign.handout).toBeNull();
    again.campaign.showHandout(seatId, { pictureId, title: 'The map', to: 'party' });
    expect(again.enter(cleo.seatId, null).snapshot?.campaign.handout).toMatchObject({ title: 'The map' });
    expect(host.store.findPicture(table.tableId, pictureId)?.audience).toBe('party');
  });

  it('[G8] only the host shows them, only pictures and seats that are there', () => {
    const { host, table, seatId, inviteToken } = seat([]);
    const boris = join(host, table, inviteToken, 'Boris');
    const pictureId = picture(host, table, seatId);
    const wish = { pictureId, title: '', to: 'party' } as const;
    expect(() => table.campaign.showHandout(boris.seatId, wish)).toThrow(expect.objectContaining({ code: 'not_host' }) as Error);
    for (const bad of [
      { ...wish, pictureId: `pi_${'b'.repeat(20)}` as never },
      { ...wish, to: [`st_${'z'.repeat(20)}` as SeatId] },
    ])
      expect(() => table.campaign.showHandout(seatId, bad)).toThrow(expect.objectContaining({ code: 'not_found' }) as Error);
  });
});

describe('the spotlight', () => {
  it('[G10.1] [G10.2] [G10.3] counts speech, actions and offers with the events they come from, and survives', async () => {
    const { host, table, seatId, inviteToken } = seat(['The mill is dark.', 'Boris, a shadow moves. What do you do?', 'Yes.']);
    const boris = join(host, table, inviteToken, 'Boris');
    table.updateSeat(boris.seatId, { consent: true });
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    hear(host, table);
    table.post(seatId, toDm('I look around.'));
    await spoken(host, 2);
    expect(contexts(host)[1]?.care.nextBeat).toBe('Boris');
    expect(table.campaign.spotlight.viewFor(boris.seatId)).toMatchObject({ isYouNext: true });
    hear(host, table);
    const utterance: Utterance = {
      utteranceId: 'ut_aaaaaaaaaaaa' as UtteranceId,
      seatId: boris.seatId,
      startedAtMs: host.nowMs - 4_000,
      endedAtMs: host.nowMs,
      text: 'I hide',
      language: 'en',
      confidence: 0.9,
      target: 'table',
      overlaps: [],
      hearing: 'provider',
    };
    table.utterance(utterance);
    table.utterance(utterance);
    const { seats, fairness, isYouNext } = table.campaign.spotlight.viewFor(boris.seatId);
    expect(seats).toEqual([
      { seatId, speakingMs: 0, actions: 1, offers: 0 },
      { seatId: boris.seatId, speakingMs: 4_000, actions: 0, offers: 1 },
    ]);
    expect(fairness).toEqual({ speaking: 0.5, actions: 0.5, offers: 0.5 });
    expect(isYouNext).toBe(false);
    expect(host.store.readLatestSession(table.tableId)?.spotlight[boris.seatId]).toMatchObject({ speakingMs: 4_000, offers: 1 });
    host.tables.sleep(table.tableId);
    const again = host.tables.wake(table.tableId);
    expect(again.campaign.spotlight.viewFor(seatId).seats).toEqual([
      { seatId, speakingMs: 0, actions: 1, offers: 0 },
      { seatId: boris.seatId, speakingMs: 4_000, actions: 0, offers: 1 },
    ]);
  });

  it('[G10.4] listeners and who is away are nobody’s next', async () => {
    const { host, table, seatId, inviteToken } = seat(['One.']);
    host.admission.join({ token: inviteToken, name: 'Away', characterName: null, role: 'player', seatToken: null });
    const wish = { token: inviteToken, name: 'Ear', characterName: null, role: 'listener', seatToken: null } as const;
    connectPage(table, host.admission.join(wish).seatId);
    table.post(seatId, toDm('We begin.'));
    await spoken(host, 1);
    expect(contexts(host)[0]?.care.nextBeat).toBeNull();
    expect(table.campaign.spotlight.viewFor(seatId).seats.map((one) => one.seatId)).toEqual([seatId]);
  });
});
