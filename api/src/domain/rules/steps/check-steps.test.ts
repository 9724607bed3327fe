import type { GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, host, monster, player } from '../testing/fights.ts';
import { codes, rulesFight, rulesGame } from '../testing/rules-game.ts';

const [ada, boris] = CHARACTERS as [(typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
type Check = Extract<GameStep, { kind: 'check' }>;
const check = (change: Partial<Check> = {}): Check => ({
  kind: 'check',
  actor: ada,
  what: 'athletics',
  difficulty: 'medium',
  mode: 'normal',
  attempt: 'climb the wall',
  onSuccess: 'over it',
  onFailure: 'into the moat',
  ...change,
});
const save = (change: Partial<Extract<GameStep, { kind: 'save' }>> = {}): GameStep => ({
  kind: 'save',
  actor: ada,
  ability: 'strength',
  difficulty: 15,
  mode: 'normal',
  against: 'the net',
  ...change,
});

describe('[G4.21] checks', () => {
  it('have their difficulty and what hangs on it before the roll', () => {
    const game = rulesGame();
    // Strength 16 and training of level 5: +6.
    const { deeds } = game.step(check(), player(0), 9);
    expect(deeds[0]?.deed.params).toMatchObject({ total: 15, difficulty: 15, outcome: 'success', consequence: 'over it' });
    expect(game.tools.asked[0]).toMatchObject({
      notation: '1d20+6',
      purpose: 'check:athletics',
      difficulty: 15,
      audience: 'party',
    });
    expect(game.step(check(), player(0), 8).deeds[0]?.deed.params).toMatchObject({
      outcome: 'failure',
      consequence: 'into the moat',
    });
  });

  it.each([
    ['very_easy', 5],
    ['easy', 10],
    ['medium', 15],
    ['hard', 20],
    ['very_hard', 25],
    ['nearly_impossible', 30],
  ] as const)('[G4.21] %s is %i', (difficulty, number) => {
    const game = rulesGame();
    game.step(check({ difficulty }), undefined, 9);
    expect(game.tools.asked[0]?.difficulty).toBe(number);
  });

  it('[G4.21] without a difficulty there is a total and no outcome', () => {
    const { deeds } = rulesGame().step(check({ difficulty: null, what: 'charisma' }), player(0), 11);
    expect(deeds[0]?.deed.params).toEqual({ actor: 'Ada', what: 'charisma', attempt: 'climb the wall', total: 10 });
  });

  it('[G4.14] [G4.21] conditions and loud armour count; who cannot act tries nothing', () => {
    const game = rulesGame();
    game.step(check({ what: 'stealth' }), undefined, 9, 4);
    expect(game.tools.asked[0]).toMatchObject({ mode: 'disadvantage' });
    game.step(check({ what: 'stealth', mode: 'advantage' }), undefined, 9);
    expect(game.tools.asked[1]).toMatchObject({ mode: 'normal' });
    const add = (condition: 'exhaustion' | 'stunned') =>
      ({ kind: 'condition:add', target: ada, condition, source: '', ends: null, heldBy: null }) as const;
    game.step(add('exhaustion'));
    game.step(check(), undefined, 9);
    expect(game.tools.asked[2]?.notation).toBe('1d20+4');
    game.step(add('stunned'));
    expect(game.refusal(check())).toBe('cannot_act');
    expect(game.refusal(check({ actor: boris }), player(2))).toBe('not_yours');
    game.step(check({ actor: boris, what: 'strength' }), host, 10);
  });

  it('[G4.21] a monster checks by its skills, else by its saves', () => {
    const fight = rulesFight();
    fight.step({
      kind: 'monsters:add',
      monster: monster('Cat', { skills: { stealth: 7 } }),
      count: 1,
      group: null,
      isHidden: false,
    });
    fight.step(check({ actor: fight.monsterId('Cat'), what: 'stealth', difficulty: null }), undefined, 3);
    fight.step(check({ actor: fight.monsterId('Cat'), what: 'athletics', difficulty: null }), undefined, 3);
    expect(fight.tools.asked.map((dice) => dice.notation)).toEqual(['1d20+7', '1d20']);
  });
});

describe('[G4.22] saves', () => {
  it('reach the difficulty or fail', () => {
    const game = rulesGame();
    expect(game.step(save(), player(0), 9).deeds[0]?.deed.params).toMatchObject({ total: 15, outcome: 'success' });
    expect(game.step(save({ ability: 'wisdom' }), player(0), 9).deeds[0]?.deed.params).toMatchObject({
      total: 10,
      outcome: 'failure',
    });
    expect(game.refusal(save(), player(1))).toBe('not_yours');
  });

  it('[G4.13] what fails by itself is not rolled; the dead save nothing', () => {
    const game = rulesGame();
    game.step({ kind: 'damage', target: ada, amount: 44, type: null });
    const fell = game.step(save());
    expect([codes(fell), fell.rolls]).toEqual([['save_made'], []]);
    expect(fell.deeds[0]?.deed.params).toMatchObject({ outcome: 'failure', isAutomatic: true });
    game.step(save({ ability: 'wisdom' }), undefined, 10);
    game.step({ kind: 'damage', target: ada, amount: 44, type: null });
    expect(game.refusal(save())).toBe('target_dead');
  });
});
