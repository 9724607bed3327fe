import type { GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, DM, fightId, host, player } from '../testing/fights.ts';
import { codes, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const give = (name: string, quantity: number, from: typeof ada | null = null, to = ada): GameStep => ({
  kind: 'item:give',
  to,
  from,
  name,
  quantity,
});
const take = (itemId: string, quantity: number): GameStep => ({ kind: 'item:take', from: ada, itemId, quantity });
const coins = (amount: number, coin: 'gold' | 'silver' = 'gold'): GameStep => ({ kind: 'coins:give', to: ada, coin, amount });
const things = (game: ReturnType<typeof rulesGame>, index: number) =>
  game.sheet(index).inventory.map(({ name, quantity }) => [name, quantity]);

describe('[G4.30] things', () => {
  it('pile up by name, whatever letters are large', () => {
    const game = rulesGame();
    game.step(give('Зелёное зелье', 2), player(0));
    game.step(give('зеленое ЗЕЛЬЕ', 1), DM);
    expect(things(game, 0)).toEqual([
      ['Rope', 1],
      ['Зелёное зелье', 3],
    ]);
    const ids = game.sheet(0).inventory.map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[G4.30] go from hand to hand, no more than there are', () => {
    const game = rulesGame();
    game.step(give('rope', 1, ada, boris), player(0));
    expect([things(game, 0), things(game, 1)]).toEqual([[], [['Rope', 2]]]);
    expect(game.refusal(give('rope', 1, ada, boris), player(0))).toBe('no_such_entry');
    expect(game.refusal(give('rope', 3, boris, ada), player(1))).toBe('too_few');
    expect(game.refusal(give('rope', 1, boris, ada), player(2))).toBe('not_yours');
    expect(game.refusal(give('rope', 1, boris, boris), player(1))).toBe('bad_request');
    expect(game.refusal(give('rope', 1, null, boris), player(2))).toBe('not_yours');
    expect(game.refusal(give('rope', 1, null, fightId('character', 99)))).toBe('no_such_creature');
  });

  it('[G4.30] are taken by their key; the last of them leaves the list', () => {
    const game = rulesGame();
    game.step(give('Torch', 5));
    expect(codes(game.step(take('item-1', 2), player(0)))).toEqual(['item_taken']);
    expect(game.refusal(take('item-1', 4))).toBe('too_few');
    game.step(take('item-1', 3), host);
    expect(game.refusal(take('item-1', 1))).toBe('no_such_entry');
    expect(things(game, 0)).toEqual([['Rope', 1]]);
  });

  it('[G4.30] a sheet holds so much and no more', () => {
    const game = rulesGame();
    for (let round = 0; round < 10; round += 1) game.step(give('Arrow', 9_999));
    expect(game.refusal(give('Arrow', 9_999))).toBe('over_limit');
    for (let kind = 2; kind < 200; kind += 1) game.step(give(`Thing ${kind}`, 1));
    expect(game.refusal(give('One more', 1))).toBe('over_limit');
  });
});

describe('[G4.31] coins', () => {
  it('are given and taken, never below nothing', () => {
    const game = rulesGame();
    game.step(coins(10), player(0));
    expect(game.step(coins(-25)).deeds[0]?.deed.params).toEqual({ target: 'Ada', coin: 'gold', amount: -25 });
    expect(game.sheet(0).coins).toEqual({ copper: 0, silver: 0, electrum: 0, gold: 0, platinum: 0 });
    expect(game.refusal(coins(-1))).toBe('too_few');
    expect(game.refusal(coins(5), player(1))).toBe('not_yours');
    for (let round = 0; round < 10; round += 1) game.step(coins(99_999, 'silver'));
    expect(game.refusal(coins(99_999, 'silver'))).toBe('over_limit');
  });
});

describe('[G4.34] inspiration', () => {
  const inspire: GameStep = { kind: 'inspiration:give', characterId: ada };
  const spend: GameStep = { kind: 'inspiration:spend', characterId: ada };

  it('is given by leaders, once, and spent by whoever has it', () => {
    const game = rulesGame();
    expect(game.refusal(spend, player(0))).toBe('no_inspiration');
    expect(game.refusal({ ...inspire, characterId: boris }, player(1))).toBe('not_host');
    game.step(inspire);
    expect(game.refusal(inspire)).toBe('has_inspiration');
    expect(game.refusal(spend, player(1))).toBe('not_yours');
    game.step(spend, player(0));
    expect(game.refusal(spend, player(0))).toBe('no_inspiration');
  });
});
