import { describe, expect, it } from 'vitest';
import { ProtocolError, type CombatantId, type GameStep } from '@skald/protocol';
import { applyStep } from '../apply-step.ts';
import type { GameState } from '../game-state.ts';
import type { StepActor, StepTools } from '../step.ts';
import { CHARACTERS, DM, fightTools, host, monster, party, player } from '../testing/fights.ts';

/** A d20 shows these, in order; then 10, and other dice 1. */
function played(...d20s: number[]) {
  const tools = fightTools((sides) => (sides === 20 ? (d20s.shift() ?? 10) : 1));
  let state: GameState = party();
  const step = (one: GameStep, actor: StepActor = DM) => {
    const result = applyStep(state, one, actor, tools);
    state = result.state;
    return result;
  };
  return { step, tools, state: () => state, encounter: () => state.encounter! };
}

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

const join = (index: number): GameStep => ({ kind: 'combatant:join', characterId: CHARACTERS[index]! });
const rollAll: GameStep = { kind: 'initiative:roll', combatantId: null, mode: 'normal' };
const next: GameStep = { kind: 'turn:next' };
const wolves = (count: number, isHidden = false, group: string | null = 'wolves'): GameStep => ({
  kind: 'monsters:add',
  monster: monster('Wolf'),
  count,
  group,
  isHidden,
});

/** Ada 20, Boris 15, a wolf 10, Clara 5 before bonuses: the order is that of the names. */
function running(...more: number[]) {
  const game = played(20, 15, 5, 10, ...more);
  game.step({ kind: 'encounter:begin' });
  for (const index of [0, 1, 2]) game.step(join(index));
  game.step(wolves(1));
  game.step(rollAll);
  game.step(next);
  const id = (name: string): CombatantId => game.encounter().combatants.find((one) => one.name === name)!.combatantId;
  const turn = () => game.encounter().combatants.find((one) => one.combatantId === game.encounter().turnOf)?.name;
  const names = () => game.encounter().combatants.map((one) => one.name);
  return { ...game, id, turn, names };
}

const poison = (target: CombatantId, of: CombatantId, rounds: number, at: 'start' | 'end'): GameStep => ({
  kind: 'condition:add',
  target,
  condition: 'poisoned',
  source: `${at} ${rounds}`,
  ends: { rounds, at, of },
  heldBy: null,
});

