import type { CreatureId, GameStep } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { CHARACTERS, host, HOST, player } from '../testing/fights.ts';
import { codes, rulesFight, rulesGame } from '../testing/rules-game.ts';

const [ada, boris, clara] = CHARACTERS as [CreatureId & (typeof CHARACTERS)[0], (typeof CHARACTERS)[0], (typeof CHARACTERS)[0]];
const damage = (target: CreatureId, amount: number | string, type: 'fire' | 'slashing' | null = null): GameStep => ({
  kind: 'damage',
  target,
  amount,
  type,
});
const condition = (
  target: CreatureId,
  name: 'restrained' | 'stunned' | 'exhaustion' | 'frightened',
  heldBy: CreatureId | null = null,
): GameStep => ({
  kind: 'condition:add',
  target,
  condition: name,
  source: '',
  ends: null,
  heldBy,
});
const concentrate = (creature: CreatureId, on = 'Bless'): GameStep => ({ kind: 'concentration:begin', creature, on });

describe('[G4.20] who may', () => {
  const game = rulesGame();
  const steps: GameStep[] = [
    damage(boris, 1),
    { kind: 'heal', target: boris, amount: 1 },
    { kind: 'temporary:grant', target: boris, amount: 1 },
    condition(boris, 'restrained'),
  ];

  it.each(steps)('$kind: a player to the own character only, host and DM to everybody', (step) => {
    expect(game.refusal(step, player(2))).toBe('not_host');
    game.step(step, player(1));
    game.step(step, host);
    game.step(step);
  });

  it('[G4.20] a hidden monster is not there for those who may not know it', () => {
    const fight = rulesFight(true, host);
    const wolf = fight.monsterId(fight.state().encounter!.combatants.at(-1)!.name);
    for (const step of [damage(wolf, 1), condition(wolf, 'restrained'), concentrate(wolf)]) {
      expect(fight.refusal(step, player(1))).toBe('no_such_creature');
    }
    const { deeds } = fight.step(damage(wolf, 1), host);
    expect(deeds[0]?.audience).toBe(`dm+${HOST}`);
    expect(
      fight.refusal({ kind: 'save', actor: wolf, ability: 'wisdom', difficulty: 10, mode: 'normal', against: 'fear' }, player(1)),
    ).toBe('no_such_creature');
  });
});

describe('[G4.1] [G4.4] damage as a step', () => {
  it('[G4.1] is a number or dice, meets the defences, and is told with what follows', () => {
    const game = rulesGame();
    expect(game.step(damage(clara, '2d6', 'slashing'), undefined, 5, 6).deeds[0]?.deed).toEqual({
      code: 'damage_taken',
      params: { target: 'Clara', amount: 5, type: 'slashing' },
    });
    expect(game.vitals(2).hitPoints.current).toBe(35 - 5);
    expect(codes(game.step(damage(boris, 22)))).toEqual(['damage_taken', 'fell']);
    expect(codes(game.step(damage(boris, 2)))).toEqual(['damage_taken', 'death_save_made']);
    expect(codes(game.step(damage(boris, 30)))).toEqual(['damage_taken', 'died']);
    expect(game.refusal(damage(boris, 3))).toBe('target_dead');
    expect(game.refusal({ kind: 'heal', target: boris, amount: 3 })).toBe('target_dead');
  });

  it('[G4.3] healing tells what a character gained, and of a monster only what was given', () => {
    const fight = rulesFight();
    const wolf = fight.monsterId('Wolf');
    fight.step(damage(wolf, 3));
    fight.step(damage(ada, 3));
    expect(fight.step({ kind: 'heal', target: wolf, amount: 10 }).deeds[0]?.deed.params).toMatchObject({ amount: 10 });
    expect(fight.step({ kind: 'heal', target: ada, amount: 10 }).deeds[0]?.deed.params).toMatchObject({ amount: 3 });
    expect(
      fight.step({ kind: 'temporary:grant', target: ada, amount: '1d4' }, undefined, 4).state.characters[0]?.character.vitals
        .hitPoints,
    ).toMatchObject({ temporary: 4 });
  });
});

