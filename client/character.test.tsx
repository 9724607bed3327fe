// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SRD_ATTRIBUTION, type Snapshot } from '@skald/protocol';
import { App } from './App.tsx';
import { openPreferences } from './core/preferences.ts';
import { CATALOGUE, sheetOf } from './core/testing/character-samples.ts';
import { fakeWorld, type FakeRoomWorld } from './core/testing/fake-environment.ts';
import { ADA, BORIS, TABLE_ID } from './core/testing/samples.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('fetch', async () => Response.json(CATALOGUE));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Game = Snapshot['game'];
const NO_GAME: Game = { characters: [], sheets: [], encounter: null, undoable: null };

async function openRoom(game: Partial<Game> = {}, language: 'en' | 'ru' = 'en'): Promise<FakeRoomWorld> {
  const shelf = openPreferences(localStorage);
  shelf.rememberTable(TABLE_ID, { seatToken: 'seat-token', title: 'Evening table' });
  shelf.update({ language });
  window.history.replaceState(null, '', `/table/${TABLE_ID}`);
  const world = fakeWorld(document, { game: { ...NO_GAME, ...game } });
  render(<App environment={world.environment} shelf={openPreferences(localStorage)} />);
  await waitFor(() => expect(world.tableSockets).toHaveLength(1));
  await act(async () => world.table().tell('connect'));
  await screen.findByTestId('dm-state');
  return world;
}
const click = (testId: string): Promise<void> => act(async () => void fireEvent.click(screen.getByTestId(testId)));

describe('[G6] the wizard', () => {
  it('makes a character in four touches and a name, everything else being chosen beforehand', async () => {
    const world = await openRoom();
    const sheet = sheetOf(ADA);
    world.table().answer('character:create', () => ({ ok: { characterId: sheet.characterId } }));
    await click('make-character');
    fireEvent.click(await screen.findByTestId('wizard-class-wizard'));
    await click('wizard-suggest');
    expect(screen.getByTestId<HTMLButtonElement>('wizard-done').disabled).toBe(true);
    fireEvent.change(screen.getByTestId('wizard-name'), { target: { value: ' Miron ' } });
    await click('wizard-done');
    const suggested = CATALOGUE.classes.find(({ key }) => key === 'wizard')?.suggested;
    expect(world.table().requests('character:create')).toEqual([{ choices: { ...suggested, name: 'Miron' } }]);
    expect(await screen.findByTestId('character-sheet')).toBeDefined();
  });

  it('keeps what was chosen when the page is loaded again', async () => {
    await openRoom();
    await click('make-character');
    fireEvent.click(await screen.findByTestId('wizard-class-wizard'));
    await click('wizard-next');
    cleanup();
    await openRoom();
    await click('make-character');
    expect((await screen.findByTestId('wizard-progress')).textContent).toBe('2 of 7 · Species');
    await click('wizard-back');
    expect(screen.getByTestId<HTMLInputElement>('wizard-class-wizard').checked).toBe(true);
  });

  it('goes on only when as many are chosen as there are to choose', async () => {
    await openRoom();
    await click('make-character');
    fireEvent.click(await screen.findByTestId('wizard-class-wizard'));
    for (let step = 0; step < 4; step += 1) await click('wizard-next');
    const chosen = screen.getByTestId('wizard-skill').querySelectorAll<HTMLInputElement>('input:checked');
    await act(async () => void fireEvent.click(chosen[0]!));
    expect(screen.getByTestId<HTMLButtonElement>('wizard-next').disabled).toBe(true);
    await act(async () => void fireEvent.click(chosen[0]!));
    expect(screen.getByTestId<HTMLButtonElement>('wizard-next').disabled).toBe(false);
  });

  it('says what was refused, and keeps everything', async () => {
    const world = await openRoom();
    world.table().answer('character:create', () => ({ error: { code: 'choice_skills', message: 'x' } }));
    await click('make-character');
    await screen.findByTestId('wizard-class-wizard');
    await click('wizard-suggest');
    fireEvent.change(screen.getByTestId('wizard-name'), { target: { value: 'Bram' } });
    await click('wizard-done');
    expect(screen.getByTestId('wizard').querySelector('[role=alert]')?.textContent).not.toBe('');
    expect(screen.getByTestId<HTMLInputElement>('wizard-name').value).toBe('Bram');
  });

  it('is not offered to whoever has a sheet, nor after “later”', async () => {
    await openRoom({ sheets: [sheetOf(ADA)] });
    expect(screen.queryByTestId('character-offer')).toBeNull();
    cleanup();
    await openRoom({ sheets: [sheetOf(BORIS)] });
    await click('character-later');
    expect(screen.queryByTestId('character-offer')).toBeNull();
  });
});