describe('a fight gathers', () => {
  it('[G5.1] leaders begin and end it, one at a time', () => {
    const game = played();
    expect(codeOf(() => game.step({ kind: 'encounter:begin' }, player(1)))).toBe('not_host');
    game.step({ kind: 'encounter:begin' }, host);
    expect(codeOf(() => game.step({ kind: 'encounter:begin' }))).toBe('encounter_running');
    expect(codeOf(() => game.step({ kind: 'encounter:end' }, player(1)))).toBe('not_host');
    game.step({ kind: 'encounter:end' });
    expect(game.state().encounter).toBeNull();
    expect(codeOf(() => game.step(next))).toBe('no_encounter');
  });

  it('[G5.2] players bring their own characters, once', () => {
    const game = played();
    game.step({ kind: 'encounter:begin' });
    game.step(join(1), player(1));
    expect(codeOf(() => game.step(join(1), player(1)))).toBe('already_in');
    expect(codeOf(() => game.step(join(2), player(1)))).toBe('not_yours');
    game.step(join(2), host);
    expect(game.encounter().combatants.map((one) => one.name)).toEqual(['Boris', 'Clara']);
  });

  it('[G5.3] each monster has hit points of its own, rolled for its keepers alone', () => {
    const faces = [1, 2, 3, 4, 5, 6];
    const tools: StepTools = fightTools(() => faces.shift() ?? 1);
    const begun = applyStep(party(), { kind: 'encounter:begin' }, DM, tools);
    const wish: GameStep = {
      kind: 'monsters:add',
      monster: monster('Rat', { hitPoints: '2d6' }),
      count: 3,
      group: null,
      isHidden: false,
    };
    const { state, rolls } = applyStep(begun.state, wish, host, tools);
    expect(state.encounter?.combatants.map((one) => one.kind === 'monster' && one.vitals.hitPoints.max)).toEqual([3, 7, 11]);
    expect(rolls).toHaveLength(3);
    expect((tools as ReturnType<typeof fightTools>).asked.map((dice) => dice.audience)).toEqual(
      Array.from({ length: 3 }, () => `dm+${host.kind === 'seat' ? host.seatId : ''}`),
    );
    expect(codeOf(() => applyStep(state, wolves(1), player(1), tools))).toBe('not_host');
  });

  it('[G5.3] a fight has an end of places, and those the DM hides do not count for the host', () => {
    const game = played();
    game.step({ kind: 'encounter:begin' });
    game.step(wolves(20, true));
    game.step(wolves(20, true));
    expect(codeOf(() => game.step(wolves(1, true)))).toBe('encounter_full');
    for (let count = 0; count < 3; count += 1) game.step(wolves(20), host);
    expect(codeOf(() => game.step(wolves(1), host))).toBe('encounter_full');
  });

  it('[G5.5] a group rolls once; ties go to the higher bonus, then to who came first; nobody rolls twice', () => {
    const game = played(10, 11, 10);
    game.step({ kind: 'encounter:begin' });
    game.step(wolves(3));
    game.step(join(1));
    game.step(join(2));
    const { rolls } = game.step(rollAll);
    // Wolves 11, Boris and Clara with their bonus of 2: 13 and 12.
    expect(rolls.map((roll) => roll.total)).toEqual([11, 13, 12]);
    game.step({ kind: 'initiative:set', combatantId: game.encounter().combatants[4]!.combatantId, value: 11 });
    expect(codeOf(() => game.step(rollAll))).toBe('has_initiative');
    game.step(next);
    expect(game.encounter().combatants.map((one) => one.name)).toEqual(['Boris', 'Clara', 'Wolf 1', 'Wolf 2', 'Wolf 3']);
  });

  it('[G5.6] a player rolls for its own, and only leaders write initiative down', () => {
    const game = played(12);
    game.step({ kind: 'encounter:begin' });
    game.step(join(1));
    game.step(join(2));
    const [boris, clara] = game.encounter().combatants.map((one) => one.combatantId);
    expect(codeOf(() => game.step({ kind: 'initiative:roll', combatantId: clara!, mode: 'normal' }, player(1)))).toBe(
      'not_yours',
    );
    expect(codeOf(() => game.step(rollAll, player(1)))).toBe('not_host');
    expect(codeOf(() => game.step({ kind: 'initiative:set', combatantId: boris!, value: 30 }, player(1)))).toBe('not_host');
    game.step({ kind: 'initiative:roll', combatantId: boris!, mode: 'normal' }, player(1));
    expect(game.encounter().combatants.map((one) => one.initiative)).toEqual([14, null]);
    expect(codeOf(() => game.step(next))).toBe('no_initiative');
  });
});

