// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  characterIdSchema,
  messageIdSchema,
  stepIdSchema,
  type GameView,
  type Message,
  type Snapshot,
  type TableEvent,
} from '@skald/protocol';
import { App } from './App.tsx';
import { openPreferences } from './core/preferences.ts';
import { combatantOf, encounterOf, vitalsOf } from './core/testing/combat-samples.ts';
import { fakeWorld, type FakeRoomWorld } from './core/testing/fake-environment.ts';
import { ADA, TABLE_ID } from './core/testing/samples.ts';

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('MediaStream', class {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const STEP = stepIdSchema.parse(`gs_${'1'.repeat(20)}`);
const SWORD = { id: 'sword', name: 'Sword', toHit: 5, damage: '1d8+3 [slashing]' };
const hero = combatantOf(1, 'Ada', {
  kind: 'character',
  characterId: characterIdSchema.parse(`ch_${'1'.repeat(20)}`),
  seatId: ADA,
  isYours: true,
  attacks: [SWORD],
});
const goblin = combatantOf(2, 'Goblin', { health: { kind: 'words', word: 'bloodied' }, armourClass: null });
const lurker = combatantOf(3, 'Lurker', { isHidden: true, isYours: true });
const gameOf = (change: Partial<GameView> = {}): GameView => ({
  characters: [],
  sheets: [],
  encounter: null,
  undoable: null,
  ...change,
});

let n = 0;
async function openRoom(game: GameView, { isHost = false, ...rest }: Partial<Snapshot> & { isHost?: boolean } = {}) {
  n = 0;
  const shelf = openPreferences(localStorage);
  shelf.rememberTable(TABLE_ID, { seatToken: 'seat-token', title: 'Evening table' });
  shelf.update({ language: 'en', hasKeys: true });
  window.history.replaceState(null, '', `/table/${TABLE_ID}`);
  const world = fakeWorld(document, { game, you: { seatId: ADA, isHost }, ...rest });
  render(<App environment={world.environment} shelf={openPreferences(localStorage)} />);
  await waitFor(() => expect(world.tableSockets).toHaveLength(1));
  world.table().answer('game:act', () => ({ ok: { stepId: STEP, rollIds: [] } }));
  world.table().answer('game:undo', () => ({ ok: {} }));
  await act(async () => world.table().tell('connect'));
  await screen.findByTestId('dm-state');
  return world;
}
async function tell(world: FakeRoomWorld, event: TableEvent): Promise<void> {
  n += 1;
  await act(async () => world.table().tell('table:told', { cursor: { epoch: 'e1', n, at: 'at' }, event }));
}
const steps = (world: FakeRoomWorld) =>
  world
    .table()
    .requests('game:act')
    .map((request) => (request as { step: unknown }).step);
const click = (testId: string) => act(async () => fireEvent.click(screen.getByTestId(testId)));

describe('the fight on the page', () => {
  it('[G5] appears when a fight begins, says whose turn it is, and goes when it ends', async () => {
    const world = await openRoom(gameOf());
    expect(screen.queryByTestId('combat')).toBeNull();
    await tell(world, { type: 'encounter:changed', encounter: encounterOf([hero, goblin], { turnOf: goblin.combatantId }) });
    const turn = screen.getByTestId('combat-turn');
    expect([turn.textContent, turn.getAttribute('aria-live')]).toEqual(['Round 1. Turn: Goblin', 'polite']);
    expect(screen.queryByTestId('turn-next')).toBeNull();
    await tell(world, { type: 'encounter:changed', encounter: encounterOf([hero, goblin], { round: 2 }) });
    expect(turn.textContent).toBe('Round 2. Your turn: Ada');
    await tell(world, { type: 'encounter:changed', encounter: null });
    expect(screen.queryByTestId('combat')).toBeNull();
  });

  it('[G5.23] shows the turn without colour, hit points of the party as numbers, of enemies in words', async () => {
    const poisoned = {
      condition: 'poisoned',
      level: 1,
      source: '',
      ends: { rounds: 2, at: 'end', of: goblin.combatantId },
      heldBy: null,
    } as const;
    const sick = { ...goblin, conditions: [poisoned], hasReacted: true, isConcentrating: true };
    await openRoom(gameOf({ encounter: encounterOf([hero, sick]) }));
    const [first, second] = screen.getAllByTestId('combatant');
    expect(first?.getAttribute('aria-current')).toBe('true');
    expect(first?.textContent).toContain('now');
    expect(first?.textContent).toContain('8 of 12 hit points');
    expect(second?.getAttribute('aria-current')).toBeNull();
    for (const part of ['bloodied', 'poisoned, 2 rounds left', 'reaction spent', 'concentrates'])
      expect(second?.textContent).toContain(part);
    expect(second?.textContent).not.toMatch(/\d+ of \d+|AC/u);
  });

  it('[G5.14] one attacks in the own turn: whom, how, with what', async () => {
    const world = await openRoom(gameOf({ encounter: encounterOf([hero, goblin]) }));
    fireEvent.keyDown(document.body, { code: 'KeyA' });
    const form = within(screen.getByTestId('attack-form'));
    fireEvent.click(form.getByRole('radio', { name: 'advantage' }));
    await act(async () => fireEvent.click(form.getByTestId('attack-with')));
    expect(steps(world)).toEqual([
      {
        kind: 'attack',
        attacker: hero.combatantId,
        attackId: 'sword',
        target: goblin.combatantId,
        mode: 'advantage',
        isReaction: false,
      },
    ]);
    expect(screen.queryByTestId('attack-form')).toBeNull();
    await click('turn-next');
    expect(steps(world).at(-1)).toEqual({ kind: 'turn:next' });
  });

  it('[G5.16] out of the own turn an attack is the reaction', async () => {
    const world = await openRoom(gameOf({ encounter: encounterOf([goblin, hero]) }));
    expect(screen.queryByTestId('attack')).toBeNull();
    const row = within(screen.getAllByTestId('combatant')[1]!);
    fireEvent.click(row.getByRole('button', { name: /Ada/u }));
    await click('attack-reaction');
    await click('attack-with');
    expect(steps(world)).toMatchObject([{ kind: 'attack', isReaction: true }]);
  });

  it('[G5] a refusal is said in words, and the form stays', async () => {
    const world = await openRoom(gameOf({ encounter: encounterOf([hero, goblin]) }));
    world.table().answer('game:act', () => ({ error: { code: 'already_acted', message: 'x' } }));
    await click('attack');
    await click('attack-with');
    expect(screen.getByTestId('combat-problem').textContent).toBe('The action of this turn is spent.');
    expect(screen.getByTestId('attack-form')).toBeTruthy();
  });

  it('[G5.30] undo says what it takes back, in the panel and at its line', async () => {
    const deed = { code: 'healed', params: { target: 'Ada', amount: 5 } } as const;
    const message: Message = {
      messageId: messageIdSchema.parse(`ms_${'1'.repeat(20)}`),
      atMs: 1,
      kind: 'deed',
      stepId: STEP,
      seatId: ADA,
      deeds: [deed],
      isUndone: false,
    };
    const game = gameOf({ encounter: encounterOf([hero]), undoable: { stepId: STEP, seatId: ADA, deed } });
    const world = await openRoom(game, { messages: [message] });
    expect(screen.getByTestId('combat-undo').textContent).toBe('Take back: Ada regains hit points: 5.');
    await click('undo-line');
    expect(world.table().requests('game:undo')).toEqual([{ stepId: STEP }]);
    await tell(world, { type: 'message:changed', message: { ...message, isUndone: true } });
    expect(document.querySelector('[data-kind="deed"] del')?.textContent).toBe('Ada regains hit points: 5.');
    expect(screen.queryByTestId('undo-line')).toBeNull();
  });

  it('a step whose answer was lost is sent again as the same step, a refused one as a new one', async () => {
    const world = await openRoom(gameOf({ encounter: encounterOf([hero, goblin]) }));
    let made = 0;
    vi.spyOn(world.environment, 'createInstance').mockImplementation(() => `instance-${(made += 1)}`);
    for (const code of ['timeout', 'not_your_turn', 'not_your_turn']) {
      world.table().answer('game:act', () => ({ error: { code, message: 'x' } }));
      await click('turn-next');
    }
    const ids = world
      .table()
      .requests('game:act')
      .map((request) => (request as { clientStepId: string }).clientStepId);
    expect(ids).toEqual(['instance-1', 'instance-1', 'instance-2']);
  });
});

describe('the fight as its leader sees it', () => {
  const lead = (combatants = [hero, goblin, lurker], change = {}) => encounterOf(combatants, { mayLead: true, ...change });

  it('[G5.1] the host begins a fight from the story', async () => {
    const world = await openRoom(gameOf(), { isHost: true });
    fireEvent.click(screen.getByTestId('open-story'));
    await click('begin-fight');
    expect(steps(world)).toEqual([{ kind: 'encounter:begin' }]);
    expect(screen.queryByTestId('story')).toBeNull();
  });

  it('[G5.21] who is hidden is marked in words, and shown by one button', async () => {
    const world = await openRoom(gameOf({ encounter: lead() }), { isHost: true });
    const row = screen.getAllByTestId('combatant')[2]!;
    expect(row.textContent).toContain('hidden from the others');
    fireEvent.click(within(row).getByRole('button', { name: /Lurker/u }));
    await click('reveal');
    expect(steps(world)).toEqual([{ kind: 'combatant:reveal', combatantId: lurker.combatantId }]);
  });

  it('[G4.20] hurts, heals and puts conditions on with rounds', async () => {
    const world = await openRoom(gameOf({ encounter: lead() }), { isHost: true });
    const target = goblin.combatantId;
    fireEvent.click(within(screen.getAllByTestId('combatant')[1]!).getByRole('button', { name: /Goblin/u }));
    fireEvent.change(screen.getByTestId('amount'), { target: { value: '2d6' } });
    fireEvent.change(screen.getByTestId('damage-type'), { target: { value: 'fire' } });
    await click('damage');
    fireEvent.change(screen.getByTestId('amount'), { target: { value: '4' } });
    await click('heal');
    fireEvent.change(screen.getByTestId('condition-rounds'), { target: { value: '2' } });
    await act(async () => fireEvent.submit(screen.getByTestId('condition-add').closest('form')!));
    expect(steps(world)).toEqual([
      { kind: 'damage', target, amount: '2d6', type: 'fire' },
      { kind: 'heal', target, amount: 4 },
      { kind: 'condition:add', target, condition: 'prone', source: '', ends: { rounds: 2, at: 'end', of: target }, heldBy: null },
    ]);
  });

  it('[G5.2] gathers: the party joins, all roll, the first turn waits for that', async () => {
    const characterId = characterIdSchema.parse(`ch_${'2'.repeat(20)}`);
    const character = {
      characterId,
      seatId: ADA,
      name: 'Bo',
      classes: [],
      species: { key: null, name: 'elf' },
      vitals: vitalsOf(),
      armourClass: 12,
      portrait: null,
    };
    const gathering = lead([{ ...hero, initiative: null }], { state: 'gathering', round: 0, turnOf: null });
    const world = await openRoom(gameOf({ characters: [character], encounter: gathering }), { isHost: true });
    expect(screen.queryByTestId('turn-next')).toBeNull();
    await click('add-party');
    await click('roll-initiative');
    expect(steps(world)).toEqual([
      { kind: 'combatant:join', characterId },
      { kind: 'initiative:roll', combatantId: null, mode: 'normal' },
    ]);
    await tell(world, { type: 'encounter:changed', encounter: { ...gathering, combatants: [hero] } });
    await click('turn-next');
    expect(steps(world).at(-1)).toEqual({ kind: 'turn:next' });
  });

  it('[G5.3] adds a hidden group that was written by hand; nonsense is refused before it goes', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network in this world')));
    const world = await openRoom(gameOf({ encounter: lead() }), { isHost: true });
    fireEvent.click(screen.getByTestId('add-monsters'));
    fireEvent.click(screen.getByRole('radio', { name: 'By hand' }));
    const write = (field: string, value: string) =>
      fireEvent.change(screen.getByTestId(`monster-${field}`), { target: { value } });
    write('name', 'Wolf');
    write('armourClass', '400');
    write('attackName', 'Bite');
    write('count', '3');
    fireEvent.click(screen.getByTestId('monster-hidden'));
    const submit = () => act(async () => fireEvent.submit(screen.getByTestId('add-monsters-form')));
    await submit();
    expect(steps(world)).toEqual([]);
    write('armourClass', '13');
    await submit();
    expect(steps(world)).toMatchObject([
      {
        kind: 'monsters:add',
        count: 3,
        group: 'Wolf',
        isHidden: true,
        monster: { name: 'Wolf', armourClass: 13, hitPoints: '2d8' },
      },
    ]);
  });

  it('[G5.7] leads by keys, and arrows move within the order', async () => {
    const world = await openRoom(gameOf({ encounter: lead() }), { isHost: true });
    for (const code of ['KeyN', 'KeyP', 'KeyW']) await act(async () => fireEvent.keyDown(document.body, { code }));
    expect(steps(world)).toEqual([{ kind: 'turn:next' }, { kind: 'turn:previous' }, { kind: 'turn:delay' }]);
    const rows = [...document.querySelectorAll<HTMLElement>('.combatant-open')];
    expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1]);
    rows[0]?.focus();
    fireEvent.keyDown(rows[0]!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows[1]);
    fireEvent.keyDown(rows[1]!, { key: 'End' });
    expect(document.activeElement).toBe(rows[2]);
  });
});
