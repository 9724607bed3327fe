// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '@skald/protocol';
import { App } from './App.tsx';
import { openPreferences } from './core/preferences.ts';
import { fakeWorld, type FakeRoomWorld } from './core/testing/fake-environment.ts';
import { ADA, BARTO, BORIS, dmOf, seatOf, speechOf, TABLE_ID } from './core/testing/samples.ts';

const preview = {
  tableId: TABLE_ID,
  title: 'Evening table',
  language: 'en',
  seatsTaken: 1,
  seatsMax: 5,
  isLocked: false,
  dmHasEars: false,
};
const ANSWERS: Record<string, unknown> = {
  '/api/tables': { tableId: TABLE_ID, hostToken: 'host-token', inviteToken: 'invite-token' },
  '/api/links/preview': preview,
  '/api/tables/join': { tableId: TABLE_ID, seatId: ADA, seatToken: 'seat-token', role: 'player' },
};
let asked: { path: string; body: unknown }[] = [];

beforeEach(() => {
  asked = [];
  localStorage.clear();
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('fetch', async (path: string, init: { body?: string }) => {
    asked.push({ path, body: init.body === undefined ? undefined : JSON.parse(init.body) });
    const answer = ANSWERS[path];
    if (answer === undefined) throw new Error(`nobody told this test how to answer ${path}`);
    return Response.json(answer);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function openPage(address: string, snapshot: Partial<Snapshot> = {}): FakeRoomWorld {
  window.history.replaceState(null, '', address);
  const world = fakeWorld(document, snapshot);
  render(<App environment={world.environment} shelf={openPreferences(localStorage)} />);
  return world;
}

const find = (testId: string): Promise<HTMLElement> => screen.findByTestId(testId);
const textFields = (): number => screen.queryAllByRole('textbox').filter((field) => field.closest('details') === null).length;

async function openRoom(snapshot: Partial<Snapshot> = {}): Promise<FakeRoomWorld> {
  openPreferences(localStorage).rememberTable(TABLE_ID, { seatToken: 'seat-token', title: 'Evening table' });
  const world = openPage(`/table/${TABLE_ID}`, snapshot);
  await waitFor(() => expect(world.tableSockets).toHaveLength(1));
  await act(async () => world.table().tell('connect'));
  await find('dm-state');
  return world;
}

/** What the table knows of the seat by now. */
const toldSeat = (world: FakeRoomWorld): unknown => Object.assign({}, ...world.table().requests('seat:update'));

describe('from landing to the table', () => {
  it('[R1] takes whoever opens a table one text field and three clicks', async () => {
    openPage('/');
    expect(textFields()).toBe(1);
    fireEvent.change(await find('landing-name'), { target: { value: 'Ada' } });
    fireEvent.click(await find('open-table'));
    fireEvent.click(await find('consent'));
    expect(textFields()).toBe(0);
    fireEvent.click(await find('sit-down'));
    await waitFor(() => expect(window.location.pathname).toBe(`/table/${TABLE_ID}`));
    expect(asked.map(({ path }) => path)).toEqual(['/api/tables', '/api/links/preview', '/api/tables/join']);
    expect(asked[2]?.body).toMatchObject({ token: 'host-token', name: 'Ada', seatToken: null });
    expect(openPreferences(localStorage).read().consent).toBe(true);
  });

  it('[R2] takes a friend one text field and two clicks, and asks for consent before anything is heard', async () => {
    openPage('/join#invite-token');
    fireEvent.change(await find('join-name'), { target: { value: 'Boris' } });
    expect(textFields()).toBe(1);
    expect((await find('consent')).matches(':checked')).toBe(false);
    fireEvent.click(await find('consent'));
    fireEvent.click(await find('sit-down'));
    await waitFor(() => expect(window.location.pathname).toBe(`/table/${TABLE_ID}`));
  });

  it('[R5] takes one who comes back no field, and offers the same seat', async () => {
    const shelf = openPreferences(localStorage);
    shelf.update({ name: 'Boris', consent: true });
    shelf.rememberTable(TABLE_ID, { seatToken: 'old-seat-token' });
    openPage('/join#invite-token');
    expect(await screen.findByText(/Boris/, { selector: '.eyebrow' })).toBeDefined();
    expect(textFields()).toBe(0);
    fireEvent.click(await find('sit-down'));
    await waitFor(() => expect(asked.at(-1)?.body).toMatchObject({ name: 'Boris', seatToken: 'old-seat-token' }));
  });

  it('[R4] says in a sentence why a link does not work', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ error: { code: 'link_revoked', message: 'x' } }, { status: 410 }));
    openPage('/join#old-token');
    expect((await find('problem')).textContent).toContain('The host has replaced this link.');
  });

  it('[R3] a locked table says what to do, asks for no microphone, and seats one once it is open again', async () => {
    let isLocked = true;
    vi.stubGlobal('fetch', async () => Response.json({ ...preview, isLocked }));
    const world = openPage('/join#invite-token');
    expect((await find('closed-table')).textContent).toContain('The host has locked this table');
    expect(screen.queryByTestId('sit-down')).toBeNull();
    expect(world.devices.opened).toEqual([]);
    fireEvent.click(await find('recheck-table'));
    expect(await screen.findByText(/nothing has changed yet/)).toBeDefined();
    isLocked = false;
    fireEvent.click(await find('recheck-table'));
    expect(await find('sit-down')).toBeDefined();
  });

  it('[R3] a locked or full table still has room for the host and for one who has a seat', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ ...preview, isLocked: true }));
    openPage('/host#host-token');
    expect(await find('sit-down')).toBeDefined();
    cleanup();
    vi.stubGlobal('fetch', async () => Response.json({ ...preview, seatsTaken: 5 }));
    openPage('/join#invite-token');
    expect((await find('closed-table')).textContent).toContain('All seats at this table are taken');
    cleanup();
    openPreferences(localStorage).rememberTable(TABLE_ID, { seatToken: 'old-seat-token' });
    openPage('/join#invite-token');
    expect(await find('sit-down')).toBeDefined();
  });

  it('[U1] changes its language without loading again, and remembers it', async () => {
    openPage('/');
    fireEvent.change(await find('landing-name'), { target: { value: 'Ada' } });
    fireEvent.click(await find('language-switch'));
    expect((await find('open-table')).textContent).toBe('Открыть стол');
    expect((await find('landing-name')).getAttribute('value')).toBe('Ada');
    expect(openPreferences(localStorage).read().language).toBe('ru');
    await waitFor(() => expect(document.documentElement.lang).toBe('ru'));
  });
});

