// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot, TableEvent } from '@skald/protocol';
import { App } from './App.tsx';
import { openPreferences } from './core/preferences.ts';
import { fakeWorld, type FakeRoomWorld } from './core/testing/fake-environment.ts';
import { ADA, NO_CAMPAIGN, TABLE_ID } from './core/testing/samples.ts';

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('MediaStream', class {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let n = 0;
async function openRoom(language: 'en' | 'ru' = 'en', snapshot: Partial<Snapshot> = {}): Promise<FakeRoomWorld> {
  n = 0;
  const shelf = openPreferences(localStorage);
  shelf.rememberTable(TABLE_ID, { seatToken: 'seat-token', title: 'Evening table' });
  shelf.update({ language });
  window.history.replaceState(null, '', `/table/${TABLE_ID}`);
  const world = fakeWorld(document, snapshot);
  render(<App environment={world.environment} shelf={openPreferences(localStorage)} />);
  await waitFor(() => expect(world.tableSockets).toHaveLength(1));
  for (const name of ['safety:card', 'safety:resume', 'boundary:set']) world.table().answer(name, () => ({ ok: {} }));
  await act(async () => world.table().tell('connect'));
  await screen.findByTestId('dm-state');
  return world;
}
async function tell(world: FakeRoomWorld, event: TableEvent): Promise<void> {
  n += 1;
  await act(async () => world.table().tell('table:told', { cursor: { epoch: 'e1', n, at: 'at' }, event }));
}
const paused: TableEvent = { type: 'safety:changed', safety: { isPaused: true, card: { card: 'stop', atMs: 1 } } };

describe('safety in the room', () => {
  it('[G9.8] a stop card is two taps away, or one key and Enter, and the sheet closes behind it', async () => {
    const world = await openRoom();
    fireEvent.click(screen.getByTestId('open-safety'));
    await act(async () => fireEvent.click(screen.getByTestId('card-stop')));
    expect(world.table().requests('safety:card')).toEqual([{ card: 'stop' }]);
    expect(screen.queryByTestId('safety-cards')).toBeNull();
    fireEvent.keyDown(document.body, { code: 'KeyX' });
    expect(document.activeElement).toBe(screen.getByTestId('card-stop'));
  });

  it.each([
    ['en', 'Stop card. The DM is silent until somebody goes on.'],
    ['ru', 'Стоп-карта. Мастер молчит, пока кто-нибудь не скажет «продолжаем».'],
  ] as const)('[G9.1] everybody sees the card and may go on, without losing the focus, %s', async (language, sentence) => {
    const world = await openRoom(language);
    const box = screen.getByTestId('chat-input');
    box.focus();
    await tell(world, paused);
    const banner = screen.getByTestId('safety-banner');
    expect(banner.textContent).toContain(sentence);
    expect(document.activeElement).toBe(box);
    await act(async () => fireEvent.click(screen.getByTestId('go-on')));
    expect(world.table().requests('safety:resume')).toEqual([{}]);
    await tell(world, { type: 'safety:changed', safety: { isPaused: false, card: { card: 'stop', atMs: 1 } } });
    expect(screen.queryByTestId('safety-banner')).toBeNull();
  });

  it('[G9.6] after a stop card anybody may write a line right there', async () => {
    const world = await openRoom('en', {
      campaign: { ...NO_CAMPAIGN, safety: { isPaused: true, card: { card: 'stop', atMs: 1 } } },
    });
    fireEvent.change(screen.getByTestId('boundary-text'), { target: { value: ' spiders ' } });
    await act(async () => fireEvent.click(screen.getByTestId('boundary-add')));
    expect(world.table().requests('boundary:set')).toEqual([{ list: 'lines', text: 'spiders', isKept: true }]);
    expect(screen.getByTestId<HTMLInputElement>('boundary-text').value).toBe('');
  });

  it('[G9.8] a card that did not get through says so and stays', async () => {
    const world = await openRoom();
    world.table().answer('safety:card', () => ({ error: { code: 'rate_limited', message: 'x' } }));
    fireEvent.click(screen.getByTestId('open-safety'));
    await act(async () => fireEvent.click(screen.getByTestId('card-slow_down')));
    expect(screen.getByTestId('safety-cards').textContent).toContain('did not get through');
  });

  it('[G8] a quest of the host is written and shown', async () => {
    const world = await openRoom('en', { you: { seatId: ADA, isHost: true } });
    world.table().answer('quest:set', () => ({ ok: { questId: `qu_${'1'.repeat(20)}` } }));
    fireEvent.click(screen.getByTestId('open-story'));
    fireEvent.click(screen.getByTestId('add-quest'));
    fireEvent.change(screen.getByTestId('quest-title'), { target: { value: 'The bell' } });
    await act(async () => fireEvent.click(screen.getByTestId('save-quest')));
    expect(world.table().requests('quest:set')).toMatchObject([{ questId: null, title: 'The bell', isHidden: false }]);
    expect(screen.queryByTestId('quest-form')).toBeNull();
  });
});