describe('turns', () => {
  it('[G5.7] go down the order and round again; players end their own alone', () => {
    const game = running();
    expect([game.names(), game.encounter().round, game.turn()]).toEqual([['Ada', 'Boris', 'Wolf', 'Clara'], 1, 'Ada']);
    expect(codeOf(() => game.step(next, player(1)))).toBe('not_your_turn');
    game.step(next, player(0));
    game.step(next, player(1));
    expect(codeOf(() => game.step(next, player(1)))).toBe('not_your_turn');
    game.step(next);
    const { deeds } = game.step(next, player(2));
    expect(deeds.map((one) => one.deed)).toEqual([
      { code: 'round_began', params: { round: 2 } },
      { code: 'turn_began', params: { actor: 'Ada', round: 2 } },
    ]);
  });

  it('[G5.7] the dead are passed over, the dying are told that a death save is due', () => {
    const game = running();
    game.step({ kind: 'damage', target: game.id('Wolf'), amount: 99, type: null });
    game.step({ kind: 'damage', target: game.id('Boris'), amount: 22, type: null });
    const { deeds } = game.step(next);
    expect(deeds.at(-1)?.deed.params).toEqual({ actor: 'Boris', round: 1, isDeathSaveDue: true });
    game.step(next);
    expect(game.turn()).toBe('Clara');
    for (const name of ['Ada', 'Boris', 'Clara']) game.step({ kind: 'damage', target: game.id(name), amount: 500, type: null });
    expect(codeOf(() => game.step(next))).toBe('cannot_act');
  });

  it('[G5.8] who joins in mid-fight rolls at once and is placed by it', () => {
    const game = running(14);
    game.step(join(3), player(3));
    expect(game.names()).toEqual(['Ada', 'Boris', 'Dima', 'Wolf', 'Clara']);
    game.step(wolves(2));
    // They act with their group.
    expect(game.names()).toEqual(['Ada', 'Boris', 'Dima', 'Wolf', 'Wolf 2', 'Wolf 3', 'Clara']);
    expect(game.turn()).toBe('Ada');
  });

  it('[G5.4] who has the turn and leaves passes it on; what was counted on its turns goes on', () => {
    const game = running();
    game.step(next);
    game.step(poison(game.id('Clara'), game.id('Boris'), 2, 'start'));
    expect(codeOf(() => game.step({ kind: 'combatant:remove', combatantId: game.id('Clara') }, player(1)))).toBe('not_yours');
    game.step({ kind: 'combatant:remove', combatantId: game.id('Boris') }, player(1));
    expect([game.turn(), game.names()]).toEqual(['Wolf', ['Ada', 'Wolf', 'Clara']]);
    expect(game.state().characters[2]?.character.vitals.conditions[0]?.ends).toMatchObject({ rounds: 2, of: game.id('Ada') });
    for (const name of ['Wolf', 'Ada', 'Clara']) game.step({ kind: 'combatant:remove', combatantId: game.id(name) });
    expect(game.encounter()).toMatchObject({ state: 'gathering', round: 0, turnOf: null, combatants: [] });
  });

  it('[G5.9] going back undoes nothing, and going on again counts nothing twice', () => {
    const game = running();
    game.step(poison(game.id('Clara'), game.id('Boris'), 3, 'start'));
    const rounds = () => game.state().characters[2]?.character.vitals.conditions[0]?.ends?.rounds;
    game.step(next);
    game.step(next);
    expect(rounds()).toBe(2);
    game.step({ kind: 'turn:previous' });
    game.step({ kind: 'turn:previous' });
    expect([game.turn(), rounds()]).toEqual(['Ada', 2]);
    expect(codeOf(() => game.step({ kind: 'turn:previous' }))).toBe('nothing_before');
    expect(codeOf(() => game.step({ kind: 'turn:previous' }, player(0)))).toBe('nothing_before');
    expect(codeOf(() => game.step({ kind: 'turn:previous' }, player(1)))).toBe('not_host');
    game.step(next);
    game.step(next);
    expect([game.turn(), rounds()]).toEqual(['Wolf', 2]);
    for (let count = 0; count < 3; count += 1) game.step(next);
    expect([game.turn(), rounds()]).toEqual(['Boris', 1]);
  });

  it('[G5.9] it goes back into the round before', () => {
    const game = running();
    for (let count = 0; count < 4; count += 1) game.step(next);
    game.step({ kind: 'turn:previous' });
    expect([game.encounter().round, game.turn()]).toEqual([1, 'Clara']);
    const { deeds } = game.step(next);
    expect(deeds.map((one) => one.deed.code)).toEqual(['turn_began']);
  });

  it('[G5.10] a turn that is put off is taken right after another, and counts once', () => {
    const game = running();
    game.step(poison(game.id('Clara'), game.id('Ada'), 2, 'end'));
    game.step({ kind: 'turn:delay' }, player(0));
    const rounds = () => game.state().characters[2]?.character.vitals.conditions[0]?.ends?.rounds;
    expect([game.turn(), rounds()]).toEqual(['Boris', 2]);
    expect(codeOf(() => game.step({ kind: 'turn:resume', combatantId: game.id('Clara') }))).toBe('not_delaying');
    expect(codeOf(() => game.step({ kind: 'turn:resume', combatantId: game.id('Ada') }, player(1)))).toBe('not_yours');
    game.step({ kind: 'turn:resume', combatantId: game.id('Ada') }, player(0));
    expect(game.names()).toEqual(['Boris', 'Ada', 'Wolf', 'Clara']);
    game.step(next);
    expect([game.turn(), rounds()]).toEqual(['Ada', 2]);
    game.step(next);
    expect([game.turn(), rounds()]).toEqual(['Wolf', 1]);
  });

  it('[G5.10] a turn put off and not taken is lost when the next one comes; a used one is not put off', () => {
    const game = running(18);
    game.step(poison(game.id('Clara'), game.id('Ada'), 3, 'end'));
    game.step(poison(game.id('Boris'), game.id('Ada'), 3, 'start'));
    game.step({ kind: 'turn:delay' });
    for (let count = 0; count < 3; count += 1) game.step(next);
    const rounds = (index: number) => game.state().characters[index]?.character.vitals.conditions[0]?.ends?.rounds;
    expect([game.turn(), game.encounter().round, rounds(2), rounds(1)]).toEqual(['Ada', 2, 2, 2]);
    expect(game.encounter().combatants[0]?.delayedIn).toBeNull();
    const attack = { kind: 'attack', attackId: 'blade', mode: 'normal', isReaction: false } as const;
    game.step({ ...attack, attacker: game.id('Ada'), target: game.id('Wolf') });
    expect(codeOf(() => game.step({ kind: 'turn:delay' }))).toBe('already_acted');
  });

  it('[G5.11] conditions are counted at the start or the end of a turn, also of a dead one', () => {
    const game = running();
    game.step(poison(game.id('Boris'), game.id('Wolf'), 1, 'start'));
    game.step(poison(game.id('Clara'), game.id('Wolf'), 2, 'end'));
    game.step({ kind: 'damage', target: game.id('Wolf'), amount: 99, type: null });
    game.step(next);
    expect(game.state().characters[1]?.character.vitals.conditions).toHaveLength(1);
    const { deeds } = game.step(next);
    expect(deeds.map((one) => one.deed)).toContainEqual({
      code: 'condition_ended',
      params: { target: 'Boris', condition: 'poisoned' },
    });
    expect(game.state().characters[1]?.character.vitals.conditions).toEqual([]);
    expect(game.state().characters[2]?.character.vitals.conditions[0]?.ends?.rounds).toBe(1);
  });

  it('[G5.13] with the fight short conditions end, long ones last until they are removed', () => {
    const game = running();
    game.step(poison(game.id('Boris'), game.id('Wolf'), 10, 'start'));
    game.step(poison(game.id('Clara'), game.id('Wolf'), 11, 'end'));
    game.step({ kind: 'encounter:end' });
    const conditions = game.state().characters.map((one) => one.character.vitals.conditions);
    expect(conditions.map((list) => list.length)).toEqual([0, 0, 1, 0]);
    expect(conditions[2]?.[0]?.ends).toBeNull();
  });

  it('[G5.15] a reaction comes back with the next turn', () => {
    const game = running();
    game.step({ kind: 'reaction:use', creature: game.id('Ada') }, player(0));
    expect(codeOf(() => game.step({ kind: 'reaction:use', creature: game.id('Ada') }, player(0)))).toBe('reaction_spent');
    expect(codeOf(() => game.step({ kind: 'reaction:use', creature: game.id('Ada') }, player(1)))).toBe('not_yours');
    expect(codeOf(() => game.step({ kind: 'reaction:use', creature: CHARACTERS[3]! }))).toBe('not_joined');
    for (let count = 0; count < 4; count += 1) game.step(next);
    game.step({ kind: 'reaction:use', creature: CHARACTERS[0]! }, player(0));
    expect(game.encounter().combatants[0]?.hasReacted).toBe(true);
  });
});
