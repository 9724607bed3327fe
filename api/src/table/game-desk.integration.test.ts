import { describe, expect, it } from 'vitest';
import { type CharacterId, type GameStep, type Message, type SeatId, type TableEvent } from '@skald/protocol';
import { sampleCharacter } from '../domain/rules/testing/sample-character.ts';
import { monster } from '../domain/rules/testing/fights.ts';
import type { StepActor } from '../domain/rules/step.ts';
import type { StoreError } from '../store/store.ts';
import { connectPage, TableHost, type Page } from '../testing/table-host.ts';

const DM: StepActor = { kind: 'dm' };
let clientSteps = 0;
const fresh = (): string => `client-step-${(clientSteps += 1)}`;

/** A table with its host and two players, each with a sheet and a page. */
function threeSeats() {
  const host = new TableHost();
  const { table, seatId, page, inviteToken } = host.seatHost();
  const join = (name: string): SeatId =>
    host.admission.join({ token: inviteToken, name, characterName: name, role: 'player', seatToken: null }).seatId;
  const seats = [seatId, join('Boris'), join('Clara')] as const;
  const ids = seats.map((seat, index) =>
    table.game.take(seat, { ...sampleCharacter, name: ['Ada', 'Boris', 'Clara'][index]! }, {}),
  );
  const pages = [page, connectPage(table, seats[1]), connectPage(table, seats[2])] as const;
  for (const one of pages) one.events.length = 0;
  const act = (index: number, step: GameStep, key = fresh()) => table.game.act(seats[index]!, key, step);
  return { host, table, seats, ids: ids as [CharacterId, CharacterId, CharacterId], pages, act };
}

const typesOf = (page: Page): string[] => page.events.map((event) => event.type);
const lastOf = <Type extends TableEvent['type']>(page: Page, type: Type): Extract<TableEvent, { type: Type }> =>
  page.events.findLast((event) => event.type === type) as Extract<TableEvent, { type: Type }>;
const deedsOf = (page: Page): string[] =>
  page.messages().flatMap((message: Message) => (message.kind === 'deed' ? message.deeds.map((deed) => deed.code) : []));
const wolf = (isHidden: boolean): GameStep => ({
  kind: 'monsters:add',
  monster: monster('Wolf'),
  count: 1,
  group: null,
  isHidden,
});
const damage = (target: CharacterId, amount: number): GameStep => ({ kind: 'damage', target, amount, type: null });

