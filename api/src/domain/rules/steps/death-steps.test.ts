import type { GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, DM, host, player } from '../testing/fights.ts';
import { codes, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const save: GameStep = { kind: 'death:save', characterId: boris };
const fallen = () => {
  const game = rulesGame();
  game.step({ kind: 'damage', target: boris, amount: 22, type: null });
  return game;
};

describe('[G4.23] death saves as steps', () => {
  it('are the own player’s, count up, and settle it', () => {
    const game = fallen();
    expect(game.refusal(save, player(2))).toBe('not_yours');
    expect(game.step(save, player(1), 10).deeds[0]?.deed.params).toMatchObject({
      total: 10,
      outcome: 'success',
      successes: 1,
      failures: 0,
    });
    expect(game.step(save, player(1), 9).deeds[0]?.deed.params).toMatchObject({ outcome: 'failure', successes: 1, failures: 1 });
    game.step(save, player(1), 15);
    expect(codes(game.step(save, player(1), 15))).toEqual(['death_save_made', 'stabilised']);
    expect(game.refusal(save, player(1))).toBe('not_dying');
    expect(game.refusal({ ...save, characterId: ada })).toBe('not_dying');
  });

  it('[G4.7] [G4.23] a natural 20 wakes, the third failure kills', () => {
    const lucky = fallen();
    expect(codes(lucky.step(save, player(1), 20))).toEqual(['death_save_made', 'healed']);
    expect(lucky.vitals(1)).toMatchObject({ life: 'alive', hitPoints: { current: 1 } });
    const doomed = fallen();
    doomed.step(save, player(1), 1);
    expect(codes(doomed.step(save, player(1), 5))).toEqual(['death_save_made', 'died']);
  });

  it('[G4.10] [G4.23] exhaustion weighs on them', () => {
    const game = rulesGame();
    game.step({ kind: 'condition:add', target: boris, condition: 'exhaustion', source: '', ends: null, heldBy: null });
    game.step({ kind: 'damage', target: boris, amount: 22, type: null });
    expect(game.step(save, DM, 11).deeds[0]?.deed.params).toMatchObject({ total: 9, outcome: 'failure' });
  });

  it('[G4.23] in a fight once in each own turn', () => {
    const game = fallen();
    game.step({ kind: 'encounter:begin' });
    for (const characterId of [ada, boris]) game.step({ kind: 'combatant:join', characterId });
    game.step({ kind: 'initiative:set', combatantId: game.monsterId('Ada') as never, value: 20 });
    game.step({ kind: 'initiative:set', combatantId: game.monsterId('Boris') as never, value: 10 });
    game.step({ kind: 'turn:next' });
    expect(game.refusal(save, player(1))).toBe('not_your_turn');
    game.step({ kind: 'turn:next' });
    game.step(save, player(1), 12);
    expect(game.refusal(save, player(1))).toBe('already_acted');
    game.step({ kind: 'turn:next' });
    game.step({ kind: 'turn:next' });
    game.step(save, player(1), 12);
  });

  it('[G4.8] leaders say who was stopped from dying', () => {
    const game = fallen();
    expect(game.refusal({ kind: 'stabilise', target: boris }, player(2))).toBe('not_host');
    game.step({ kind: 'stabilise', target: boris }, host);
    expect(game.vitals(1)).toMatchObject({ life: 'stable', hitPoints: { current: 0 } });
    expect(game.refusal({ kind: 'stabilise', target: boris })).toBe('not_dying');
    expect(game.refusal({ kind: 'stabilise', target: ada })).toBe('not_dying');
  });
});