describe('[G4.27] concentration', () => {
  it('[G4.6] is saved for at once; what it held ends with it, wherever it lies', () => {
    const fight = rulesFight();
    const wolf = fight.monsterId('Wolf');
    fight.step(concentrate(boris, 'Web'), player(1));
    fight.step(condition(wolf, 'restrained', boris));
    fight.step(condition(clara, 'restrained', boris));
    expect(codes(fight.step(damage(boris, 4), undefined, 12))).toEqual(['damage_taken', 'concentration_kept']);
    expect(codes(fight.step(damage(boris, 4), undefined, 2))).toEqual([
      'damage_taken',
      'concentration_ended',
      'condition_ended',
      'condition_ended',
    ]);
    expect(fight.vitals(2).conditions).toEqual([]);
    expect(fight.refusal({ kind: 'condition:remove', target: wolf, condition: 'restrained' })).toBe('no_such_condition');
  });

  it('[G4.27] a new one ends the old; whoever cannot act begins none', () => {
    const game = rulesGame();
    game.step(concentrate(boris, 'Web'));
    game.step(condition(clara, 'restrained', boris));
    expect(codes(game.step(concentrate(boris, 'Bless'), player(1)))).toEqual([
      'concentration_ended',
      'condition_ended',
      'concentration_began',
    ]);
    expect(game.vitals(1).concentration).toBe('Bless');
    expect(game.refusal(concentrate(boris), player(2))).toBe('not_yours');
    expect(codes(game.step(condition(boris, 'stunned')))).toEqual(['condition_added', 'concentration_ended']);
    expect(game.refusal(concentrate(boris))).toBe('cannot_act');
    expect(game.refusal({ kind: 'concentration:end', creature: boris })).toBe('not_concentrating');
  });

  it('[G4.27] only a concentration holds a condition; falling lets go of it', () => {
    const game = rulesGame();
    expect(game.refusal(condition(clara, 'restrained', boris))).toBe('not_concentrating');
    game.step(concentrate(boris));
    game.step(condition(clara, 'restrained', boris));
    expect(codes(game.step(damage(boris, 25)))).toEqual(['damage_taken', 'fell', 'concentration_ended', 'condition_ended']);
    game.step(concentrate(ada));
    expect(codes(game.step({ kind: 'concentration:end', creature: ada }, player(0)))).toEqual(['concentration_ended']);
  });
});

describe('[G4.9] [G4.10] conditions as steps', () => {
  it('[G4.9] rounds are counted by a fight', () => {
    const ends = { rounds: 2, at: 'end', of: clara } as const;
    const step: GameStep = { kind: 'condition:add', target: clara, condition: 'prone', source: 'oil', ends, heldBy: null };
    expect(rulesGame().refusal(step)).toBe('no_encounter');
    const fight = rulesFight();
    fight.step(step);
    expect(fight.vitals(2).conditions[0]?.ends).toEqual({ ...ends, of: fight.monsterId('Clara') });
  });

  it('[G4.9] immunity refuses', () => {
    expect(rulesGame().refusal(condition(clara, 'frightened'))).toBe('immune');
  });

  it('[G4.10] exhaustion goes up and down by levels, and the sixth kills', () => {
    const game = rulesGame();
    for (let level = 1; level <= 5; level += 1) {
      expect(game.step(condition(ada, 'exhaustion')).deeds[0]?.deed.params).toMatchObject({ level });
    }
    expect(game.step({ kind: 'condition:remove', target: ada, condition: 'exhaustion' }).deeds[0]?.deed.params).toMatchObject({
      level: 4,
    });
    game.step(condition(ada, 'exhaustion'));
    expect(codes(game.step(condition(ada, 'exhaustion')))).toEqual(['condition_added', 'died']);
    expect(game.vitals(0).life).toBe('dead');
  });
});