describe('the game of a live table', () => {
  it('[G5.26] a step is kept with all that it changed, and a table that wakes again has it', () => {
    const { host, table, ids, seats, act } = threeSeats();
    act(0, { kind: 'encounter:begin' });
    act(0, wolf(true));
    act(1, { kind: 'combatant:join', characterId: ids[1] });
    act(1, damage(ids[1], 5));
    const before = table.game.viewFor(seats[0]);
    host.tables.sleep(table.tableId);
    const awake = host.tables.wake(table.tableId);
    expect(awake).not.toBe(table);
    expect(awake.game.viewFor(seats[0])).toEqual(before);
    expect(
      before.sheets.map((sheet) => [sheet.character.name, sheet.revision, sheet.character.vitals.hitPoints.current]),
    ).toEqual([
      ['Ada', 1, 12],
      ['Boris', 2, 7],
      ['Clara', 1, 12],
    ]);
    expect(host.store.findEncounter(table.tableId)?.state.combatants).toHaveLength(2);
  });

  it('[G5.26] when a step cannot be kept nothing of it happened, but its dice stay drawn for the next try', () => {
    const { host, table, ids, act, pages } = threeSeats();
    act(1, damage(ids[1], 9));
    host.draws.push(0);
    const heal: GameStep = { kind: 'heal', target: ids[1], amount: '1d4' };
    const commit = host.store.commit.bind(host.store);
    host.store.commit = (batch) => {
      if (batch.events.some((event) => event.type === 'game:stepped')) throw new Error('the disk is full') as StoreError;
      return commit(batch);
    };
    expect(() => act(1, heal, 'the-same-step')).toThrow('the disk is full');
    expect(table.game.desk.state.characters[1]?.character.vitals.hitPoints.current).toBe(3);
    host.store.commit = commit;
    const { rollIds } = act(1, heal, 'the-same-step');
    expect(table.game.desk.state.characters[1]?.character.vitals.hitPoints.current).toBe(4);
    const rolls = pages[0].messages().filter((message) => message.kind === 'roll');
    expect(rolls.map((message) => message.kind === 'roll' && message.roll.rollId)).toEqual(rollIds);
  });

  it('[G5.27] the same step sent again answers the same and changes nothing, also after a restart', () => {
    const { host, table, ids, seats, act } = threeSeats();
    const first = act(1, damage(ids[1], 2), 'once-and-again');
    const position = host.store.readLastPosition(table.tableId);
    expect(act(1, damage(ids[1], 2), 'once-and-again')).toEqual(first);
    host.tables.sleep(table.tableId);
    const awake = host.tables.wake(table.tableId);
    expect(awake.game.act(seats[1], 'once-and-again', damage(ids[1], 2))).toEqual(first);
    expect(awake.game.desk.state.characters[1]?.character.vitals.hitPoints.current).toBe(10);
    expect(host.store.readLastPosition(table.tableId)).toBe(position);
    // Another seat's key is another key.
    awake.game.act(seats[2], 'once-and-again', damage(ids[2], 1));
    expect(awake.game.desk.state.characters[2]?.character.vitals.hitPoints.current).toBe(11);
  });

  it('[G5.28] each seat is told what is different for it: sheets go to their player and the host', () => {
    const { ids, pages, act } = threeSeats();
    act(1, damage(ids[1], 5));
    expect(pages.map(typesOf)).toEqual([
      ['message:posted', 'character:changed', 'sheet:changed', 'undoable:changed'],
      ['message:posted', 'character:changed', 'sheet:changed', 'undoable:changed'],
      ['message:posted', 'character:changed'],
    ]);
    expect(lastOf(pages[2], 'character:changed').character.vitals.hitPoints.current).toBe(7);
  });

  it('[G5.20] of a hidden monster nothing at all reaches who may not know of it', () => {
    const { table, pages, act, seats } = threeSeats();
    act(0, { kind: 'encounter:begin' });
    const [mine, others] = [pages[0].events.length, pages[1].events.length];
    act(0, wolf(true));
    table.game.desk.act(DM, wolf(true), { dedupeKey: null });
    expect(pages[0].events.length).toBeGreaterThan(mine);
    expect(pages[1].events).toHaveLength(others);
    const shown = JSON.stringify([pages[1].events, table.enter(seats[1], null).snapshot, table.history(seats[1], null, 100)]);
    expect(shown).not.toContain('Wolf');
    // The host's own is there for the host, the DM's is not.
    expect(table.game.viewFor(seats[0]).encounter?.combatants.map((one) => one.name)).toEqual(['Wolf A']);
    expect(JSON.stringify(pages[0].events)).not.toContain('Wolf B');
  });

  it('[G5.30] a step is taken back by its player or the host, while everything is as it left it', () => {
    const { table, ids, seats, act, pages } = threeSeats();
    const { stepId } = act(1, damage(ids[1], 5));
    expect(() => table.game.undo(seats[2], stepId)).toThrow('nothing_to_undo');
    act(2, damage(ids[2], 1));
    table.game.undo(seats[1], stepId);
    expect(table.game.desk.state.characters[1]?.character.vitals.hitPoints.current).toBe(12);
    expect(table.game.desk.state.characters[2]?.character.vitals.hitPoints.current).toBe(11);
    expect(deedsOf(pages[2])).toEqual(['damage_taken', 'damage_taken', 'undone']);
    const marked = pages[2].messages().map((message) => message.kind === 'deed' && message.isUndone);
    expect(marked).toEqual([true, false, false]);
    expect(() => table.game.undo(seats[1], stepId)).toThrow('nothing_to_undo');
    // The host healed meanwhile: what the player did is no longer as it was left.
    act(2, damage(ids[2], 3));
    act(0, { kind: 'heal', target: ids[2], amount: 1 });
    expect(() => table.game.undo(seats[2], null)).toThrow('nothing_to_undo');
    table.game.undo(seats[0], null);
    table.game.undo(seats[2], null);
    expect(table.game.desk.state.characters[2]?.character.vitals.hitPoints.current).toBe(11);
  });

  it('[G5.30] the end and the beginning of a fight are taken back too', () => {
    const { host, table, ids, seats, act } = threeSeats();
    act(0, { kind: 'encounter:begin' });
    act(1, { kind: 'combatant:join', characterId: ids[1] });
    act(0, { kind: 'encounter:end' });
    expect(host.store.findEncounter(table.tableId)).toBeNull();
    table.game.undo(seats[0], null);
    expect(host.store.findEncounter(table.tableId)?.state).toEqual(table.game.desk.state.encounter);
    expect(table.game.viewFor(seats[1]).encounter?.combatants.map((one) => one.name)).toEqual(['Boris']);
    table.game.undo(seats[0], null);
    table.game.undo(seats[0], null);
    expect(table.game.desk.state.encounter).toBeNull();
    expect(host.store.findEncounter(table.tableId)).toBeNull();
  });

  it('[G5.31] done again after it was taken back, a step has the dice it had', () => {
    const { host, table, ids, seats, act } = threeSeats();
    const bite: GameStep = {
      kind: 'attack',
      attacker: ids[1],
      target: ids[2],
      attackId: 'longsword',
      mode: 'normal',
      isReaction: false,
    };
    host.draws.push(18, 5);
    const first = act(1, bite);
    const left = table.game.desk.state.characters[2]?.character.vitals.hitPoints.current;
    expect(left).toBe(12 - 6 - 3);
    table.game.undo(seats[1], null);
    expect(act(1, bite).rollIds).toEqual(first.rollIds);
    expect(table.game.desk.state.characters[2]?.character.vitals.hitPoints.current).toBe(left);
    // The next blow is another one.
    host.draws.push(0);
    expect(act(1, bite).rollIds).not.toEqual(first.rollIds);
  });

  it('[G5.29] an edited sheet rests on its revision; problems and strangers change nothing', () => {
    const { table, ids, seats, pages } = threeSeats();
    const edit = (seat: SeatId, revision: number, name: string, current = 12) => {
      const vitals = { ...sampleCharacter.vitals, hitPoints: { max: 12, current, temporary: 0 } };
      return table.game.edit(seat, { characterId: ids[1], revision, character: { ...sampleCharacter, name, vitals } });
    };
    expect(() => edit(seats[2], 1, 'Mallory')).toThrow('not_yours');
    expect(edit(seats[1], 1, 'Boris the Bold', 99).problems).toContainEqual({
      code: 'hit_points_above_max',
      path: 'vitals.hitPoints.current',
    });
    expect(edit(seats[1], 1, 'Boris the Bold')).toEqual({ revision: 2, problems: [] });
    expect(() => edit(seats[0], 1, 'Late')).toThrow('sheet_changed');
    expect(lastOf(pages[2], 'seat:changed').seat.characterName).toBe('Boris the Bold');
    expect(lastOf(pages[2], 'character:changed').character.name).toBe('Boris the Bold');
    table.game.undo(seats[1], null);
    expect(lastOf(pages[2], 'seat:changed').seat.characterName).toBe('Boris');
  });

  it('[G6.3] a second character lets the first go, and anybody without one may take it', () => {
    const { table, ids, seats, pages } = threeSeats();
    const second = table.game.take(seats[1], { ...sampleCharacter, name: 'Dasha' }, {});
    expect(second).not.toBe(ids[1]);
    expect(() => table.game.claim(seats[1], ids[2])).toThrow('not_yours');
    table.game.claim(seats[2], ids[1]);
    const players = table.game.desk.state.characters.map(({ characterId, seatId }) => [characterId, seatId]);
    expect(players).toEqual([
      [ids[0], seats[0]],
      [ids[1], seats[2]],
      [ids[2], null],
      [second, seats[1]],
    ]);
    expect(lastOf(pages[0], 'seat:changed').seat).toMatchObject({ seatId: seats[2], characterName: 'Boris' });
  });
});