describe('[G6] the sheet', () => {
  async function openSheet(language: 'en' | 'ru' = 'en'): Promise<FakeRoomWorld> {
    const world = await openRoom({ sheets: [sheetOf(ADA)] }, language);
    world.table().answer('game:act', () => ({ ok: { stepId: `gs_${'1'.repeat(20)}`, rollIds: [] } }));
    await click(`seat-${ADA}`);
    await click('open-character');
    return world;
  }
  const steps = (world: FakeRoomWorld): unknown[] =>
    (world.table().requests('game:act') as { step: unknown }[]).map(({ step }) => step);

  it('a touch on a skill asks how, a second one rolls it', async () => {
    const world = await openSheet();
    await click('skill-stealth');
    fireEvent.click(screen.getByTestId('roll-mode').querySelector('input[value=advantage]')!);
    fireEvent.change(screen.getByTestId('roll-what'), { target: { value: 'past the guard' } });
    await click('roll-now');
    const { characterId } = sheetOf(ADA);
    expect(steps(world)).toMatchObject([
      { kind: 'check', actor: characterId, what: 'stealth', mode: 'advantage', attempt: 'past the guard', difficulty: null },
    ]);
    expect(screen.queryByTestId('roll-form')).toBeNull();
  });

  it('a save is against a number from 1 to 40', async () => {
    const world = await openSheet();
    await click('save-wisdom');
    fireEvent.change(screen.getByTestId('roll-difficulty'), { target: { value: '41' } });
    expect(screen.getByTestId<HTMLButtonElement>('roll-now').disabled).toBe(true);
    fireEvent.change(screen.getByTestId('roll-difficulty'), { target: { value: '14' } });
    await click('roll-now');
    expect(steps(world)).toMatchObject([{ kind: 'save', ability: 'wisdom', difficulty: 14, against: 'Wisdom: saving throw' }]);
  });

  it('hit points go down by a number and up by dice; nothing written does nothing', async () => {
    const world = await openSheet();
    expect(screen.getByTestId<HTMLButtonElement>('sheet-damage').disabled).toBe(true);
    fireEvent.change(screen.getByTestId('sheet-amount'), { target: { value: '3' } });
    await click('sheet-damage');
    fireEvent.change(screen.getByTestId('sheet-amount'), { target: { value: '1d8+2' } });
    await click('sheet-heal');
    const target = sheetOf(ADA).characterId;
    expect(steps(world)).toEqual([
      { kind: 'damage', target, amount: 3, type: null },
      { kind: 'heal', target, amount: '1d8+2' },
    ]);
  });

  it('a spell takes a slot that is left and large enough; a cantrip none; without slots there is no button', async () => {
    const world = await openSheet();
    fireEvent.click(screen.getByTestId('sheet-tabs').querySelector('input[value=magic]')!);
    const { characterId } = sheetOf(ADA);
    await click('cast-light');
    await click('cast-shield');
    expect(steps(world)).toEqual([
      { kind: 'spell:cast', characterId, spellId: 'light', slot: null },
      { kind: 'spell:cast', characterId, spellId: 'shield', slot: { level: 1, isPact: false } },
    ]);
    expect(screen.queryByTestId('cast-fly')).toBeNull();
  });

  it('a long rest asks once more', async () => {
    const world = await openSheet();
    fireEvent.click(screen.getByTestId('sheet-tabs').querySelector('input[value=fight]')!);
    await click('rest-long');
    expect(steps(world)).toEqual([]);
    await click('rest-long-yes');
    expect(steps(world)).toEqual([{ kind: 'rest:long', characterIds: [sheetOf(ADA).characterId] }]);
  });

  it.each(['en', 'ru'] as const)('has the statement that the licence of the rules asks for, %s', async (language) => {
    await openSheet(language);
    expect(screen.getByTestId('attribution').textContent).toBe(SRD_ATTRIBUTION[language]);
  });
});

it.each(['en', 'ru'] as const)('[G6] the landing page has the statement that the licence asks for, %s', async (language) => {
  openPreferences(localStorage).update({ language });
  window.history.replaceState(null, '', '/');
  render(<App environment={fakeWorld(document, {}).environment} shelf={openPreferences(localStorage)} />);
  expect((await screen.findByTestId('attribution')).textContent).toBe(SRD_ATTRIBUTION[language]);
});
