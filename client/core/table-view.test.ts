import { describe, expect, it } from 'vitest';
import { addEarlier, applyEvent, hearInterim, takeSnapshot, type TableView } from './table-view.ts';
import { ADA, BORIS, chatOf, dmOf, seatOf, seedOf, snapshotOf, speechOf } from './testing/samples.ts';

const view = (change = {}): TableView => takeSnapshot(null, snapshotOf(change));

describe('what the page knows of the table', () => {
  it('adds a message once, also when it is told twice', () => {
    const once = applyEvent(view(), { type: 'message:posted', message: chatOf(1, 'hello') });
    const twice = applyEvent(once, { type: 'message:posted', message: chatOf(1, 'hello') });
    expect(twice.messages).toHaveLength(1);
  });

  it('[D9] replaces a line of the DM by what was heard of it', () => {
    const spoken = applyEvent(view(), {
      type: 'message:posted',
      message: dmOf(1, 'The door opens slowly.', { state: 'speaking' }),
    });
    const cut = dmOf(1, 'The door opens slowly.', { state: 'cut', heardText: 'The door' });
    expect(applyEvent(spoken, { type: 'message:changed', message: cut }).messages).toEqual([cut]);
  });

  it('[R3] changes, adds and takes away seats; the lines of one who was removed keep the name', () => {
    const muted = applyEvent(view(), { type: 'seat:changed', seat: seatOf(BORIS, 'Boris', { microphone: 'muted' }) });
    expect(muted.seats.map((seat) => seat.microphone)).toEqual(['open', 'muted']);
    expect(applyEvent(muted, { type: 'seat:left', seatId: BORIS }).seats.map((seat) => seat.name)).toEqual(['Ada']);
    expect(applyEvent(muted, { type: 'seat:left', seatId: BORIS }).formerSeats).toEqual([
      { seatId: BORIS, name: 'Boris', colour: 0 },
    ]);
    const vera = seatOf('st_cccccccccccccccccccc' as typeof ADA, 'Vera');
    expect(applyEvent(muted, { type: 'seat:changed', seat: vera }).seats).toHaveLength(3);
  });

  it('[G2.5] holds the seeds of the newest evening, each as it was told last', () => {
    const sealed = [seedOf(1), seedOf(2, { audience: 'dm' })];
    const told = sealed.reduce((now, seed) => applyEvent(now, { type: 'dice:changed', seed }), view());
    expect(told.dice).toEqual(sealed);
    const revealed = seedOf(1, { seed: 'a'.repeat(64) });
    expect(applyEvent(told, { type: 'dice:changed', seed: revealed }).dice).toEqual([revealed, sealed[1]]);
    const next = seedOf(3, { sessionId: 'se_00000000000000000002' as typeof revealed.sessionId });
    expect(applyEvent(told, { type: 'dice:changed', seed: next }).dice).toEqual([next]);
  });

  it('[V9] takes words in the air away when the finished line comes, and only that person’s', () => {
    const talking = hearInterim(hearInterim(view(), ADA, 'I op'), BORIS, 'wait');
    const said = applyEvent(talking, { type: 'message:posted', message: speechOf(1, 'I open the door.', ADA) });
    expect(said.interims).toEqual({ [BORIS]: 'wait' });
    expect(hearInterim(said, BORIS, '').interims).toEqual({});
  });

  it('keeps earlier lines that were loaded when a new picture joins on to them', () => {
    const first = view({ messages: [chatOf(3, 'c'), chatOf(4, 'd')], hasEarlierMessages: true });
    const scrolled = addEarlier(first, [chatOf(1, 'a'), chatOf(2, 'b')], false);
    const fresh = takeSnapshot(scrolled, snapshotOf({ messages: [chatOf(4, 'd'), chatOf(5, 'e')], hasEarlierMessages: true }));
    expect(fresh.messages.map((message) => message.atMs)).toEqual([1, 2, 3, 4, 5]);
    expect(fresh.hasEarlierMessages).toBe(false);
  });

  it('forgets them when there is a gap between', () => {
    const old = view({ messages: [chatOf(1, 'a')] });
    const fresh = takeSnapshot(old, snapshotOf({ messages: [chatOf(9, 'z')], hasEarlierMessages: true }));
    expect(fresh.messages).toHaveLength(1);
    expect(fresh.hasEarlierMessages).toBe(true);
  });

  it('puts earlier lines before the others, each once', () => {
    const scrolled = addEarlier(view({ messages: [chatOf(2, 'b')] }), [chatOf(1, 'a'), chatOf(2, 'b')], true);
    expect(scrolled.messages.map((message) => message.atMs)).toEqual([1, 2]);
  });
});
