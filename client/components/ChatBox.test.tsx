// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message, Snapshot } from '@skald/protocol';
import { App } from '../App.tsx';
import { openPreferences } from '../core/preferences.ts';
import { fakeWorld, type FakeRoomWorld } from '../core/testing/fake-environment.ts';
import { ADA, BORIS, chatOf, dmOf, TABLE_ID } from '../core/testing/samples.ts';

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('MediaStream', class {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function openRoom(snapshot: Partial<Snapshot> = {}): Promise<FakeRoomWorld> {
  openPreferences(localStorage).rememberTable(TABLE_ID, { seatToken: 'seat-token', title: 'Evening table' });
  window.history.replaceState(null, '', `/table/${TABLE_ID}`);
  const world = fakeWorld(document, snapshot);
  render(<App environment={world.environment} shelf={openPreferences(localStorage)} />);
  await waitFor(() => expect(world.tableSockets).toHaveLength(1));
  await act(async () => world.table().tell('connect'));
  await screen.findByTestId('chat-input');
  return world;
}

const field = (): HTMLTextAreaElement => screen.getByTestId<HTMLTextAreaElement>('chat-input');
const type = (value: string): void => void fireEvent.change(field(), { target: { value } });
const press = (key: string): void => void fireEvent.keyDown(field(), { key });
const posts = (world: FakeRoomWorld): unknown[] => world.table().requests('message:post');

describe('[G7.13] commands in the chat box', () => {
  it('are completed by keys: the field names the active option, Enter takes it and does not send', async () => {
    const world = await openRoom();
    type('/w');
    expect(screen.getByRole('listbox').id).toBe(field().getAttribute('aria-controls'));
    expect(within(screen.getByRole('listbox')).getAllByRole('option')[0]?.id).toBe(field().getAttribute('aria-activedescendant'));
    press('Enter');
    expect(field().value).toBe('/w ');
    expect(screen.getByTestId('command-usage').textContent).toContain('/w NAME TEXT');
    press('Tab');
    expect(field().value).toBe('/w Boris ');
    expect(posts(world)).toEqual([]);
  });

  it('arrows go round, Escape closes the list, a tap chooses', async () => {
    await openRoom();
    type('/init ');
    const options = screen.getAllByRole('option');
    press('ArrowUp');
    expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true');
    press('Escape');
    expect(screen.queryByRole('listbox')).toBeNull();
    type('/he');
    fireEvent.click(screen.getAllByRole('option')[0] as HTMLElement);
    expect(field().value).toBe('/help ');
  });

  it('a refused one stays in the field, with its mistake marked; what is told goes away when closed', async () => {
    const world = await openRoom();
    const feedback = { kind: 'error', text: 'Character 10: a mistake.\n/roll DICE', position: 9 };
    world.table().answer('message:post', () => ({ ok: { messageId: null, feedback } }));
    type('/roll 2d6boo');
    press('Enter');
    const shown = await screen.findByRole('alert', { name: '' });
    await waitFor(() => expect(screen.getByTestId('command-feedback').textContent).toContain('a mistake'));
    expect(shown).toBeTruthy();
    expect(screen.getByTestId('command-feedback').querySelector('mark')?.textContent).toBe('boo');
    expect(field().value).toBe('/roll 2d6boo');
    world
      .table()
      .answer('message:post', () => ({ ok: { messageId: null, feedback: { ...feedback, kind: 'info', position: null } } }));
    type('/help');
    press('Enter');
    await waitFor(() => expect(field().value).toBe(''));
    fireEvent.click(within(screen.getByTestId('command-feedback')).getByRole('button'));
    expect(screen.queryByTestId('command-feedback')).toBeNull();
  });
});

describe('[G7.7] private lines in the stream', () => {
  it('say in words what they are, and rolls in a line are rolls', async () => {
    const id = chatOf(7, 'x').messageId;
    const messages: Message[] = [
      { kind: 'note', messageId: id, atMs: 1, seatId: ADA, text: 'the key' },
      { ...chatOf(8, 'tss'), kind: 'whisper', to: BORIS },
      { ...chatOf(9, 'psst', BORIS), kind: 'whisper', to: ADA },
      { ...chatOf(10, 'do I lie?'), kind: 'whisper', to: 'dm' },
      { ...chatOf(11, 'pizza'), tone: 'ooc' },
      chatOf(12, 'I hit [[1d20+5 = 17]]!'),
      dmOf(13, 'You do.', { isPrivate: true, state: 'silent' }),
    ];
    await openRoom({ messages });
    const text = (kind: string): string[] =>
      [...screen.getByTestId('stream').querySelectorAll(`[data-kind="${kind}"]`)].map((line) => line.textContent);
    expect(text('note')[0]).toContain('note for yourself');
    expect(text('whisper')[0]).toContain('whispers to Boris');
    expect(text('whisper')[1]).toContain('whispers to you');
    expect(text('whisper')[2]).toContain('privately to the DM');
    expect(text('chat')[0]).toContain('out of character');
    expect(screen.getByLabelText('rolled 1d20+5: 17')).toBeTruthy();
    expect(text('dm')[0]).toContain('for you alone');
    expect(text('dm')[0]).not.toContain('not spoken');
  });
});
