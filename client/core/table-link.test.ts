import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cursor, TableEvent } from '@skald/protocol';
import { TableLink, type LinkState } from './table-link.ts';
import { chatOf, snapshotOf } from './testing/samples.ts';
import { socketsInOrder, type FakeSocket } from './testing/fake-socket.ts';

const cursor = (n: number, epoch = 'e1'): Cursor => ({ epoch, n, at: `at-${n}` });
const event = (number: number): TableEvent => ({ type: 'message:posted', message: chatOf(number, `line ${number}`) });
const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

function openLink(prepare: (socket: FakeSocket) => FakeSocket) {
  const sockets = socketsInOrder(prepare);
  const states: LinkState[] = [];
  const events: TableEvent[] = [];
  const snapshots: unknown[] = [];
  const link = new TableLink({
    openSocket: sockets.open,
    random: () => 0,
    onState: (state) => states.push(state),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
    onEvent: (told) => events.push(told),
    onInterim: () => undefined,
  });
  const newest = (): FakeSocket => sockets.opened.at(-1)!;
  return { link, sockets, states, events, snapshots, newest };
}

const enterWith = (reply: unknown) => (socket: FakeSocket) => socket.answer('table:enter', () => ({ ok: reply }));
const snapshotReply = (n: number) => ({ cursor: cursor(n), snapshot: snapshotOf(), replay: [] });
const textsOf = (events: TableEvent[]): string[] =>
  events.map((each) => (each.type === 'message:posted' ? String((each.message as { text: unknown }).text) : each.type));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the link to the table', () => {
  it('enters without a cursor, then takes numbered events in order', async () => {
    const { link, newest, snapshots, events } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().tell('table:told', { cursor: cursor(4), event: event(4) });
    expect(newest().requests('table:enter')).toEqual([{ resume: null }]);
    expect(snapshots).toHaveLength(1);
    expect(textsOf(events)).toEqual(['line 4']);
  });

  it('lets a line wait until it is open, and gives up in time or when it is closed', async () => {
    const { link, newest } = openLink(enterWith(snapshotReply(3)));
    link.open();
    const waiting = link.untilOpen(5_000);
    newest().tell('connect');
    await settle();
    await expect(waiting).resolves.toBeUndefined();
    await expect(link.untilOpen(0)).resolves.toBeUndefined();
    newest().tell('disconnect');
    const late = expect(link.untilOpen(100)).rejects.toMatchObject({ code: 'unavailable' });
    await vi.advanceTimersByTimeAsync(100);
    await late;
    const closed = expect(link.untilOpen(60_000)).rejects.toMatchObject({ code: 'unavailable' });
    link.close();
    await closed;
  });

  it('drops an event that was told before', async () => {
    const { link, newest, events } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().tell('table:told', { cursor: cursor(3), event: event(3) });
    expect(events).toEqual([]);
    expect(newest().requests('table:enter')).toHaveLength(1);
  });

  it('enters again from its cursor when a number is missing, and applies what came meanwhile after the replay', async () => {
    const { link, newest, events } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().answer('table:enter', () => ({ ok: { cursor: cursor(5), snapshot: null, replay: [event(4), event(5)] } }));
    newest().tell('table:told', { cursor: cursor(5), event: event(5) });
    newest().tell('table:told', { cursor: cursor(6), event: event(6) });
    await settle();
    expect(newest().requests('table:enter')).toEqual([{ resume: null }, { resume: cursor(3) }]);
    expect(textsOf(events)).toEqual(['line 4', 'line 5', 'line 6']);
  });

  it('comes back for ever, with growing waits, and resumes where it was', async () => {
    const { link, newest, sockets, states } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().tell('disconnect');
    for (const waitMs of [0, 300, 1_000, 2_000, 3_000, 3_000]) {
      const before = sockets.opened.length;
      await vi.advanceTimersByTimeAsync(Math.max(0, waitMs - 1));
      if (waitMs > 0) expect(sockets.opened).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets.opened).toHaveLength(before + 1);
      newest().tell('connect_error', new Error('refused'));
    }
    await vi.advanceTimersByTimeAsync(3_000);
    newest().tell('connect');
    await settle();
    expect(newest().requests('table:enter')).toEqual([{ resume: cursor(3) }]);
    expect(states.at(-1)).toEqual({ state: 'open' });
  });

  it('hears nothing more from a socket that it gave up', async () => {
    const { link, sockets, newest, events } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().tell('disconnect');
    await settle();
    sockets.opened[0]!.tell('table:told', { cursor: cursor(4), event: event(4) });
    expect(sockets.opened[0]!.wasClosed).toBe(true);
    expect(events).toEqual([]);
  });

  it('[R4] stops at an answer that will not change, with its code', async () => {
    const { link, newest, sockets, states } = openLink((socket) => socket);
    link.open();
    newest().tell('connect_error', Object.assign(new Error('x'), { data: { code: 'link_revoked', message: 'replaced' } }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toEqual({ state: 'refused', code: 'link_revoked' });
    expect(sockets.opened).toHaveLength(1);
  });

  it('[R5] says that the seat was taken over, stays away, and takes it back when asked', async () => {
    const { link, newest, sockets, states } = openLink(enterWith(snapshotReply(3)));
    link.open();
    newest().tell('connect');
    await settle();
    newest().tell('seat:superseded', {});
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toEqual({ state: 'superseded' });
    expect(sockets.opened).toHaveLength(1);
    link.open();
    newest().tell('connect');
    await settle();
    expect(states.at(-1)).toEqual({ state: 'open' });
  });

  it('refuses to ask without a connection instead of keeping the question for later', async () => {
    const { link } = openLink((socket) => socket);
    const { tableRequests } = await import('@skald/protocol');
    await expect(link.ask(tableRequests.stopDm, {})).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('tries again when entering is not answered', async () => {
    const { link, newest, sockets, states } = openLink((socket) => socket.answer('table:enter', () => undefined));
    link.open();
    newest().tell('connect');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states.at(-1)).toEqual({ state: 'lost' });
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets.opened).toHaveLength(2);
  });
});