describe('the room', () => {
  it('[D10] shows what the DM is doing, and who speaks through it', async () => {
    const speaker = { kind: 'npc', entityId: BARTO, name: 'Barto' } as const;
    const world = await openRoom();
    expect((await find('dm-state')).textContent).toBe('Listening');
    const state = { state: 'speaking', turnId: 'tu_aaaaaaaaaaaaaaaaaaaa', speaker, queued: 2 };
    const changed = { type: 'dm:changed', state, abilities: { mind: 'offline', hasEars: false, hasVoice: true } };
    await act(async () => world.table().tell('table:told', { cursor: { epoch: 'e1', n: 1, at: 'x' }, event: changed }));
    expect((await find('dm-state')).textContent).toBe('Speaking as Barto 2 more in line');
    expect((await find('dm-state')).getAttribute('role')).toBe('status');
  });

  it('[V9][D9] shows what was said, what nobody could make out, and only the heard part of a cut line', async () => {
    await openRoom({
      messages: [
        speechOf(1, 'I open the door.'),
        speechOf(2, null, BORIS),
        dmOf(3, 'It creaks and opens.', { state: 'cut', heardText: 'It creaks' }),
      ],
    });
    const text = (await find('stream')).textContent;
    expect(text).toContain('I open the door.');
    expect(text).toContain('(unheard)');
    expect(text).toContain('It creaks—');
    expect(text).not.toContain('opens.');
  });

  it('[D3] says at once that the DM does not hear, and what would help', async () => {
    openPreferences(localStorage).update({ consent: true });
    await openRoom();
    expect((await find('hearing')).textContent).toContain('this browser has no recogniser');
  });

  it('[V10] says when consent was not given, and tells the table when it is', async () => {
    const world = await openRoom({
      dm: { state: { state: 'listening' }, abilities: { mind: 'offline', hasEars: true, hasVoice: true } },
    });
    await waitFor(() => expect(toldSeat(world)).toEqual({ microphone: 'open', consent: false, hasRecogniser: false }));
    fireEvent.click(screen.getByText('Let it hear me'));
    await waitFor(() => expect(toldSeat(world)).toEqual({ microphone: 'open', consent: true, hasRecogniser: false }));
    expect(screen.queryByTestId('hearing')).toBeNull();
  });

  it('[V2] talks to the DM while the button is held', async () => {
    const world = await openRoom();
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('talk-dm').disabled).toBe(false));
    const button = screen.getByTestId('talk-dm');
    button.setPointerCapture = () => undefined;
    fireEvent.pointerDown(button, { button: 0, pointerId: 1 });
    fireEvent.pointerUp(button, { pointerId: 1 });
    const told = world.table().requests('talk:set') as { target: string | null; sequence: number }[];
    expect(told.slice(-2).map(({ target }) => target)).toEqual(['dm', null]);
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => 1_001 + index));
  });

  it('[V2] talks with keys, but not while one writes', async () => {
    const world = await openRoom();
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>('talk-dm').disabled).toBe(false));
    const before = world.table().requests('talk:set').length;
    fireEvent.keyDown(screen.getByTestId('chat-input'), { code: 'Space' });
    expect(world.table().requests('talk:set')).toHaveLength(before);
    fireEvent.keyDown(document.body, { code: 'Space' });
    fireEvent.keyDown(document.body, { code: 'Space', repeat: true });
    fireEvent.keyUp(document.body, { code: 'Space' });
    expect(world.table().requests('talk:set').slice(before)).toMatchObject([{ target: 'table' }, { target: null }]);
  });

  it('keeps the words that could not be sent, and posts them under the same id when tried again', async () => {
    const world = await openRoom();
    world.table().answer('message:post', () => ({ error: { code: 'rate_limited', message: 'x' } }));
    fireEvent.change(screen.getByTestId('chat-input'), { target: { value: 'Master, where are we?' } });
    fireEvent.click(screen.getByTestId('chat-send'));
    await screen.findByText(/It was not sent/);
    expect(screen.getByTestId<HTMLTextAreaElement>('chat-input').value).toBe('Master, where are we?');
    world.table().answer('message:post', () => ({ ok: { messageId: 'ms_aaaaaaaaaaaaaaaaaaaa', feedback: null } }));
    fireEvent.click(screen.getByTestId('chat-send'));
    await waitFor(() => expect(screen.getByTestId<HTMLTextAreaElement>('chat-input').value).toBe(''));
    const ids = (world.table().requests('message:post') as { clientMessageId: string }[]).map((post) => post.clientMessageId);
    expect(new Set(ids).size).toBe(1);
  });

  it('[R5] says that the seat is open in another tab, and takes it back', async () => {
    const world = await openRoom();
    await act(async () => world.table().tell('seat:superseded', {}));
    expect((await find('superseded')).textContent).toContain('Your seat is open in another tab');
    fireEvent.click(await find('problem-action'));
    await waitFor(() => expect(world.tableSockets).toHaveLength(2));
    await act(async () => world.table().tell('connect'));
    expect(await find('dm-state')).toBeDefined();
  });

  it('[U4] keeps the table in sight while the connection is away, and says so', async () => {
    const world = await openRoom();
    await act(async () => world.table().tell('disconnect'));
    expect((await find('banner')).textContent).toContain('comes back by itself');
    expect(screen.getByTestId(`seat-${ADA}`)).toBeDefined();
  });

  it('[R6] an evening that is over says how the next one begins', async () => {
    await openRoom({ session: { sessionId: null, number: 1, state: 'ended', startedAtMs: 0 } });
    expect((await find('dm-state')).textContent).toBe('The evening is over Speak or write to the DM to begin the next one.');
  });

  it('[R2] leaving asks first', async () => {
    await openRoom();
    fireEvent.click(await find('leave'));
    expect(window.location.pathname).toBe(`/table/${TABLE_ID}`);
    fireEvent.click(await find('leave-yes'));
    await waitFor(() => expect(window.location.pathname).toBe('/'));
  });

  it('[R3] the host’s own link is covered until it is asked for, and says whom it is for', async () => {
    openPreferences(localStorage).rememberTable(TABLE_ID, { hostToken: 'host-token' });
    const view = {
      tableId: TABLE_ID,
      title: 'Evening',
      inviteToken: 'invite-token',
      shareOrigin: null,
      isLocked: false,
      seats: [],
    };
    vi.stubGlobal('fetch', async () => Response.json(view));
    await openRoom();
    fireEvent.click(await find('open-host-panel'));
    expect(screen.queryByTestId('host-link')).toBeNull();
    expect((await find('host-panel')).textContent).toContain('Only for you');
    fireEvent.click(await find('show-host-link'));
    expect((await find('host-link')).getAttribute('value')).toContain('/host#host-token');
  });

  it('[V3] always shows the mute, and who is muted, in words as well', async () => {
    await openRoom({ seats: [seatOf(ADA, 'Ada'), seatOf(BORIS, 'Boris', { microphone: 'muted' })] });
    expect(screen.getByTestId(`seat-${BORIS}`).querySelector('[aria-label="muted"]')).not.toBeNull();
    await waitFor(() => expect(screen.getByTestId('mute').getAttribute('aria-label')).toBe('Mute'));
    fireEvent.click(screen.getByTestId('mute'));
    expect(screen.getByTestId('mute').getAttribute('data-muted')).toBe('true');
  });
});
